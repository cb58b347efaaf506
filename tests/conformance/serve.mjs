// A page open in `fanlight serve`, in a real browser: edits show without a touch, what is wrong shows over the page, and
// its mend takes it away. `node serve.mjs [FANLIGHT] [FOLDER FOR SCREENSHOTS]`, after `npm ci`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url).pathname;
const program = resolve(process.argv[2] ?? join(root, "target/debug/fanlight"));
const pictures = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), "fanlight-serve-"));
cpSync(join(root, "content"), join(folder, "content"), { recursive: true });

const serve = async (...more) => {
  const child = spawn(program, ["serve", "--port", "0", ...more], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return { child, address: value.match(/http:\/\/localhost:\d+/)[0] };
};

const file = (name) => join(folder, "content", name);
const edit = (name, change) => writeFileSync(file(name), change(readFileSync(file(name), "utf8")));
const picture = async (page, name) => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
};

const record = "lessons/rotate-by-reach.md";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const { child, address } = await serve();
let preview;
try {
  const page = await browser.newPage();
  const refused = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  page.on("pageerror", (error) => refused.push(String(error)));
  const sees = (text) => page.getByText(text).first().waitFor({ timeout: 20_000 });
  const overlay = page.locator("fanlight-trouble .trouble");

  await page.goto(`${address}/lessons/rotate-by-reach/`);
  const edited = (text) => text.replace(/^approved:.*\n(?:[ \t]+.*\n)*/m, "") + "\nWritten while the page was open.\n";
  edit("site.yaml", (text) => text.replace("require_approval: true", "require_approval: false"));
  await page.waitForTimeout(1000);
  edit(record, edited);
  await sees("Written while the page was open.");
  console.log("ok: an edit of the record shows");

  mkdirSync(join(folder, "themes/own"), { recursive: true });
  writeFileSync(join(folder, "themes/own/style.css"), "main { outline: 3px solid rgb(1, 2, 3) }");
  edit("site.yaml", (text) => text.replace("theme: default", "theme: own"));
  const outline = (color) =>
    page.waitForFunction((color) => getComputedStyle(document.querySelector("main")).outlineColor === color, color);
  await outline("rgb(1, 2, 3)");
  writeFileSync(join(folder, "themes/own/style.css"), "main { outline: 3px solid rgb(4, 5, 6) }");
  await outline("rgb(4, 5, 6)");
  console.log("ok: an edit of the theme shows");

  edit("site.yaml", (text) => text.replace("theme: own", "theme: default").replace(/^title: .*/m, "title: Renamed Site"));
  await sees("Renamed Site");
  console.log("ok: an edit of site.yaml shows");

  const whole = readFileSync(file(record), "utf8");
  appendFileSync(file(record), "\n::: private\nA name that nobody is to read.\n");
  await overlay.waitFor({ timeout: 20_000 });
  const told = await overlay.innerText();
  assert.match(told, /broken-mark/);
  assert.match(told, /lessons\/rotate-by-reach\.md:\d+/);
  assert.doesNotMatch(told, /nobody is to read/);
  await sees("Written while the page was open.");
  await page.reload();
  await overlay.waitFor({ timeout: 20_000 });
  const white = (name) => overlay.evaluate((box, name) => getComputedStyle(box)[name], name);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await white("backgroundColor");
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await white("backgroundColor"), light, "the overlay follows light and dark");
  await picture(page, "overlay");
  console.log("ok: a broken record shows the overlay, over the last good page");

  writeFileSync(file(record), whole);
  await overlay.waitFor({ state: "detached", timeout: 20_000 });
  console.log("ok: its mend takes it away");
  assert.deepEqual(refused, [], "nothing is refused by the site's own policy");

  edit("site.yaml", (text) => text.replace(/^url: .*/m, "url: not a url"));
  await overlay.waitFor({ timeout: 20_000 });
  preview = await serve("--preview");
  await page.goto(`${preview.address}/`);
  await sees("The site can't be built");
  await picture(page, "no-site");
  edit("site.yaml", (text) => text.replace(/^url: .*/m, "url: https://security.example.org/"));
  await page.locator(".banner.preview").waitFor({ timeout: 20_000 });
  await picture(page, "banner");
  console.log("ok: the page for no site becomes the site; a preview bears its banner");
} finally {
  child.kill();
  preview?.child.kill();
  await browser.close();
  rmSync(folder, { recursive: true });
}
