// Pages as their readers have them, in a browser, under the site's own headers: `node pages.mjs EXAMPLE UGLY ONE MANY DOCS`,
// the folders of five built sites, after `npm ci`. Each check is a test with a name. Closes with "N passed, N failed, 0 skipped".

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { serveFolder } from "./static.mjs";

const [EXAMPLE, UGLY, ONE, MANY, DOCS] = process.argv.slice(2);
const CHROMIUM = "/usr/bin/chromium";
const FLAGS = ["--no-sandbox"];
// A list of some eighty types with their fields is the longest.
const MOST_BYTES = 110_000;
/** A page with its style and its scripts, as hosts send them. */
const MOST_PACKED = 20_000;
const MOST_SCRIPT = 10_000;
/** What a page asks for before it is shown, beside pictures of its own text: a style, and its scripts. */
const MOST_REQUESTS = 6;
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let passed = 0;
let failed = 0;
const test = (name, problems) => {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  console.log(`${problems.length === 0 ? "ok" : "FAILED"}: ${name}`);
  problems.slice(0, 12).forEach((problem) => console.log(`  ${problem}`));
};

const files = (folder, below = "") =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(folder, `${below}${entry.name}/`) : [below + entry.name],
  );
/** The addresses of a site's pages. */
const pages = (folder) => files(folder).filter((it) => it.endsWith(".html")).map((it) => `/${it.replace(/(^|\/)index\.html$/, "$1")}`);
const html = (folder, page) => readFileSync(join(folder, page.endsWith("/") ? `${page}index.html` : page), "utf8");
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
const here = (link, page) => {
  const url = new URL(link.replaceAll("&amp;", "&"), `https://security.example.org${page}`);
  return url.hostname === "security.example.org" ? decodeURIComponent(url.pathname) : null;
};
const STYLES = /<link[^>]*rel="?stylesheet"?[^>]*href="?([^"> ]+)/g;
const SCRIPTS = /<script[^>]*src="?([^"> ]+)/g;

/** A page, its stylesheets and its scripts, as they are before they are packed. */
const weigh = (folder) => {
  const heavy = [];
  const scripted = [];
  const large = [];
  let most = 0;
  for (const page of pages(folder)) {
    const text = html(folder, page);
    const size = (link) => statSync(join(folder, here(link, page))).size;
    const sum = (links) => links.reduce((total, link) => total + size(link), 0);
    const scripts = all(text, SCRIPTS);
    const bytes = Buffer.byteLength(text) + sum(all(text, STYLES)) + sum(scripts);
    const own = sum(scripts.filter((it) => !/\/search[.-]/.test(it)));
    const packed = [...all(text, STYLES), ...scripts].reduce((total, link) => total + gzipSync(readFileSync(join(folder, here(link, page)))).length, gzipSync(text).length);
    most = Math.max(most, bytes);
    if (packed > MOST_PACKED) large.push(`${page} takes ${packed} bytes`);
    if (bytes > MOST_BYTES) heavy.push(`${page} weighs ${bytes} bytes`);
    if (own > MOST_SCRIPT) scripted.push(`${page} has ${own} bytes of script`);
  }
  return { heavy, scripted, large, most };
};

/** What would make readers wait, whatever the machine: requests, scripts and styles that block, and places that move. */
const slow = (folder) => {
  const found = [];
  for (const page of pages(folder)) {
    const text = html(folder, page);
    const styles = all(text, STYLES);
    const scripts = text.match(/<script[^>]*src=[^>]*>/g) ?? [];
    const blocking = scripts.filter((tag) => !/\s(defer|async)\b|type="?module/.test(tag));
    if (styles.length > 1) found.push(`${page} waits for ${styles.length} stylesheets`);
    if (blocking.length > 0) found.push(`${page} waits for ${blocking[0]}`);
    if (styles.length + scripts.length > MOST_REQUESTS) found.push(`${page} asks for ${styles.length + scripts.length} files`);
    for (const [tag] of text.matchAll(/<link[^>]*rel="?(?:preconnect|dns-prefetch|prefetch|prerender)[^>]*>/g)) found.push(`${page}: ${tag}`);
    for (const style of styles) if (/@import|@font-face/.test(readFileSync(join(folder, here(style, page)), "utf8"))) found.push(`${page}: its style loads more`);
  }
  return found;
};

/** Pages of the sitemap that no chain of links leads to from the first. */
const unreached = (folder) => {
  const known = new Set(all(readFileSync(join(folder, "sitemap.xml"), "utf8"), /<loc>([^<]*)/g).map((it) => decodeURIComponent(new URL(it).pathname)));
  const made = new Set(pages(folder));
  const seen = new Set(["/"]);
  const open = ["/"];
  while (open.length > 0) {
    const page = open.pop();
    const links = all(html(folder, page), /<a\s[^>]*href="?([^"> ]+)/g).map((link) => here(link, page));
    const found = links.filter((path) => made.has(path) && !seen.has(path));
    found.forEach((path) => seen.add(path) && open.push(path));
  }
  return [...known].filter((page) => !seen.has(page));
};

/** One page of each kind: what stands in a folder is of one kind. */
const kinds = (folder) => {
  const found = new Map();
  for (const page of pages(folder)) {
    const parts = page.split("/").filter(Boolean);
    const kind = parts.length > 1 ? `${parts[0]}/${parts.length}` : page;
    if (!found.has(kind) && !/noindex/.test(html(folder, page))) found.set(kind, page);
  }
  return [...found.values()];
};

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** Text in the page that nobody sees, that no closed `details` holds, and that isn't a script's own tool. */
const unseen = () => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const lost = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    // The outline beside a wide page is folded above a narrow one.
    if (!walker.currentNode.data.trim() || at.closest("details:not([open]), nav.outline, .plan nav.contents, form, button, script, style, template, svg, .hidden, [hidden], option")) continue;
    if (!at.checkVisibility({ opacityProperty: false, visibilityProperty: true })) lost.push(walker.currentNode.data.trim().slice(0, 60));
  }
  const stuck = [...document.querySelectorAll("main details:not([open])")].filter((it) => !it.querySelector(":scope > summary"));
  return [...lost, ...stuck.map(() => "details without a summary")];
};

const OF_COLOURS = { runOnly: ["color-contrast", "link-in-text-block"] };
const LOOKS = [
  [320, "light", "none", {}],
  [320, "dark", "none", OF_COLOURS],
  [1280, "light", "none", {}],
  [1280, "dark", "none", OF_COLOURS],
  [640, "light", "none", OF_COLOURS],
  [640, "dark", "active", { rules: { "color-contrast": { enabled: false } } }],
];

/** Two at a time, on two cores. */
const eachOf = (items, work) => {
  const left = [...items];
  const worker = async () => {
    while (left.length > 0) await work(left.shift());
  };
  return Promise.all([worker(), worker()]);
};

const look = async (name, folder, least, chosen) => {
  const { server, address } = await serveFolder(folder);
  const faults = { axe: [], wide: [], elsewhere: [], console: [], unseen: [], policy: [] };
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 320, height: 800 }, reducedMotion: "reduce" });
    await eachOf(chosen, async (path) => {
      const page = await context.newPage();
      const note = (kind, text) => faults[kind].push(`${path}: ${text}`);
      page.on("console", (message) => note("console", message.text()));
      page.on("response", (response) => response.status() >= 400 && note("console", `${response.status()} ${response.url()}`));
      page.on("pageerror", (error) => note("console", String(error)));
      page.on("request", (request) => !request.url().startsWith(address) && !request.url().startsWith("data:") && note("elsewhere", request.url()));
      const response = await page.goto(address + encodeURI(path), { waitUntil: "load" });
      if (!/default-src 'none'/.test(response.headers()["content-security-policy"] ?? "")) note("policy", "no Content-Security-Policy");
      if (!javaScriptEnabled) {
        (await page.evaluate(unseen)).forEach((text) => note("unseen", text));
        await page.close();
        return;
      }
      await page.evaluate(AXE);
      // 640 px is what a window of 1280 has at 200 %. All rules once for each width; those about colours wherever colours differ, but where
      // they are forced: those are the reader's own, and axe reads the style.
      for (const [width, colorScheme, forcedColors, rules] of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, forcedColors });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) note("wide", `${wide} px wider than ${width}`);
        const { violations } = await page.evaluate((options) => axe.run(document, options), { resultTypes: ["violations"], ...rules });
        violations.forEach((it) => note("axe", `${it.id} (${it.impact}, ${width} px, ${forcedColors === "active" ? "forced colours" : colorScheme}): ${it.nodes[0].html.slice(0, 120)}`));
      }
      await page.close();
    });
    await context.close();
  }
  server.close();
  const on = `${name}, ${chosen.length} pages`;
  if (chosen.length < least) faults.axe.push(`there are no ${least} pages`);
  test(`axe-core finds nothing, light, dark and in forced colours, at 320 and 1280 px and at 200 % (${on})`, faults.axe);
  test(`nothing scrolls sideways at 320 and 1280 px and at 200 % (${on})`, faults.wide);
  test(`nothing is asked of another host (${on})`, faults.elsewhere);
  test(`the console is silent (${on})`, faults.console);
  test(`the policy is in force (${on})`, faults.policy);
  test(`without JavaScript all is to be seen (${on})`, faults.unseen);
};

await look("example", EXAMPLE, 15, kinds(EXAMPLE));
await look("ugly", UGLY, 11, pages(UGLY).filter((it) => /^\/(advisories\/(LONG|RTL)|incidents\/EMOJI|plan\/|table|code|empty|deep|html|$)/.test(it)));
await look("one", ONE, 5, pages(ONE).filter((it) => !/noindex/.test(html(ONE, it))).slice(0, 12));
// Its chapters are alike: the first page of each, and those with wide code and tables.
await look("documentation", DOCS, 12, [...kinds(DOCS), "/guides/withholding/", "/guides/importing/", "/reference/commands/", "/reference/keys/", "/reference/template-types-n-z/"]);
await browser.close();

for (const [name, folder] of Object.entries({ example: EXAMPLE, ugly: UGLY, one: ONE, many: MANY, documentation: DOCS })) {
  test(`links lead from the first page to each (${name})`, unreached(folder));
}
for (const [name, folder] of Object.entries({ example: EXAMPLE, many: MANY, documentation: DOCS })) {
  const { heavy, scripted, large, most } = weigh(folder);
  test(`nothing blocks a page but one style, and it asks for ${MOST_REQUESTS} files at most (${name})`, slow(folder));
  test(`no page weighs over ${MOST_BYTES} bytes (${name}: ${most} at most)`, heavy);
  test(`no page takes over ${MOST_PACKED} bytes packed, with its style and scripts (${name})`, large);
  test(`no page has over ${MOST_SCRIPT} bytes of script beside the search (${name})`, scripted);
}

// Lighthouse asks for the site's own address: a page that is called something else elsewhere loses points.
const { server, address } = await serveFolder(EXAMPLE);
const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", ...FLAGS] });
for (const path of ["/", "/advisories/", "/advisories/HARBOUR-2025-k3x9/", "/plan/workflow/"]) {
  // How fast it is depends on the machine, and is held by bytes, requests and what blocks, above.
  const onlyCategories = ["accessibility", "best-practices", "seo"];
  const { lhr } = await lighthouse(address + path, { port: chrome.port, output: "json", logLevel: "silent", onlyCategories });
  const short = (audit) => lhr.audits[audit.id].score !== null && lhr.audits[audit.id].score < 1 && audit.weight > 0;
  const why = (category) => category.auditRefs.filter(short).map((it) => it.id).join(", ");
  const low = Object.values(lhr.categories).filter((it) => it.score < 1);
  const problems = low.map((it) => `${it.id} ${Math.round(it.score * 100)}: ${why(it)}`);
  test(`Lighthouse gives 100 for accessibility, best practices and search (${path})`, lhr.runtimeError ? [lhr.runtimeError.message] : problems);
}
await chrome.kill();
server.close();

console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
