// Lists, their search and their filters, in a real browser: by keyboard, with the back button, without JavaScript, in light
// and dark. `node search.mjs [FANLIGHT] [FOLDER FOR SCREENSHOTS]`, after `npm ci`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { serveFolder } from "./static.mjs";

const root = new URL("../../", import.meta.url).pathname;
const program = resolve(process.argv[2] ?? join(root, "target/debug/fanlight"));
const pictures = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), "fanlight-search-"));
const out = join(folder, "site");
const built = spawnSync(program, ["build", "--content", join(root, "content"), "--out", out], { encoding: "utf8" });
assert.equal(built.status, 0, built.stderr);
const { server, address } = await serveFolder(out);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const axe = readFileSync(join(root, "tests/conformance/node_modules/axe-core/axe.min.js"), "utf8");
const told = [];

const open = async (options = {}) => {
  const page = await (await browser.newContext(options)).newPage();
  page.on("console", (message) => told.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`${page.url()}: ${error}`));
  page.on("request", (request) => request.url().startsWith(`${address}/`) || told.push(`a request to ${request.url()}`));
  return page;
};
const entries = (page) => page.locator("#results .entry .title").allTextContents();
const settled = (page, text) => page.locator("#found", { hasText: text }).waitFor();

try {
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${address}/`);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("cve-2026-99907");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\/\?q=cve-2026-99907$/);
  await settled(page, "1 result.");
  console.log("ok: the home page's box leads to the site's search, and a CVE id finds its record");

  await page.goto(`${address}/advisories/`);
  const total = await page.locator("[data-records] .entry").count();
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.locator("#listing").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "severity", "the severity is next by keyboard");
  await page.keyboard.type("High");
  await settled(page, "results.");
  assert.equal(new URL(page.url()).search, "?severity=high");
  const high = await entries(page);
  assert.ok(high.length > 1 && high.length < total, "some of the list");
  assert.equal(await page.locator("#found").innerText(), `${high.length} results. ${total - high.length} more are hidden by the filters.`);
  assert.ok(await page.getByRole("button", { name: "Clear" }).isVisible(), "what is hidden can be shown again");
  const marks = await page.locator("#results .mark .word, #results .mark .pill").allTextContents();
  assert.ok(marks.every((mark) => ["High", "Withdrawn"].includes(mark)), marks.join());
  assert.ok(await page.locator("#more").isHidden() && await page.locator("#listing").isHidden());
  await page.locator("#results a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/advisories\/[^?]+\/$/);
  await page.goBack();
  await settled(page, "results.");
  assert.equal(await page.locator("select[name=severity]").inputValue(), "high");
  assert.deepEqual(await entries(page), high);
  await page.goBack();
  await page.locator("#listing").waitFor();
  assert.equal(await page.locator("select[name=severity]").inputValue(), "");
  console.log("ok: by keyboard: filter, open, back, and the filter is as it was; back once more, and it is gone");

  for (const [section, query, count] of [
    ["advisories", "q=harb+cli", undefined], ["advisories", "q=2026-w2b", "1 result."], ["advisories", "q=zzzz", "No results for “zzzz”."],
    ["advisories", "q=cve-2099-1", "Nothing that we have published mentions cve-2099-1."],
    ["incidents", "status=closed", undefined], ["advisories", "severity=high&q=zzzz", "No results for “zzzz”."],
  ]) {
    await page.goto(`${address}/${section}/?${query}`);
    await settled(page, count ?? /^\d+ results?\./);
  }
  assert.equal(await page.locator("#found").getAttribute("role"), "status");
  console.log("ok: a part of a name, a part of an id, nothing, and a status in the address");

  // Each choice shows what its plain page shows.
  const plain = await open({ javaScriptEnabled: false });
  let pages = 0;
  for (const section of ["advisories", "incidents", "notices", "lessons"]) {
    await plain.goto(`${address}/${section}/`);
    if (!(await plain.locator(".filters").count())) continue;
    const links = await plain.locator(".filters a").evaluateAll((all) =>
      all.map((it) => [it.closest("[data-filter]").dataset.filter, it.dataset.value, it.href, +it.nextElementSibling.textContent]));
    assert.match(await plain.locator(".search").innerText(), /Search needs JavaScript/);
    for (const [filter, value, href, records] of links) {
      const answer = await plain.goto(href);
      assert.equal(answer.status(), 200, href);
      await page.goto(`${address}/${section}/?${new URLSearchParams({ [filter]: value })}`);
      await settled(page, /^\d+ results?\.|^Showing/);
      const found = await entries(page);
      assert.equal(found.length, Math.min(records, 20), `${section} ${filter} ${value}`);
      const shown = await plain.locator(".listing .entry .title").allTextContents();
      if (!["project", "package"].includes(filter)) assert.deepEqual(shown.slice(0, 20), found, href);
      else assert.ok(found.every((title) => shown.includes(title)), href);
      pages += 1;
    }
  }
  assert.ok(pages > 15);
  console.log(`ok: without JavaScript each of ${pages} filters is a page, which shows what the choice shows`);

  // The same advisories as a table, a line each.
  await plain.goto(`${address}/advisories/`);
  await plain.getByRole("link", { name: "Table" }).click();
  const rows = (page) => page.locator(".records tbody tr");
  const column = (page, at) => page.locator(`.records tbody tr > :nth-child(${at})`).allInnerTexts();
  assert.equal(await rows(plain).count(), total);
  assert.equal(await plain.locator(".records button").count(), 0, "no control stands idle");
  await page.goto(`${address}/advisories/table/`);
  const newest = await column(page, 3);
  assert.deepEqual(newest, await column(plain, 3));
  await page.getByRole("button", { name: "Severity" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("th[aria-sort=descending]", { hasText: "Severity" }).waitFor();
  const scores = (await column(page, 1)).map((it) => ["Critical", "High", "Medium", "Low"].findIndex((word) => it.startsWith(word)));
  const rated = scores.filter((it) => it >= 0);
  assert.deepEqual(rated, [...rated].sort());
  assert.deepEqual(scores.slice(0, rated.length), rated, "what has no severity comes last");
  assert.equal(new URL(page.url()).search, "?sort=-severity");
  await page.goto(`${address}/advisories/table/?sort=title`);
  await page.locator("th[aria-sort=ascending]", { hasText: "Title" }).waitFor();
  const titles = await page.locator(".records .title").allInnerTexts();
  assert.deepEqual(titles, [...titles].sort((a, b) => a.localeCompare(b, "en", { numeric: true })));
  assert.deepEqual((await column(page, 3)).sort(), newest.sort());
  for (const id of await page.locator(".records td.id:nth-child(3)").all()) assert.ok((await id.boundingBox()).height < 200 && (await id.innerText()).indexOf("\n") < 0, "an id stays in its line");
  console.log("ok: the table has each advisory, without JavaScript too, and is sorted from the keyboard and by its address");

  await page.goto(`${address}/nowhere/`);
  await page.getByRole("searchbox").fill("archive");
  await page.keyboard.press("Enter");
  await settled(page, /^\d+ results?\.|^Showing/);
  console.log("ok: the page for what isn't there can search");
  const strange = told.filter((line) => !/nowhere.*404/.test(line));
  assert.deepEqual(strange, [], "nothing on the console, nothing from elsewhere");

  for (const width of [320, 360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open({ viewport: { width, height: 740 }, colorScheme, bypassCSP: true });
      for (const [name, path] of [["list", "/advisories/"], ["found", "/advisories/?q=harbour&severity=high"], ["incidents", "/incidents/"], ["search", "/search/?q=harbour"], ["packages", "/packages/"], ["feeds", "/feeds/"], ["lessons", "/lessons/"], ["filter", "/advisories/high/"], ["table", "/advisories/table/"], ["package", "/packages/cargo/harbour-core/"], ["home", "/"], ["missing", "/nowhere/"]]) {
        await page.goto(address + path);
        if (name === "found") await settled(page, /^\d+ results?\.|^Showing/);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, `${path} scrolls sideways at ${width}`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], `${path} at ${width} in ${colorScheme}`);
        if (pictures) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
        }
      }
      await page.context().close();
    }
  }
  console.log("ok: axe-core finds nothing, at 320, 360 and 1280 px, in light and dark");
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
