// "Your version": is it affected, by what, and which version fixes it? The same rules as the program's own (src/versions): the
// standards' algorithms, by the ecosystem's own order.

// The interface's words, with what is filled in between braces. A page's own form may bring others, as `data-fix` and the like.
const WORDS = {
  affected: "{{ t.your_version.affected }}",
  notAffected: "{{ t.your_version.not_affected }}",
  notListed: "{{ t.your_version.not_listed }}",
  fix: "{{ t.your_version.fix }}",
  earlyFix: "{{ t.your_version.early_fix }}",
  noFix: "{{ t.your_version.no_fix }}",
  order: "{{ t.your_version.order }}",
  version: "{{ t.your_version.version }}",
  bound: "{{ t.your_version.bound }}",
  investigated: "{{ t.your_version.investigated }}",
  unknown: "{{ t.your_version.unknown }}",
  silent: "{{ t.your_version.silent }}",
  other: "{{ t.your_version.other }}",
  range: "{{ t.your_version.range }}",
  rangeAll: "{{ t.your_version.range_all }}",
  rangeSome: "{{ t.your_version.range_some }}",
  rangeNone: "{{ t.your_version.range_none }}",
};

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

// Letters come before numbers; zeros at the end, and before the first letters, don't count; where one ends, the other is compared
// with zeros.
const gem = (text) => {
  if (!/^\d[0-9A-Za-z.-]*$/.test(text)) return;
  const all = text.replaceAll("-", ".pre.").match(/\d+|[A-Za-z]+/g);
  const word = all.findIndex((it) => !isDigits(it));
  const parts = word < 0 ? [all] : [all.slice(0, word), all.slice(word)];
  const trimmed = parts.flatMap((part) => part.slice(0, part.findLastIndex((it) => /[^0]/.test(it)) + 1));
  return trimmed.map((it) => (isDigits(it) ? [1, number(it)] : [0, it]));
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

// Hackage's and CRAN's: numbers.
const dotted = (text) => (/^\d+([.-]\d+)*$/.test(text) ? text.split(/[.-]/).map(number) : undefined);

// RPM's: `~` comes before the end, `^` after it, letters before digits.
const rpm = (text) => {
  const found = /^(?:(\d+):)?([0-9A-Za-z][\w.+~^-]*)$/.exec(text);
  if (!found) return;
  const dash = found[2].lastIndexOf("-");
  const parts = dash < 0 ? [found[2]] : [found[2].slice(0, dash), found[2].slice(dash + 1)];
  const token = (it) => (it === "~" ? [0] : it === "^" ? [2] : isDigits(it) ? [4, number(it)] : [3, it]);
  const key = (part) => [...(part.match(/\d+|[A-Za-z]+|[~^]/g) ?? []).map(token), [1]];
  return [number(found[1]), key(parts[0]), dash < 0 ? [0] : [1, key(parts[1])]];
};

// apk's: a number with a zero in front, but for the first, is a fraction.
const SUFFIXES = { alpha: -4, beta: -3, pre: -2, rc: -1, cvs: 1, svn: 2, git: 3, hg: 4, p: 5 };
const alpine = (text) => {
  const found = /^(\d+)((?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:-r(\d+))?$/.exec(text);
  if (!found) return;
  const [, first, others, letter, suffixes, revision] = found;
  const pairs = [...suffixes.matchAll(/_([a-z]+)(\d*)/g)].map(([, word, digits]) => [SUFFIXES[word], number(digits)]);
  const fraction = (it) => (it.startsWith("0") ? [0, it] : [1, number(it)]);
  return [number(first), others.split(".").slice(1).map(fraction), letter, [...pairs, [0]], revision === undefined ? [] : [number(revision)]];
};

// Composer's: four numbers, a stability with its numbers, `dev`.
const STABILITIES = { alpha: 1, a: 1, beta: 2, b: 2, rc: 3, stable: 4, patch: 5, pl: 5, p: 5 };
const composer = (text) => {
  const plain = text.toLowerCase().split("+")[0];
  const found = /^v*(\d+(?:\.\d+){0,3})\.*(?:[._-]*(alpha|a|beta|b|rc|stable|patch|pl|p)((?:[.-]*\d+)*)[.-]*)??(?:[._-]*(dev))?$/.exec(plain);
  if (!found) return;
  const [, numbers, word, digits, dev] = found;
  const at = (place) => number(numbers.split(".")[place]);
  return [...[0, 1, 2, 3].map(at), word ? STABILITIES[word] : dev ? 0 : 4, (digits?.match(/\d+/g) ?? []).map(number), dev ? 0 : 1];
};

// Conan's: numbers and words between dots, what comes before the release, the build. Conan compares a number with a word as
// texts, which isn't always the order of their numbers (`10` and `9a`): what it would say then isn't said.
const conanItem = (text) => {
  const digits = /^\d*/.exec(text)[0];
  return [digits ? 1 : !text || text < "0" ? 0 : 2, number(digits), text.slice(digits.length)];
};
const conanItems = (text) => text.replace(/(^|\.)0+(\.0+)*$/, "").split(".").filter((it) => it || !text).map(conanItem);
const conan = (text) => {
  const found = /^([^+-]+)(?:-(.*?))?(?:\+([^+]*))?$/.exec(text);
  if (!found || !/^[\w.+*-]+$/.test(text) || found[1].split(".").some((it) => !it)) return;
  const [, main, early, build] = found;
  return [conanItems(main), early === undefined ? [1] : [0, conanItems(early)], build === undefined ? [0] : [1, conanItems(build)]];
};
const certainInConan = (a, b) => {
  const [x, y] = [a, b].map((it) => it.trim().split(/[.+-]/));
  const at = x.findIndex((it, place) => place < y.length && compare(conanItem(it), conanItem(y[place])));
  if (at < 0) return true;
  const [one, other] = [x[at], y[at]];
  return (isDigits(one) && isDigits(other)) || compare(conanItem(one), conanItem(other)) === compare(one, other);
};

// Dart's and Julia's: what follows a `+` counts, too.
const semverBuild = (text) => {
  const build = text.split("+")[1];
  const parts = build?.split(".").map((it) => (isDigits(it) ? [0, number(it)] : [1, it]));
  const key = semver(text);
  return key && [...key, parts ?? []];
};

// Maven's: tokens between dots, hyphens, and digits and letters; what counts as nothing is left out at the end of each part.
const QUALIFIERS = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];
const maven = (text) => {
  const lower = text.toLowerCase();
  if (!/^\d[a-z\d._+-]*$/.test(lower)) return;
  const [kept, short] = [[], { a: "alpha", b: "beta", m: "milestone" }];
  const nothing = (it) => !it.word && !it.number;
  const trim = () => {
    while (kept.length > 1 && nothing(kept.at(-1))) kept.pop();
  };
  const tokens = [...lower.matchAll(/([._+-]?)(\d+|[a-z]+|(?=[._+-]|$))/g)].filter(([all], at) => all || at === 0);
  tokens.forEach(([, separator, it], at) => {
    const last = tokens[at - 1]?.[2];
    const hyphen = separator ? separator !== "." : !!last;
    const next = tokens[at + 1];
    const word = it && !isDigits(it) ? ((next && !next[1] && isDigits(next[2]) && short[it]) || { cr: "rc", final: "", ga: "", release: "" }[it]) ?? it : undefined;
    if (hyphen || word !== undefined) trim();
    kept.push(word === undefined ? { hyphen, number: number(it) } : { hyphen, word });
  });
  trim();
  return kept;
};
const besideMaven = (a, b) => {
  const absent = (it) => ({ hyphen: it.hyphen, ...(it.word === undefined ? { number: 0n } : { word: "" }) });
  const rank = (word) => QUALIFIERS.indexOf(word) + (QUALIFIERS.includes(word) ? 0 : QUALIFIERS.length + 1);
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? absent(b[at]), b[at] ?? absent(a[at])];
    const words = [x, y].map((it) => it.word !== undefined);
    let order;
    if (words[0] && words[1]) order = compare([rank(x.word), x.word], [rank(y.word), y.word]);
    else if (words[0] || words[1]) order = words[0] ? -1 : 1;
    else order = x.hyphen === y.hyphen ? compare(x.number, y.number) : x.hyphen ? -1 : 1;
    if (order) return order;
  }
  return 0;
};

const ORDERS = { semver, "semver+build": semverBuild, pep440, nuget, gem, debian, rpm, alpine, composer, dotted, maven, conan };

/** Below zero, zero, above zero; undefined where the order isn't known or one of them is no version. */
export const inOrder = (order, a, b) => {
  const [x, y] = [a, b].map((it) => ORDERS[order]?.(it.trim()));
  if (!x || !y) return;
  if (order === "maven") return besideMaven(x, y);
  if (order === "conan" && !certainInConan(a, b)) return;
  if (order === "gem") while (x.length !== y.length) (x.length < y.length ? x : y).push([1, 0n]);
  return compare(x, y);
};

// `2.*`: the end of a series, above all of its versions and below whatever follows.
const series = (bound) => /^\s*((?:\d+\.)+)\*\s*$/.exec(bound)?.[1].slice(0, -1).split(".").map(number);
const beside = (version, ends) => {
  const numbers = /^[\s vV=]*(\d+(?:\.\d+)*)/.exec(version)?.[1].split(".").map(number);
  if (!numbers || /[:!]/.test(version)) return;
  const at = ends.findIndex((end, place) => (numbers[place] ?? 0n) !== end);
  return at < 0 || (numbers[at] ?? 0n) < ends[at] ? -1 : 1;
};
const betweenSeries = (a, b) => {
  const at = a.findIndex((it, place) => place < b.length && it !== b[place]);
  return at < 0 ? b.length - a.length : a[at] < b[at] ? -1 : 1;
};
const readable = (order, version) => inOrder(order, version, version) !== undefined;
const placeOf = (order, version, bound) => {
  const ends = series(bound);
  if (!ends) return inOrder(order, version, bound);
  return readable(order, version) ? beside(version, ends) : undefined;
};
const inOrderOfBounds = (order, a, b) => {
  const [x, y] = [series(a), series(b)];
  if (x && y) return betweenSeries(x, y);
  return (x ? -(placeOf(order, b, a) ?? 0) : placeOf(order, a, b)) ?? 0;
};

// A last version ends what begins with it, and what begins after a version comes last.
const turn = ({ what }) => (what === "introduced_after" ? 2 : what === "last_affected" ? 1 : 0);
const begins = (what) => what === "introduced" || what === "introduced_after";

// What is so however versions are compared: all of them are in, or it is a bound itself.
const withinAnyOrder = (version, events) => {
  if (events.length && events.every(([what, at]) => what === "introduced" && at === "0")) return true;
  const [begin, end] = events;
  if (!begin || events.length > 2 || (end && (!begins(begin[0]) || begins(end[0])))) return;
  if (end && (end[0] === "fixed" || end[0] === "limit") && end[1] === version) return false;
  if ((end?.[0] === "last_affected" && end[1] === version) || (begin[0] === "introduced" && begin[1] === version)) return true;
  if (begin[0] === "introduced_after" && begin[1] === version) return false;
};

// One range, by OSV's algorithm: true, false, or why nobody can tell. `events`: [["introduced", "1.0.0"], ["fixed", "1.4.3"]].
const within = (version, { order, events }) => {
  if (!order) return withinAnyOrder(version, events) ?? "order";
  if (!readable(order, version)) return "version";
  const placed = events.map(([what, at]) => {
    const edge = (what === "introduced" || what === "fixed") && at === "0" ? 1 : what === "limit" && at === "*" ? -1 : 0;
    return { what, at, edge, place: edge || placeOf(order, version, at) };
  });
  if (placed.some((it) => it.place === undefined)) return "bound";
  const limits = placed.filter((it) => it.what === "limit");
  if (limits.length && !limits.some((it) => it.place < 0)) return false;
  placed.sort((a, b) => b.edge - a.edge || (a.edge ? 0 : inOrderOfBounds(order, a.at, b.at)) || turn(a) - turn(b));
  let inside = false;
  for (const { what, place } of placed) {
    if ((what === "introduced" && place >= 0) || (what === "introduced_after" && place > 0)) inside = true;
    if ((what === "fixed" && place >= 0) || (what === "last_affected" && place > 0)) inside = false;
  }
  return inside;
};
const withinAny = (version, ranges = []) => {
  const found = ranges.map((range) => within(version, range));
  return found.includes(true) || (found.find((it) => it !== false) ?? false);
};

// What stands for versions rather than being one.
const isPattern = (text) => /[<>=^|*, ]|^~|\.x(\.|$)/i.test(text);

const affects = ({ status }) => !status || status === "affected";
const clears = ({ status }) => status === "not_affected" || status === "fixed";

/** What one entry says of a version: "affected", "not-affected", "not-listed", or why nobody can tell: "version", "bound",
    "order", "investigated", "unknown", "silent". */
export const judge = (version, entry) => {
  const { order, ranges, versions, unaffected = [], unknown = [], commits } = entry;
  const listed = versions.some((it) => it === version || inOrder(order, it, version) === 0);
  const unreadable = !ranges.length && order && !readable(order, version);
  const rough = versions.some(isPattern);
  const [inside, safe, unsure] = [ranges, unaffected, unknown].map((it) => withinAny(version, it));
  if (!affects(entry)) {
    if (safe === true) return "not-affected";
    const status = clears(entry) ? "not-affected" : "investigated";
    if (listed || (!ranges.length && !versions.length)) return commits && !listed ? "silent" : status;
    if (inside === true) return status;
    return inside || (unreadable ? "version" : rough ? "bound" : "not-listed");
  }
  if (listed) return "affected";
  const silent = ![ranges, versions, unaffected, unknown].some((it) => it.length);
  const rest = { affected: "affected", unaffected: "not-affected", unknown: silent ? "unknown" : "not-listed" }[entry.default];
  if (silent) return rest ?? (commits ? "silent" : "affected");
  if (safe === true) return "not-affected";
  if (unsure === true) return "unknown";
  const why = [safe, unsure, inside].find((it) => typeof it === "string");
  if (why || inside) return why ?? "affected";
  if (unreadable || rough) return unreadable ? "version" : "bound";
  return (rest ?? (order || ranges.length ? "not-affected" : "not-listed"));
};

const WHYS = ["version", "bound", "order", "investigated", "unknown", "silent"];

/** What all entries of one record say. */
export const judgeAll = (version, entries) => {
  const verdicts = entries.map((entry) => judge(version, entry));
  const first = ["affected", ...WHYS].find((it) => verdicts.includes(it));
  if (first) return first;
  const cleared = entries.some((entry, at) => clears(entry) && verdicts[at] === "not-affected");
  return !cleared && (verdicts.includes("not-listed") || !verdicts.length) ? "not-listed" : "not-affected";
};

const pseudo = /(^|[.-])\d{14}-[0-9a-f]{12}$/;
const isEarly = (order, version) => {
  const text = version.trim().replace(/\+.*$/, "");
  if (order === "semver" || order === "semver+build") return !!semver(text) && text.includes("-") && !pseudo.test(text.slice(text.indexOf("-") + 1));
  if (order === "pep440") return !!pep440(text) && /[0-9._-](a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*/i.test(text);
  if (order === "nuget" || order === "conan") return text.includes("-");
  if (order === "composer") return ((it) => !!it && (it[4] < 4 || !it[6]))(composer(text));
  if (order === "maven") return !!maven(text)?.some((it) => it.word !== undefined && QUALIFIERS.slice(0, 5).includes(it.word));
  return order === "gem" && /[a-z]/i.test(text);
};

// The versions that an entry calls fixed, and how they are compared.
const fixes = (entry) => {
  const { order, status, ranges, versions, fixed = [] } = entry;
  if (status === "fixed") return versions.map((it) => [order, it]);
  if (!affects(entry)) return [];
  const of = (range) => range.events.filter(([what]) => what === "fixed").map(([, fix]) => [range.order, fix]);
  return [...ranges.flatMap(of), ...fixed.map((it) => [order, it])];
};

/** The least version above this one that fixes it and that nothing here affects: { version, early }. A pre-release is for users
    of one; others are given a release where there is one. */
export const nearestFix = (version, entries) => {
  let best;
  for (const [order, fix] of entries.flatMap(fixes)) {
    if (!(inOrder(order, fix, version) > 0)) continue;
    const early = isEarly(order, fix) && !isEarly(order, version);
    const nearer = !best || (early === best.early ? inOrder(order, fix, best.version) < 0 : best.early);
    if (nearer && ["not-affected", "not-listed"].includes(judgeAll(fix, entries))) best = { version: fix, early };
  }
  return best;
};

const quotes = /["'`“”‘’«»]/g;

/** What a reader pasted: the version in `harbour-cli@4.4.3`, a package URL, a line of a lock file; a range stays one. */
export const readVersion = (pasted, name, order) => {
  let text = pasted.replace(quotes, "").replace(/[,;]\s*$/, "").trim();
  if (!order || readable(order, text) || series(text)) return text;
  if (/^pkg:/.test(text)) text = decodeURIComponent(text.replace(/[?#].*$/, "").split("@").at(-1));
  if (name) text = text.replaceAll(name, " ").trim();
  text = text.replace(/^.*@(?=[^@/]*$)/, "").trim();
  if (readable(order, text) || isRange(text)) return text;
  const rest = text.replace(/^[\s:=("]*(?:version)?[\s:=("]*/i, "").replace(/[\s)",]+$/, "");
  if (readable(order, rest) || isRange(rest)) return rest;
  const found = (rest.match(/v?\d[0-9A-Za-z.+~!_:-]*/g) ?? []).filter((it) => it.includes(".") && readable(order, it));
  return found.length === 1 ? found[0] : text;
};

// Names are one however they are written: case, and what divides words, count nowhere that matters here.
const plain = (name) => name.toLowerCase().replace(/[_.]+/g, "-");
const purlOf = (text) => {
  const found = /^pkg:([a-z][a-z\d.+-]*)\/([^?#]+)/i.exec(text);
  const name = found && decodeURIComponent(found[2].replace(/(?!^)@[^@/]*$/, ""));
  return found && { name, purl: `${found[1]}/${plain(name)}`.toLowerCase() };
};

/** Which of the page's packages a reader pasted beside a version: its place; `{ other }` where it is none of them; the chosen one
    where none is named. */
export const packageIn = (pasted, packages, chosen = 0) => {
  const text = pasted.replace(quotes, "").trim();
  const purl = purlOf(text);
  if (purl) {
    const own = (it) => (it.purl ? purlOf(it.purl).purl === purl.purl : plain(it.name) === plain(purl.name));
    const at = own(packages[chosen]) ? chosen : packages.findIndex(own);
    return at < 0 ? { other: purl.name } : at;
  }
  const flat = plain(text);
  const names = (it) => {
    const [name, at] = [plain(it.name), flat.indexOf(plain(it.name))];
    return at >= 0 && /(^|[\s(:])$/.test(flat.slice(0, at)) && /^($|[\s@=:(,]|-v?\d)/.test(flat.slice(at + name.length));
  };
  const named = packages.filter(names).sort((a, b) => b.name.length - a.name.length)[0];
  if (named) return names(packages[chosen]) && plain(packages[chosen].name) === plain(named.name) ? chosen : packages.indexOf(named);
  const other = /^(@?[a-z][\w./@-]*?)\s*(?:@|={2,3}|[:=])\s*[\^~<>=v]*\d/i.exec(text)?.[1];
  return other && !/^(v|version|release)$/i.test(other) ? { other } : chosen;
};

const isRange = (text) => /^(\^|~>?|[<>]=?)\s*v?\d|^v?\d+(\.\d+)?\.[x*]$/i.test(text);

// What a range of npm or Cargo allows: from its least version up to, and without, another. Others aren't read.
const allowed = (text) => {
  const found = /^(\^|~|>=)?\s*v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(-[0-9A-Za-z.-]+)?$/i.exec(text);
  if (!found) return;
  const [, sign, ...parts] = found;
  const numbers = parts.slice(0, 3).map((it) => (/^\d+$/.test(it ?? "") ? Number(it) : undefined));
  const [major, minor, patch] = numbers;
  const from = `${major}.${minor ?? 0}.${patch ?? 0}${parts[3] ?? ""}`;
  if (sign === ">=") return { from };
  const tilde = sign === "~" || (!sign && minor !== undefined);
  if (tilde && minor !== undefined) return { from, before: `${major}.${minor + 1}.0-0` };
  if (sign === "^" && major === 0 && minor !== undefined) {
    return { from, before: minor === 0 && patch !== undefined ? `0.0.${patch + 1}-0` : `0.${minor + 1}.0-0` };
  }
  return { from, before: `${major + 1}.0.0-0` };
};
const after = (version) => {
  const [major, minor, patch, label] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[^+]+)?/.exec(version).slice(1);
  return label ? `${major}.${minor ?? 0}.${patch ?? 0}${label}.0` : `${major}.${minor ?? 0}.${Number(patch ?? 0) + 1}-0`;
};

/** What of a range is affected: "all", "some", "none"; undefined where nobody can tell. */
export const judgeRange = (text, entries) => {
  const range = allowed(text);
  const ranges = entries.flatMap((it) => [...it.ranges, ...(it.unaffected ?? []), ...(it.unknown ?? [])]);
  if (!range || ![...entries, ...ranges].every((it) => it.order === "semver")) return;
  const bounds = [...ranges.flatMap((it) => it.events.map(([, at]) => at)), ...entries.flatMap((it) => it.versions)];
  const points = bounds.filter((at) => semver(at)).flatMap((at) => [at, after(at)]);
  const inside = points.filter((at) => inOrder("semver", at, range.from) > 0 && (!range.before || inOrder("semver", at, range.before) < 0));
  if (bounds.some((at) => at !== "*" && !semver(at))) return;
  const verdicts = [range.from, ...inside].map((at) => judgeAll(at, entries));
  if (!verdicts.every((it) => it === "affected" || it === "not-affected")) return;
  const affected = verdicts.filter((it) => it === "affected").length;
  return affected === verdicts.length ? "all" : affected ? "some" : "none";
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
    for (const part of (form.dataset[key] ?? WORDS[key]).split(/[{}]/)) {
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
  const answer = (version, it) => {
    const ids = new Map();
    for (const record of it.records) ids.set(record.id, [...(ids.get(record.id) ?? []), record]);
    const records = [...ids.values()];
    const order = it.records.find((record) => record.order)?.order;
    const value = { version: strong(choice && (!order || readable(order, version)) ? `${it.name} ${version}` : version), ecosystem: it.ecosystem || it.name, package: it.name };
    if (isRange(version) && !readable(order, version)) {
      const of = (wanted) => records.filter((entries) => judgeRange(version, entries) === wanted);
      const [all, some, none] = ["all", "some", "none"].map(of);
      const known = all.length || some.length || none.length === records.length;
      const word = all.length ? "rangeAll" : some.length ? "rangeSome" : known ? "rangeNone" : "range";
      output.className = { rangeAll: "affected", rangeSome: "affected", rangeNone: "not-affected" }[word] ?? "range";
      return say(word, { ...value, records: linked((all.length ? all : some).map(([first]) => first)) });
    }
    const verdicts = records.map((entries) => judgeAll(version, entries));
    const verdict = ["affected", ...WHYS, "not-listed"].find((word) => verdicts.includes(word)) ?? "not-affected";
    const those = linked(records.filter((_, at) => verdicts[at] === verdict).map(([first]) => first));
    output.className = verdict;
    say(verdict.replace(/-(.)/, (_, letter) => letter.toUpperCase()), { ...value, records: those });
    if (verdict !== "affected") return;
    const fix = nearestFix(version, it.records);
    if (fix) return say(fix.early ? "earlyFix" : "fix", { fix: strong(fix.version), package: it.name });
    say("noFix", { package: it.name });
    const advice = document.getElementById("what-to-do");
    if (advice) output.lastChild.append(" ", Object.assign(document.createElement("a"), { textContent: advice.textContent, href: "#what-to-do" }));
  };
  const show = async () => {
    const pasted = input.value.trim();
    output.replaceChildren();
    output.className = "";
    if (!pasted) return;
    const packages = await (loaded ??= load());
    if (pasted !== input.value.trim()) return;
    const found = strange ? { other: strange } : packageIn(pasted, packages, Number(choice?.value ?? 0));
    if (found.other) {
      output.className = "unknown";
      return say("other", { package: strong(found.other) });
    }
    if (choice) choice.value = found;
    const it = packages[found];
    answer(readVersion(pasted, it.name, it.records.find((record) => record.order)?.order), it);
  };
  const parameters = new URLSearchParams(location.search);
  const wanted = choice && parameters.get("package");
  const named = [...(choice?.options ?? [])].find((it) => it.dataset.name === wanted);
  if (named) choice.value = named.value;
  // A link that names a package which isn't here is answered so, until another is chosen.
  let strange = named ? "" : wanted;
  // Somebody may have typed before this script was here.
  input.value ||= parameters.get("version") ?? "";
  if (parameters.has("version")) show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    strange = "";
    show();
    const url = new URL(location);
    url.searchParams.set("version", input.value.trim());
    if (choice) url.searchParams.set("package", choice.selectedOptions[0].dataset.name);
    history.replaceState(null, "", url);
  });
};

if (typeof document !== "undefined") document.querySelectorAll("form.your-version").forEach(start);
