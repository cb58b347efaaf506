// "Your version": is it affected, by what, and which version mends it? The same rules as the program's own
// (OSV's algorithm, by the ecosystem's own order). Its words stand in the page.

const number = (digits) => BigInt(digits || 0);

// By parts, one after the other; what ends first comes first.
const compare = (a, b) => {
  if (!Array.isArray(a)) return a < b ? -1 : a > b ? 1 : 0;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    if (at >= a.length) return -1;
    if (at >= b.length) return 1;
    const order = compare(a[at], b[at]);
    if (order) return order;
  }
  return 0;
};

const isDigits = (text) => /^\d+$/.test(text);

const semver = (text) => {
  const found = /^[vV=]*(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-.]+))?(?:\+[0-9A-Za-z-.]+)?$/.exec(text);
  const label = found?.[4]?.split(".") ?? [];
  if (!found || label.some((it) => !it) || [...found.slice(1, 4), ...label].some((it) => /^0\d+$/.test(it))) return;
  const parts = label.map((it) => (isDigits(it) ? [0, number(it)] : [1, it]));
  return [...found.slice(1, 4).map(number), label.length ? [0, parts] : [1]];
};

const pep440 = (text) => {
  const found =
    /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i.exec(text);
  if (!found) return;
  const [, epoch, release, pre, preNumber, dash, post, postNumber, dev, devNumber, local] = found;
  const isPost = dash !== undefined || post;
  const stage = pre && { a: 0, b: 1 }[pre[0].toLowerCase()];
  const locals = local?.toLowerCase().split(/[-_.]/).map((it) => (isDigits(it) ? [1, number(it)] : [0, it])) ?? [];
  return [
    number(epoch),
    release.replace(/(\.0+)+$/, "").split(".").map(number),
    pre ? [1, stage ?? 2, number(preNumber)] : [dev && !isPost ? 0 : 2],
    isPost ? [1, number(dash ?? postNumber)] : [0],
    dev ? [0, number(devNumber)] : [1],
    locals,
  ];
};

const nuget = (text) => {
  const found = /^[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([^+]+))?(?:\+.*)?$/.exec(text);
  if (!found) return;
  const label = found[5]?.toLowerCase().split(".").map((it) => (isDigits(it) ? [0, number(it)] : [1, it]));
  return [...found.slice(1, 5).map(number), label ? [0, label] : [1]];
};

// Letters come before numbers; where one ends, the other is compared with zeros.
const gem = (text) => {
  if (!/^\d[0-9A-Za-z.-]*$/.test(text)) return;
  return text.replaceAll("-", ".pre.").match(/\d+|[A-Za-z]+/g).map((it) => (isDigits(it) ? [1, number(it)] : [0, it]));
};

// `~` comes before the end, the end before letters, letters before all else.
const debian = (text) => {
  const found = /^(?:(\d+):)?(\d[0-9A-Za-z.+~:-]*)$/.exec(text);
  if (!found) return;
  const dash = found[2].lastIndexOf("-");
  const parts = dash < 0 ? [found[2], "0"] : [found[2].slice(0, dash), found[2].slice(dash + 1)];
  const weigh = (it) => (it === "~" ? -1 : it.charCodeAt() + (/[a-z]/i.test(it) ? 0 : 256));
  const key = (part) => {
    const pairs = [...part.matchAll(/(\D*)(\d*)/g)].filter(([all]) => all);
    return [...pairs.flatMap(([, word, digits]) => [[...[...word].map(weigh), 0], number(digits)]), [0]];
  };
  return [number(found[1]), ...parts.map(key)];
};

const ORDERS = { semver, pep440, nuget, gem, debian };

/** Below zero, zero, above zero; undefined where the order isn't known or one of them is no version. */
export const inOrder = (order, a, b) => {
  const [x, y] = [a, b].map((it) => ORDERS[order]?.(it.trim()));
  if (!x || !y) return;
  if (order === "gem") while (x.length !== y.length) (x.length < y.length ? x : y).push([1, 0n]);
  return compare(x, y);
};

// What ends before a version comes before what begins with it, and what ends with it last.
const turn = ({ what }) => (what === "introduced" ? 1 : what === "last_affected" ? 2 : 0);

// One range, by OSV's algorithm. `events`: [["introduced", "1.0.0"], ["fixed", "1.4.3"]].
const within = (version, { order, events }) => {
  if (!order) return events.every(([what, at]) => what === "introduced" && at === "0") ? "affected" : "order";
  const placed = events.map(([what, at]) => {
    const edge = what === "introduced" && at === "0" ? 1 : what === "limit" && at === "*" ? -1 : 0;
    return { what, at, edge, place: edge || inOrder(order, version, at) };
  });
  if (placed.some((it) => it.place === undefined)) return "version";
  const limits = placed.filter((it) => it.what === "limit");
  if (limits.length && !limits.some((it) => it.place < 0)) return "not-affected";
  placed.sort((a, b) => b.edge - a.edge || (a.edge ? 0 : inOrder(order, a.at, b.at)) || turn(a) - turn(b));
  let affected = false;
  for (const { what, place } of placed) {
    if (what === "introduced" && place >= 0) affected = true;
    if ((what === "fixed" && place >= 0) || (what === "last_affected" && place > 0)) affected = false;
  }
  return affected ? "affected" : "not-affected";
};

/** "affected", "not-affected", or why nobody can tell: "order", "version", "investigated". */
export const judge = (version, { order, status, ranges, versions }) => {
  const listed = versions.some((it) => it === version || inOrder(order, it, version) === 0);
  const verdicts = listed ? ["affected"] : ranges.map((range) => within(version, range));
  if (!verdicts.length && order && inOrder(order, version, version) === undefined) verdicts.push("version");
  if (status === "not-affected" || !verdicts.length) return "not-affected";
  if (verdicts.includes("affected")) return status === "under-investigation" ? "investigated" : "affected";
  return verdicts.find((it) => it !== "not-affected") ?? "not-affected";
};

/** The least version above this one that mends all of them and that none of them affects. */
export const nearestFix = (version, all) => {
  let best;
  for (const { order, events } of all.flatMap((it) => it.ranges)) {
    for (const [what, fix] of events) {
      if (what !== "fixed" || !(inOrder(order, fix, version) > 0)) continue;
      const nearer = !best || inOrder(order, fix, best) < 0;
      if (nearer && all.every((it) => judge(fix, it) === "not-affected")) best = fix;
    }
  }
  return best;
};

const start = (form) => {
  // What many advisories say lies beside the page, and is fetched when first asked for.
  const load = async () => {
    const block = form.querySelector("script");
    return block ? JSON.parse(block.textContent) : (await fetch(form.dataset.source)).json();
  };
  let loaded;
  const { version: input, package: choice } = form.elements;
  const output = form.querySelector("output");
  const say = (key, values) => {
    const line = document.createElement("p");
    for (const part of form.dataset[key].split(/[{}]/)) {
      const value = values[part];
      if (value === undefined) line.append(part);
      else line.append(...[value].flat());
    }
    output.append(line);
  };
  const strong = (text) => Object.assign(document.createElement("strong"), { textContent: text });
  const linked = (records) =>
    records.flatMap(({ id, href }, at) => [
      at ? ", " : "",
      href ? Object.assign(document.createElement("a"), { textContent: id, href }) : id,
    ]);
  const show = async () => {
    const version = input.value.trim();
    output.replaceChildren();
    output.className = "";
    if (!version) return;
    const it = (await (loaded ??= load()))[choice?.value ?? 0];
    if (version !== input.value.trim()) return;
    const verdicts = it.records.map((record) => ({ ...record, verdict: judge(version, record) }));
    const of = (verdict) => verdicts.filter((record) => record.verdict === verdict);
    const verdict = ["affected", "version", "order", "investigated"].find((word) => of(word).length) ?? "not-affected";
    const records = of(verdict);
    output.className = verdict;
    say(verdict === "not-affected" ? "notAffected" : verdict, {
      version: strong(version), ecosystem: it.ecosystem || it.name, package: it.name, records: linked(records),
    });
    if (verdict === "affected") {
      const fix = nearestFix(version, it.records);
      say(fix ? "fix" : "noFix", { fix: strong(fix), package: it.name });
    }
  };
  const parameters = new URLSearchParams(location.search);
  const named = [...(choice?.options ?? [])].find((it) => it.dataset.name === parameters.get("package"));
  if (named) choice.value = named.value;
  input.value = parameters.get("version") ?? "";
  show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    const url = new URL(location);
    url.searchParams.set("version", input.value.trim());
    if (choice) url.searchParams.set("package", choice.selectedOptions[0].dataset.name);
    history.replaceState(null, "", url);
  });
};

if (typeof document !== "undefined") document.querySelectorAll("form.your-version").forEach(start);
