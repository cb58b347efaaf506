// Finds places by the index in /search/LIST/: the parts that may hold what was typed are loaded, and no others. `search.js` shows
// what is found.

const loaded = new Map();
const load = (address) => {
  if (!loaded.has(address)) {
    const answer = fetch(address).then((it) => (it.ok ? it.json() : Promise.reject(it.status)));
    answer.catch(() => loaded.delete(address));
    loaded.set(address, answer);
  }
  return loaded.get(address);
};
const json = (folder, name) => load(`${folder}${name}.json`);
export const prepare = (folder) => json(folder, "index").catch(() => {});

// As the index makes its terms.
const fold = (word) => word.normalize("NFKC").toLowerCase().split(/[^\p{Alphabetic}\p{N}\p{M}]+/u).filter(Boolean);
export const terms = (text) => text.split(/\s+/).map((it) => [...fold(it).join("-")].slice(0, 48).join("")).filter(Boolean);

// The parts that may hold terms from `first` to `last`.
const parts = async (folder, first, last) => {
  const { parts } = await json(folder, "index");
  const near = parts.filter(([start], at) => start <= last && !(parts[at + 1]?.[0] <= first));
  return Promise.all(near.map(([, name]) => json(folder, name)));
};

// "zx7z12" is the 7th, by a word of its title or an id, and the 19th; a "y" is for a part of such a word, a "w" for one that its text says
// often, a "v" for one of its text.
const gather = (found, part, fits) => {
  for (const [term, places] of Object.entries(part)) {
    const fit = fits(term);
    if (!fit) continue;
    let at = 0;
    for (const [, mark, distance] of places.slice(1).matchAll(/([v-z])(\d+)/g)) {
      found.all.add((at += +distance));
      if (mark > "w") found.said.add(at);
      if (fit !== "whole") continue;
      found.text.add(at);
      if (mark !== "v") found.often.add(at);
      if (mark > "w") found.whole.add(at);
      if (mark === "x" || mark === "y") found.title.add(at);
      if (mark === "x") found.name.add(at);
    }
  }
};

const RANKS = ["name", "title", "whole", "said", "text", "all"];
const nothing = () => Object.fromEntries([...RANKS, "often"].map((it) => [it, new Set()]));

const exactly = async (folder, term, whole) => {
  const found = nothing();
  const fits = (other) => (other === term ? "whole" : !whole && other.startsWith(term) && "part");
  for (const part of await parts(folder, term, whole ? term : `${term}\uffff`)) gather(found, part, fits);
  return found;
};

// One letter more, less, other, or two of them exchanged.
const near = (a, b) => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
};

// An id is right or wrong: one that is only like it would be a false answer.
const isId = (term) => /\d.*\d/.test(term);

// What is one slip away. Two letters at the beginning narrow down where to look; a slip in these is looked for by the second one
// put first, or by the first alone, in a few parts.
const MOST = 3;
const similar = async (folder, term) => {
  const found = { ...nothing(), slip: true };
  if (term.length < 4 || isId(term)) return found;
  for (const start of [term.slice(0, 2), term[1] + term[0], term[0]]) {
    const all = (await parts(folder, start, `${start}\uffff`)).slice(0, start.length > 1 ? undefined : MOST);
    for (const part of all) gather(found, part, (other) => near(term, other) && "whole");
    if (found.all.size) break;
  }
  return found;
};

const inAll = (sets) => [...sets[0]].filter((it) => sets.every((set) => set.has(it))).sort((a, b) => a - b);

// First what has each of the words as one of its title or ids, then as a part of these, then whole in what is said of it, then as the
// beginning of a word there, then whole in its text, then the rest; of each first what has more of the words in its title, or often in
// its text, then the newest.
// `rank` says which of these the best one is.
export const search = async (folder, words, filters, forgiving) => {
  // A letter alone begins too many words.
  const exact = await Promise.all(words.map((it) => exactly(folder, it, /^[a-z0-9]$/.test(it))));
  const found = await Promise.all(exact.map((it, at) => (it.all.size || !forgiving ? it : similar(folder, words[at]))));
  const narrowed = await Promise.all(filters.map((it) => exactly(folder, it, true)));
  const sets = (kind) => [...found.map((it) => it[kind]), ...narrowed.map((it) => it.all)];
  const worth = (at) => found.reduce((sum, it) => sum + (it.title.has(at) ? 3 : it.often.has(at) ? 1 : 0), 0);
  const ranks = (words.length ? RANKS : ["all"]).map((it) => inAll(sets(it)).sort((a, b) => worth(b) - worth(a)));
  return {
    places: [...new Set(ranks.flat())],
    rank: ranks.findIndex((it) => it.length),
    slip: found.some((it) => it.slip && it.all.size),
  };
};

// How many places the list has.
export const size = async (folder) => (await json(folder, "index")).places;

// The lines of these places.
export const lines = async (folder, places) => {
  const { entries } = await json(folder, "index");
  return Promise.all(places.map(async (it) => (await json(folder, `entries${Math.floor(it / entries)}`))[it % entries]));
};
