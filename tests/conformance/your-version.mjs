// "Your version" against independent implementations: node your-version.mjs VERDICTS PYTHON
//
// Random pairs of a version and a record's ranges, for npm, crates.io and PyPI. The site's script judges each, and so does
// the program (the example `verdicts`); both are compared with OSV's algorithm over Node's `semver` and Python's `packaging`.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import semver from "semver";

const EACH = 3000;
const [verdicts, python] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "your-version-"));
copyFileSync(new URL("../../themes/default/your-version.js", import.meta.url), join(folder, "script.mjs"));
const { inOrder, judgeAll, nearestFix } = await import(join(folder, "script.mjs"));
rmSync(folder, { recursive: true });

// The same numbers each time.
let seed = 20260304;
const random = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const pick = (list) => list[random(list.length)];
const some = (make, chance) => (random(10) < chance ? make() : "");

const semantic = () => {
  const label = () => "-" + [pick(["alpha", "beta", "rc", "0", "x-y", "10"]), some(() => "." + pick(["1", "2", "10", "a"]), 5)].join("");
  return `${random(3)}.${random(4)}.${pick([0, 1, 2, 9, 10, 11])}${some(label, 3)}${some(() => "+b" + random(9), 1)}`;
};
const pythonic = () =>
  [
    some(() => random(2) + "!", 1), [random(3), pick([0, 1, 9, 10]), ...(random(2) ? [random(2)] : [])].join("."),
    some(() => pick(["a", "b", "rc", ".alpha", "-beta_", "c", "pre"]) + random(3), 3), some(() => pick([".post", "-r", "post", "-"]) + random(3), 2),
    some(() => pick([".dev", "dev", "-dev"]) + random(3), 2), some(() => "+" + pick(["local", "1", "1.a", "a.1", "ubuntu-2"]), 1),
  ].join("");
const ECOSYSTEMS = [["npm", "semver", semantic], ["crates.io", "semver", semantic], ["PyPI", "pep440", pythonic]];

const events = (version) => {
  const list = [];
  for (let line = 0; line <= random(3); line++) {
    list.push(["introduced", random(3) ? version() : "0"]);
    const end = pick(["fixed", "fixed", "last_affected", "limit", ""]);
    if (end) list.push([end, end === "limit" && !random(3) ? "*" : version()]);
  }
  // OSV leaves the order free. A range has fixes or last affected versions, not both.
  const first = list.find(([what]) => what === "fixed" || what === "last_affected")?.[0];
  const fair = list.filter(([what]) => what === "introduced" || what === "limit" || what === first);
  return fair.sort(() => random(2) - 0.5);
};
const cases = ECOSYSTEMS.flatMap(([ecosystem, order, version]) =>
  Array.from({ length: EACH }, () => {
    const ranges = Array.from({ length: 1 + random(2) }, () => ({ order, events: events(version) }));
    return { ecosystem, order, status: "affected", version: version(), ranges, versions: random(4) ? [] : [version(), version()] };
  }),
);

// The oracles' comparisons: each case's versions ranked by an implementation of their own ecosystem.
const ranked = spawnSync(python, ["-c", `
import json, sys
from packaging.version import Version
for versions in json.load(sys.stdin):
    keys = {text: Version(text) for text in versions}
    known = sorted(set(keys.values()))
    print(json.dumps({text: known.index(key) for text, key in keys.items()}))
`], { input: JSON.stringify(cases.filter((it) => it.order === "pep440").map(mentioned)), encoding: "utf8", maxBuffer: 1e9 });
if (ranked.status !== 0) throw new Error(ranked.stderr);
const ranks = ranked.stdout.trim().split("\n").map((line) => JSON.parse(line));

function mentioned(it) {
  const at = it.ranges.flatMap(({ events }) => events.map(([, at]) => at));
  return [it.version, ...it.versions, ...at].filter((at) => at !== "*");
}

// OSV's pseudo-code, written down again: https://ossf.github.io/osv-schema/#evaluation
const expected = (it, compare) => {
  const { version, ranges, versions } = it;
  const place = (at, what) => (at === "0" && what === "introduced" ? 1 : at === "*" ? -1 : compare(version, at));
  // At one version those written first come first, but for a last version, which ends what begins with it.
  const turn = ([what]) => (what === "last_affected" ? 1 : 0);
  const included = ({ events }) => {
    const limits = events.filter(([what]) => what === "limit");
    if (limits.length && !limits.some(([what, at]) => place(at, what) < 0)) return false;
    const order = (a, b) => {
      if (a === b) return 0;
      const first = ([what, at]) => (what === "introduced" && at === "0" ? 0 : 1);
      if (!first(a) || !first(b)) return first(a) - first(b);
      return compare(a[1], b[1]) || turn(a) - turn(b);
    };
    let vulnerable = false;
    for (const [what, at] of events.filter(([what]) => what !== "limit").sort(order)) {
      if (what === "introduced" && place(at, what) >= 0) vulnerable = true;
      else if (what === "fixed" && place(at, what) >= 0) vulnerable = false;
      else if (what === "last_affected" && place(at, what) > 0) vulnerable = false;
    }
    return vulnerable;
  };
  return ranges.some(included) || versions.some((listed) => compare(listed, version) === 0) ? "affected" : "not-affected";
};

const entries = (it) => [{ ...it, status: undefined, version: undefined }];
const told = spawnSync(verdicts, { input: cases.map((it) => JSON.stringify({ version: it.version, entries: entries(it) })).join("\n"), encoding: "utf8", maxBuffer: 1e9 });
if (told.status !== 0) throw new Error(told.stderr);
const program = told.stdout.trim().split("\n").map((line) => JSON.parse(line));

let python_at = 0;
const wrong = [];
const counts = {};
cases.forEach((it, at) => {
  const rank = it.order === "pep440" ? ranks[python_at++] : undefined;
  const compare = rank ? (a, b) => Math.sign(rank[a] - rank[b]) : (a, b) => semver.compare(a, b);
  const verdict = expected(it, compare);
  const early = (at) => (rank ? /[abc]|dev|pre/.test(at.split("+")[0].replace("post", "")) : semver.prerelease(at) !== null);
  const fixes = it.ranges.flatMap(({ events }) => events).filter(([what, fix]) =>
    what === "fixed" && compare(fix, it.version) > 0 && expected({ ...it, version: fix }, compare) === "not-affected");
  // A pre-release is for users of one.
  const ahead = (fix) => (early(fix) && !early(it.version) ? 1 : 0);
  const fix = fixes.map(([, fix]) => fix).sort((a, b) => ahead(a) - ahead(b) || compare(a, b))[0];
  const same = (a, b) => a === b || (a && b && compare(a, b) === 0);
  const script = { verdict: judgeAll(it.version, entries(it)), fix: nearestFix(it.version, entries(it))?.version };
  for (const [who, { verdict: says, fix: found }] of [["script", script], ["program", program[at]]]) {
    if (says !== verdict || !same(found ?? undefined, fix)) wrong.push(`${who}: ${says}, ${found}; not ${verdict}, ${fix}: ${JSON.stringify(it)}`);
  }
  // The pairs of each case, one by one.
  for (const other of mentioned(it).filter((at) => at !== "0")) {
    if (Math.sign(inOrder(it.order, it.version, other)) !== compare(it.version, other)) wrong.push(`${it.version} and ${other}`);
  }
  const tally = (counts[it.ecosystem] ??= { affected: 0, "not-affected": 0, fixes: 0 });
  tally[verdict] += 1;
  if (fix) tally.fixes += 1;
});
for (const line of wrong.slice(0, 10)) console.log(line);
for (const [ecosystem, tally] of Object.entries(counts)) console.log(ecosystem, JSON.stringify(tally));
console.log(`${cases.length - wrong.length} of ${cases.length} agree`);
process.exit(wrong.length ? 1 : 0);
