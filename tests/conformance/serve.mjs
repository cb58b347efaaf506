// A page open in `fanlight serve`, in a real browser: edits show without a touch, what changes together shows by one
// rebuild and one reload, what is wrong shows over the page, and its mend takes it away; a preview bears its banner on
// each page. `node serve.mjs [FANLIGHT] [FOLDER FOR SCREENSHOTS]`, after `npm ci`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
  // All that it printed: the address, and a line for each round of building.
  const lines = [];
  const address = await new Promise((found) =>
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const named = line.match(/http:\/\/localhost:\d+/);
      if (named) found(named[0]);
    }),
  );
  return { child, address, lines };
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
const { child, address, lines } = await serve();
let preview;
try {
  const page = await browser.newPage();
  const refused = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  page.on("pageerror", (error) => refused.push(String(error)));
  const sees = (text) => page.getByText(text).first().waitFor({ timeout: 20_000 });
  const overlay = page.locator("fanlight-failure .failure");

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

  // A change, what shows it, and then silence: one line in the terminal, one reload of the page.
  let loads = 0;
  page.on("load", () => (loads += 1));
  const quiet = () => page.waitForTimeout(2500);
  const once = async (what, change, shows) => {
    await quiet();
    const before = { lines: lines.length, loads };
    change();
    await shows();
    await quiet();
    assert.deepEqual(lines.slice(before.lines).map((line) => line.split(":")[0]), ["rebuilt"], `${what}: ${lines}`);
    assert.equal(loads - before.loads, 1, `${what}: reloads`);
    console.log(`ok: ${what}: one rebuild, one reload`);
  };
  const lesson = (title) => `---\ntitle: ${title}\npublish: true\npublished: 2026-01-01T00:00:00Z\nsummary: So.\n---\nWords.\n`;
  const many = Array.from({ length: 50 }, (_, at) => `many-${at}.md`);
  const leads = (path) => page.locator(`main a[href$="${path}"]`).first().waitFor({ state: "attached", timeout: 20_000 });

  await once(
    "an editor that saves by renaming",
    () => {
      writeFileSync(file("lessons/.rotate-by-reach.md.swp"), readFileSync(file(record), "utf8") + "\nSaved by renaming.\n");
      renameSync(file(record), file(`${record}~`));
      renameSync(file("lessons/.rotate-by-reach.md.swp"), file(record));
      rmSync(file(`${record}~`));
    },
    () => sees("Saved by renaming."),
  );

  await page.goto(`${address}/lessons/`);
  mkdirSync(file("lessons/once-called"));
  writeFileSync(file("lessons/once-called/index.md"), lesson("A lesson in a folder"));
  await leads("/lessons/once-called/");
  const rename = () => renameSync(file("lessons/once-called"), file("lessons/now-called"));
  await once("a folder renamed", rename, () => leads("/lessons/now-called/"));

  // Beside the content, then all there at once, as a checkout would put them.
  mkdirSync(join(folder, "staged"));
  many.forEach((name) => writeFileSync(join(folder, "staged", name), lesson(`Lesson of ${name}`)));
  const arrive = () => many.forEach((name) => renameSync(join(folder, "staged", name), file(join("lessons", name))));
  await once("fifty files that come at once", arrive, () => leads("/lessons/many-49/"));
  const change = () => many.forEach((name) => writeFileSync(file(join("lessons", name)), lesson(`Changed ${name}`)));
  await once("fifty files changed at once", change, () => sees("Changed many-49.md"));

  await page.goto(`${address}/lessons/rotate-by-reach/`);

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
  const banner = page.locator(".banner.preview");
  await banner.waitFor({ timeout: 20_000 });
  await picture(page, "banner");
  const paths = ["/", "/nothing-is-here/", "/feeds/", "/report/"];
  for (const section of ["plan", "advisories", "incidents", "notices", "lessons", "projects", "reports"]) {
    await page.goto(`${preview.address}/${section}/`);
    const inside = await page.locator(`main a[href^="/${section}/"]`).evaluateAll((all) => all.map((it) => it.pathname));
    paths.push(`/${section}/`, ...inside.filter((path) => path.endsWith("/")).slice(0, 3));
  }
  for (const path of paths) {
    await page.goto(preview.address + path);
    assert(await banner.isVisible(), `${path} bears no banner`);
  }
  assert(paths.length > 20, `${paths}`);
  console.log("ok: the page for no site becomes the site; a preview bears its banner");
} finally {
  child.kill();
  preview?.child.kill();
  await browser.close();
  rmSync(folder, { recursive: true });
}
