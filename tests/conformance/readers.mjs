// What a reader comes for, in a real browser: 60 queries to the site's search, each with what a person would expect first; thirty
// tasks that the documentation's search leads to; ten questions "is NAME VERSION affected by CVE-…?" answered within three steps from
// the home page, by pointer, by keyboard and without JavaScript; and how many bytes a query costs at a thousand records.
// `node readers.mjs [FANLIGHT]`, after `npm ci`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { serveFolder } from "./static.mjs";

const root = new URL("../../", import.meta.url).pathname;
const program = resolve(process.argv[2] ?? join(root, "target/debug/fanlight"));
const folder = mkdtempSync(join(tmpdir(), "fanlight-readers-"));
const MOST_BYTES = 60_000;

const build = (content, name) => {
  const out = join(folder, name);
  const built = spawnSync(program, ["build", "--content", content, "--out", out, "--at", "2026-11-20T12:00:00Z", "--preview"], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  return out;
};
const table = (name) => readFileSync(join(root, "tests/conformance/readers", name), "utf8").trim().split("\n").map((line) => line.split("\t"));

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const open = async (options = {}) => (await browser.newContext(options)).newPage();
const settled = (page) => page.locator("#found", { hasText: /\d+ results?\.|^No|^Nothing/ }).waitFor();
let failed = 0;
const test = async (name, run) => {
  const wrong = await run();
  if (wrong.length) failed += 1;
  console.log(wrong.length ? `FAILED: ${name}\n  ${wrong.join("\n  ")}` : `ok: ${name}`);
};

const { server, address } = await serveFolder(build(join(root, "content"), "example"));

const queries = table("queries.tsv");
assert.ok(queries.length >= 60 && queries.filter((it) => it[2] === "slip").length * 3 >= queries.length, "60 queries, a third mistyped");
await test(`what a person expects comes first, for ${queries.length} queries`, async () => {
  const page = await open();
  const wrong = [];
  for (const [query, expected] of queries) {
    await page.goto(`${address}/search/?${new URLSearchParams({ q: query })}`);
    await settled(page);
    const first = await page.locator("#results .entry .title:visible").first().getAttribute("href", { timeout: 2000 }).catch(() => "nothing");
    if (first !== expected) wrong.push(`${query}: ${first} in place of ${expected}`);
  }
  return wrong;
});

// The documentation answers: its own search, asked for a task.
const tasks = table("tasks.tsv");
assert.ok(tasks.length >= 20, "twenty tasks");
const docs = await serveFolder(build(join(root, "docs"), "docs"));
await test(`the page that answers is among the first three results, for ${tasks.length} tasks`, async () => {
  const page = await open();
  const wrong = [];
  for (const [query, expected] of tasks) {
    await page.goto(`${docs.address}/search/?${new URLSearchParams({ q: query })}`);
    await settled(page);
    const found = await page.locator("#results .entry .title").evaluateAll((all) => all.slice(0, 3).map((it) => it.getAttribute("href")));
    if (!found.includes(expected)) wrong.push(`${query}: ${found.join(", ")} without ${expected}`);
  }
  return wrong;
});
docs.server.close();

// A question: the package, its version, the CVE, and what the answer has to say.
const questions = table("questions.tsv");
assert.ok(questions.length >= 10);
const answers = async (page, verdict) => ((await page.locator("form.your-version output").innerText()).includes(verdict) ? [] : [`${page.url()}: ${await page.locator("output").innerText()}`]);
await test("by pointer: a CVE id typed on the home page, its advisory, the version", async () => {
  const wrong = [];
  for (const [name, version, cve, verdict] of questions) {
    const page = await open({ viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/`);
    await page.getByRole("searchbox").fill(cve);
    await page.getByRole("button", { name: "Search" }).click();
    await page.locator("#results .entry .title:visible").first().click();
    const choice = page.locator("form.your-version select");
    if (await choice.count()) await choice.selectOption(await choice.locator("option", { hasText: name }).first().getAttribute("value"));
    await page.locator("form.your-version input[name=version]").fill(version);
    await page.getByRole("button", { name: "Check" }).click();
    await page.locator("form.your-version output > p").first().waitFor();
    wrong.push(...(await answers(page, verdict)));
    await page.context().close();
  }
  return wrong;
});
await test("by keyboard: / and the CVE id, the first result, the version", async () => {
  const wrong = [];
  for (const [name, version, cve, verdict] of questions) {
    const page = await open();
    await page.goto(`${address}/plan/`);
    await page.keyboard.press("/");
    await page.waitForURL(/\/search\/$/);
    await page.waitForFunction(() => document.activeElement?.id === "q");
    await page.keyboard.type(cve);
    await settled(page);
    for (let at = 0; at < 8 && !(await page.evaluate(() => document.activeElement.matches("#results .title"))); at++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/advisories\//);
    for (let at = 0; at < 60 && !(await page.evaluate(() => document.activeElement.matches(".your-version input"))); at++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches(".your-version select"))) await page.keyboard.type(name);
    }
    await page.keyboard.type(version);
    await page.keyboard.press("Enter");
    await page.locator("form.your-version output > p").first().waitFor();
    wrong.push(...(await answers(page, verdict)));
    await page.context().close();
  }
  return wrong;
});
await test("without JavaScript: the list of packages, the package, what is affected and fixed", async () => {
  const wrong = [];
  const page = await open({ javaScriptEnabled: false });
  for (const [name, , cve, , affected] of questions) {
    await page.goto(`${address}/`);
    await page.getByRole("link", { name: "Packages", exact: true }).click();
    await page.getByRole("link", { name, exact: true }).first().click();
    const entry = page.locator(".entry", { hasText: cve });
    const text = (await entry.count()) ? await entry.first().innerText() : "no such entry";
    if (!text.replace(/\s+/g, " ").includes(affected)) wrong.push(`${name} ${cve}: ${text}`);
  }
  return wrong;
});
server.close();

// A thousand records of words that a generator draws, always the same ones.
const words = "archive parser header token cache mirror signature manifest redirect buffer overflow injection path traversal race memory heap index string format cookie session proxy socket stream frame packet certificate verify decode encode length field pointer thread lock queue worker plugin template query filter regular expression denial service escalation bypass".split(" ");
let seed = 7;
const draw = (many) => ((seed = (seed * 48271) % 2147483647), seed % many);
const phrase = (many) => Array.from({ length: many }, () => words[draw(words.length)]).join(" ");
mkdirSync(join(folder, "content/advisories"), { recursive: true });
writeFileSync(join(folder, "content/site.yaml"), "title: Many\nurl: https://security.example.org/\nreport: { contact: [mailto:security@example.org], expires: 2027-06-30T00:00:00Z }\noutputs: { cards: false }\n");
for (let at = 0; at < 1000; at++) {
  writeFileSync(
    join(folder, "content/advisories", `MANY-2025-${1000 + at}.md`),
    `---\ntitle: The ${phrase(4)}\npublish: true\npublished: 2025-0${1 + (at % 9)}-11T10:00:00Z\nsummary: A ${phrase(14)}.\nseverity: high\naliases: [CVE-2025-${20000 + at * 7}]\n` +
      `affected: [{ package: "pkg:npm/${words[draw(words.length)]}-${words[draw(words.length)]}", ranges: [{ type: SEMVER, introduced: "0", fixed: "${1 + draw(9)}.${draw(9)}.0" }] }]\n---\n${phrase(30)}.\n`,
  );
}
const bytes = new Map();
const many = await serveFolder(build(join(folder, "content"), "many"), (path, length) => bytes.set(path, length));
let most = 0;
await test(`a query loads less than ${MOST_BYTES} bytes at 1,000 records`, async () => {
  const wrong = [];
  for (const query of ["CVE-2025-20707", "MANY-2025-1500", "token", "archive parser", "heap buffer overflow", "tokne", "certificate", "path-traversal", "high", "cve-2025-2", "zzzz", "race memory"]) {
    const page = await open();
    bytes.clear();
    await page.goto(`${many.address}/search/?${new URLSearchParams({ q: query })}`);
    await settled(page);
    const sum = [...bytes].filter(([path]) => /^\/search\/.*\.json$/.test(path)).reduce((sum, it) => sum + it[1], 0);
    most = Math.max(most, sum);
    if (sum > MOST_BYTES) wrong.push(`${query}: ${sum} bytes`);
    if (!sum) wrong.push(`${query}: nothing was loaded`);
    await page.context().close();
  }
  return wrong;
});
console.log(`at most ${most} bytes`);
await test("the table of 1,000 advisories is in pages, and is sorted as a whole", async () => {
  const wrong = [];
  const page = await open();
  await page.goto(`${many.address}/advisories/table/`);
  const ids = () => page.locator(".records tbody td:nth-child(3)").allInnerTexts();
  const shown = (await ids()).length;
  if (shown !== 50) wrong.push(`${shown} rows on its first page`);
  await page.getByRole("button", { name: "ID" }).click();
  await page.locator("th[aria-sort=ascending]", { hasText: "ID" }).waitFor();
  const all = await ids();
  if (all.length !== 1000 || all[0] !== "MANY-2025-1000" || all[999] !== "MANY-2025-1999") wrong.push(`${all.length} rows from ${all[0]} to ${all.at(-1)}`);
  if (await page.locator(".paging").isVisible()) wrong.push("it has pages still");
  return wrong;
});
many.server.close();
await browser.close();
rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);
