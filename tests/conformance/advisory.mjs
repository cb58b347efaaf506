// An advisory's page in a real browser, under the site's own Content-Security-Policy: what stands on a phone's first screen,
// "your version" typed and linked, copying, the tree that screen readers get,
// and all of it without JavaScript. `node advisory.mjs [FANLIGHT]`, after `npm ci`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url).pathname;
const program = resolve(process.argv[2] ?? join(root, "target/debug/fanlight"));
const folder = mkdtempSync(join(tmpdir(), "fanlight-advisory-"));
cpSync(join(root, "content"), join(folder, "content"), { recursive: true });
// A package with so many advisories that what they say doesn't fit into its page.
for (let at = 1; at <= 45; at++) {
  writeFileSync(
    join(folder, "content/advisories", `HARBOUR-2021-m${at}.md`),
    `---\ntitle: Flaw ${at}\npublish: true\napproved: { by: Lars, on: 2021-03-04 }\npublished: 2021-03-04T05:06:07Z\n` +
      `affected: [{ package: "pkg:npm/many", ranges: [{ type: SEMVER, introduced: "${at}.0.0", fixed: "${at}.1.0" }] }]\n---\nText.\n`,
  );
}

const child = spawn(program, ["serve", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
const address = value.match(/http:\/\/localhost:\d+/)[0];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const PHONE = { width: 390, height: 844 };
const ADVISORY = `${address}/advisories/HARBOUR-2025-k3x9/`;

const open = async (options, url) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.policy = (await page.goto(url)).headers()["content-security-policy"];
  return page;
};

try {
  const linked = await open({ permissions: ["clipboard-read", "clipboard-write"] }, `${ADVISORY}?version=2.4.0`);
  assert.match(linked.policy ?? "", /script-src 'self'/, "the policy is in force");
  const output = linked.locator("form.your-version output");
  await output.getByText("2.4.0 is affected by HARBOUR-2025-k3x9.").waitFor();
  assert.match(await output.innerText(), /Update to 2\.8\.4, the closest fixed version\./);
  console.log("ok: a linked version is judged, and the nearest fix in its line named");

  await linked.selectOption("select[name=package]", { label: "harbour-py (PyPI)" });
  await linked.fill("input[name=version]", "1.4.1.post1");
  await linked.keyboard.press("Enter");
  await output.getByText("harbour-py 1.4.1.post1 is not affected.").waitFor();
  assert.equal(new URL(linked.url()).search, "?version=1.4.1.post1&package=harbour-py");
  await linked.fill("input[name=version]", "<b>latest</b>");
  await linked.keyboard.press("Enter");
  await output.getByText("“<b>latest</b>” isn’t a valid PyPI version.").waitFor();
  console.log("ok: a typed version is judged by its ecosystem's order, and the address can be shared");

  await linked.getByRole("button", { name: /^Copy: cargo/ }).first().click();
  await linked.locator("button.copy.done").getByText("Copied").waitFor();
  const copied = await linked.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, "cargo update -p harbour-core --precise 2.8.4");
  assert.deepEqual(linked.complaints, []);
  console.log("ok: a command is copied, and nothing is said on the console");

  const several = await open({}, `${address}/packages/cargo/harbour-core/?version=2.5.0`);
  await several.locator("output").getByText("2.5.0 is affected by").waitFor();
  const records = several.locator("output a");
  assert.ok((await records.count()) > 1);
  await records.first().click();
  await several.waitForURL(/\/advisories\/HARBOUR-/);
  assert.deepEqual(several.complaints, []);
  const many = await open({}, `${address}/packages/npm/many/`);
  const asked = [];
  many.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const data = () => asked.filter((path) => path.endsWith(".json"));
  await many.fill("input[name=version]", "7.0.3");
  assert.deepEqual(data(), []);
  await many.keyboard.press("Enter");
  await many.locator("output").getByText("7.0.3 is affected by HARBOUR-2021-m7.").waitFor();
  await many.locator("output").getByText("Update to 7.1.0").waitFor();
  assert.deepEqual(data(), ["/packages/npm/many/versions.json"]);
  assert.deepEqual(many.complaints, []);
  console.log("ok: a package's page judges a version by all its advisories, and fetches what they say when there are many");

  const phone = await open({ viewport: PHONE }, ADVISORY);
  for (const what of [".opening h1", ".ids", ".dates .pill", ".updates strong"]) {
    const { y, height } = await phone.locator(what).first().boundingBox();
    assert.ok(y + height <= PHONE.height, `${what} ends at ${y + height}`);
  }
  console.log("ok: a phone's first screen shows the flaw, its ids, how bad it is and the fixed version");

  // What a screen reader is given, in its order.
  const tree = await (await open({}, ADVISORY)).locator("body").ariaSnapshot();
  const golden = join(root, "tests/conformance/readers/advisory-tree.yaml");
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, `${tree}\n`);
  assert.equal(`${tree}\n`, readFileSync(golden, "utf8"), "UPDATE_GOLDEN=1 writes it anew");
  console.log("ok: the page's tree for screen readers is as it was");

  const plain = await open({ javaScriptEnabled: false }, ADVISORY);
  assert.equal(await plain.locator("form.your-version").isVisible(), false);
  assert.equal(await plain.locator("button.copy").first().isVisible(), false);
  assert.ok(await plain.getByRole("cell", { name: "2.0.0 and later, before 2.8.4" }).first().isVisible());
  console.log("ok: without JavaScript the ranges say it, and no control stands idle");
} finally {
  await browser.close();
  child.kill();
  rmSync(folder, { recursive: true });
}
