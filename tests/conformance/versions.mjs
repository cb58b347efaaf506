// The pages' script against the table of cases: node versions.mjs FANLIGHT
//
// Each record of tests/conformance/versions/cases.tsv is put into a site through its own format; the script judges by the data
// of its page, and has to say what the table says. Each order sorts the published cases of orders.txt.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const here = (path) => new URL(path, import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "versions-"));
copyFileSync(here("../../themes/default/your-version.js"), join(folder, "script.mjs"));
const { inOrder, judgeAll, packageIn, readVersion } = await import(join(folder, "script.mjs"));
const lines = (name) => readFileSync(here(`versions/${name}`), "utf8").split("\n");
const wrong = [];

for (const line of lines("orders.txt").filter((it) => it && !it.startsWith("#"))) {
  const [order, sign, ...versions] = line.split(" ");
  versions.forEach((a, at) => versions.forEach((b, other) => {
    const wanted = { "<": Math.sign(at - other), "=": 0 }[sign];
    const said = inOrder(order, a, b);
    if ((sign !== "!" || at === other) && (said === undefined ? said : Math.sign(said)) !== wanted) wrong.push(`${order}: ${a} and ${b}: ${said}`);
  }));
}

// What is pasted names its package, or none. The second is chosen.
const packages = [{ name: "pier", purl: "pkg:npm/pier" }, { name: "Buoy_Client", purl: "pkg:pypi/buoy-client" }, { name: "@quay/pier", purl: "pkg:npm/%40quay/pier" }];
for (const [pasted, wanted, version] of [
  ["1.9", 1, "1.9"], ["v1.9", 1, "v1.9"], ["version = \"1.9\"", 1, "1.9"], ["pkg:pypi/buoy-client@1.9", 1, "1.9"], ["Buoy_Client==1.9", 1, "1.9"],
  ["buoy.client 1.9", 1, "1.9"], ["pkg:npm/pier@1.9.0", 0, "1.9.0"], ["pier@1.9.0", 0, "1.9.0"], ["\"pier\": \"1.9.0\",", 0, "1.9.0"], ["pier-1.9.0.tgz", 0],
  ["@quay/pier@1.9.0", 2, "1.9.0"], ["pkg:npm/%40quay/pier@1.9.0?arch=x", 2, "1.9.0"], ["pkg:npm/left-pad@1.1.0", "left-pad"], ["left-pad@1.1.0", "left-pad"],
  ["left-pad==1.1.0", "left-pad"], ["\"left-pad\": \"^1.1.0\"", "left-pad"], ["@other/pier@1.0.0", "@other/pier"], ["pier-tools@1.0.0", "pier-tools"],
  ["pkg:gem/pier@1.0.0", "pier"], ["pkg:npm/buoy-client@1.9", "buoy-client"],
]) {
  const found = packageIn(pasted, packages, 1);
  if ((found.other ?? found) !== wanted) wrong.push(`${pasted}: the package is said to be ${JSON.stringify(found)}`);
  const read = version && readVersion(pasted, packages[found]?.name, "semver");
  if (version && read !== version && found !== 1) wrong.push(`${pasted}: the version is said to be ${read}`);
}

const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const cve = (id, says) => [`cve/${id}.json`, `{ "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": { "cveId": "${id}", "state": "PUBLISHED",
  "datePublished": "2026-01-01T00:00:00Z" }, "containers": { "cna": { "title": "t", "descriptions": [{ "lang": "en", "value": "d" }],
  "affected": [{ "vendor": "Quay", "product": "pier", ${says} }] } } }`];
const ghsa = (id, says) => {
  const [range, patched] = says.split("|||");
  return [`ghsa/${id}.json`, JSON.stringify({ ghsa_id: id, summary: "t", description: "d", state: "published", published_at: "2026-01-01T00:00:00Z",
    vulnerabilities: [{ package: { ecosystem: "npm", name: "pier" }, vulnerable_version_range: range, patched_versions: patched }] })];
};
const osv = (id, says) => [`osv/${id}.json`, `{ "id": "${id}", "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z", "summary": "t", "affected": [${says}] }`];
const rustsec = (id, says) => [`rustsec/${id}.md`, `\`\`\`toml\n[advisory]\nid = "${id}"\npackage = "pier"\ndate = "2026-01-01"\n\n[versions]\n${says.replace("|||", "\n")}\n\`\`\`\n\n# T\n\nx\n`];
const own = (id, says) => [`content/advisories/${id}.md`, `---\ntitle: T\npublish: true\npublished: 2026-01-01\naffected: [${says}]\n---\nx\n`];
const FORMATS = { cve: [cve, (at) => `CVE-2026-9${at}`], ghsa: [ghsa, (at) => `GHSA-9999-9999-${at}`], osv: [osv, (at) => `T-${at}`],
  rustsec: [rustsec, (at) => `RUSTSEC-2026-${at}`], fanlight: [own, (at) => `N-${at}`] };

const sources = Object.keys(FORMATS).slice(0, 4).map((format) => `  - { path: ../${format}, format: ${format}, publish: true }\n`);
write("content/site.yaml", `title: T\nurl: https://security.example.org/\nreport: { contact: [mailto:security@example.org] }\noutputs: { cards: false }\nsources:\n${sources.join("")}`);
const cases = lines("cases.tsv").flatMap((line, at) => {
  const [format, says, verdicts] = line.split("\t");
  if (!FORMATS[format]) return [];
  const [file, name] = FORMATS[format];
  const id = name(String(at).padStart(4, "0"));
  write(...file(id, says));
  return [{ id, verdicts }];
});
const built = spawnSync(process.argv[2], ["build", "--content", join(folder, "content"), "--out", join(folder, "public")], { encoding: "utf8" });
if (built.status !== 0) throw new Error(built.stderr);
let count = 0;
for (const { id, verdicts } of cases) {
  const page = join(folder, "public/advisories", id, "index.html");
  if (!existsSync(page)) {
    wrong.push(`${id} has no page`);
    continue;
  }
  const data = /<script type="application\/json">(.*?)<\/script>/s.exec(readFileSync(page, "utf8"))?.[1];
  // Where all versions are affected, or none that is named, there is no box.
  if (!data) continue;
  for (const part of verdicts.split("; ")) {
    const [wanted, versions] = part.split(": ");
    for (const version of versions.split(" ")) {
      count += 1;
      const said = judgeAll(version, JSON.parse(data)[0].records);
      if (said !== wanted) wrong.push(`${id}: ${version} is ${said}, not ${wanted}`);
    }
  }
}
rmSync(folder, { recursive: true });
for (const line of wrong.slice(0, 20)) console.log(line);
console.log(`${count} cases, ${wrong.length} wrong`);
process.exit(wrong.length || count < 350 ? 1 : 0);
