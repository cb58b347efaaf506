// Search and filters of a list, by the index in /search/. What is found is shown with the entries of the list's own pages;
// what other lists have of it, as links to them. Its words stand in the page. The state is kept in the address.

const form = document.querySelector("form[data-index]");
const { index, pages } = form.dataset;
const listing = document.getElementById("listing");
const status = document.getElementById("found");
const results = document.getElementById("results");
const more = document.getElementById("more");
const nothing = document.getElementById("nothing");
const others = [...document.querySelectorAll("#others a")];
const input = form.elements.q;
const BATCH = 20;

const loaded = new Map();
const load = (address, read) => {
  if (!loaded.has(address)) {
    const answer = fetch(address).then((it) => (it.ok ? read(it) : Promise.reject(it.status)));
    answer.catch(() => loaded.delete(address));
    loaded.set(address, answer);
  }
  return loaded.get(address);
};
const json = (folder, name) => load(`${folder}${name}.json`, (it) => it.json());
const entriesOf = (page) => [...page.querySelectorAll("[data-records] .entry")];
const parse = async (it) => entriesOf(new DOMParser().parseFromString(await it.text(), "text/html"));
const listPage = (at) => (at ? load(`${pages}page/${at + 1}/`, parse) : firstPage);
const firstPage = entriesOf(document);

// As the index makes its terms.
const fold = (word) => word.normalize("NFKC").toLowerCase().split(/[^\p{Alphabetic}\p{N}\p{M}]+/u).filter(Boolean);
const terms = (text) => text.split(/\s+/).map((it) => [...fold(it).join("-")].slice(0, 48).join("")).filter(Boolean);

// The parts that may hold terms from `first` to `last`.
const parts = async (folder, first, last) => {
  const { parts } = await json(folder, "index");
  const near = parts.filter(([start], at) => start <= last && !(parts[at + 1]?.[0] <= first));
  return Promise.all(near.map(([, name]) => json(folder, name)));
};

// Places of the records that have what `fits`: "zy7z12" is the 7th, by its title or an id, and the 19th.
const gather = (found, part, fits) => {
  for (const [term, places] of Object.entries(part)) {
    const fit = fits(term);
    if (!fit) continue;
    let at = 0;
    for (const [, mark, distance] of places.slice(1).matchAll(/([yz])(\d+)/g)) {
      found.all.add((at += +distance));
      if (fit === "whole") found.whole.add(at);
      if (fit === "whole" && mark === "y") found.title.add(at);
    }
  }
};

const find = async (folder, term, whole) => {
  const found = { title: new Set(), whole: new Set(), all: new Set() };
  const fits = (other) => (other === term ? "whole" : !whole && other.startsWith(term) && "part");
  for (const part of await parts(folder, term, whole ? term : `${term}\uffff`)) gather(found, part, fits);
  return found;
};

// One letter more, less, other, or two of them exchanged.
const near = (a, b) => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  const same = (one, other) => one === other;
  return same(x.slice(1), y.slice(1)) || same(x.slice(1), y) || same(x, y.slice(1)) ||
    (x[0] === y[1] && x[1] === y[0] && same(x.slice(2), y.slice(2)));
};

// For a word that nothing has: what is one slip away and begins with the same letter.
const similar = async (folder, term) => {
  const found = { title: new Set(), whole: new Set(), all: new Set(), slip: true };
  if (term.length < 4) return found;
  for (const part of (await parts(folder, term[0], `${term[0]}\uffff`)).slice(0, 3)) gather(found, part, (other) => near(term, other) && "part");
  return found;
};

const inAll = (sets) => [...sets[0]].filter((it) => sets.every((set) => set.has(it))).sort((a, b) => a - b);

// Newest first; before them what has each of the words whole, and before those what has them in its title or ids.
const search = async (folder, words, filters) => {
  // A letter alone begins too many words.
  const exact = await Promise.all(words.map((it) => find(folder, it, /^[a-z0-9]$/.test(it))));
  const found = await Promise.all(exact.map((it, at) => (it.all.size ? it : similar(folder, words[at]))));
  const narrowed = await Promise.all(filters.map((it) => find(folder, it, true)));
  const sets = (kind) => [...found, ...narrowed].map((it) => it[kind] && (narrowed.includes(it) ? it.all : it[kind]));
  const ranked = words.length ? [...inAll(sets("title")), ...inAll(sets("whole"))] : [];
  return { places: [...new Set([...ranked, ...inAll(sets("all"))])], slip: found.some((it) => it.slip && it.all.size) };
};

const chosen = () => [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
let turn = 0;
let rest = [];

const append = async (mine) => {
  const { page } = await json(index, "index");
  const batch = rest.slice(0, BATCH);
  const entry = async (place) => (await listPage(Math.floor(place / page)))[place % page];
  const entries = await Promise.all(batch.map(entry));
  if (mine !== turn) return;
  rest = rest.slice(BATCH);
  more.hidden = !rest.length;
  const items = entries.filter(Boolean).map((it) => document.importNode(it, true));
  results.append(...items);
  return items;
};

// How many of another list have the words.
const elsewhere = async (mine, words) => {
  for (const link of others) {
    link.parentElement.hidden = true;
    if (!words.length) continue;
    const found = await search(link.dataset.index, words, []).catch(() => undefined);
    if (mine !== turn) return;
    const count = found?.places.length ?? 0;
    link.parentElement.hidden = !count;
    if (count) nothing.hidden = true;
    link.href = `${link.dataset.list}?${new URLSearchParams({ q: input.value.trim() })}`;
    link.nextElementSibling.textContent = count;
  }
};

const told = (text, n, q) => text.replace("{n}", n.toLocaleString(document.documentElement.lang)).replace("{q}", q);

const show = async () => {
  const mine = ++turn;
  const state = chosen();
  const query = input.value.trim();
  const words = terms(query);
  const filters = state.filter(([name]) => name !== "q").map(([name, value]) => `=${name}=${value}`);
  form.classList.toggle("active", state.length > 0);
  document.getElementById("clear").hidden = !state.length;
  nothing.hidden = true;
  if (!words.length && !filters.length) {
    listing.hidden = false;
    results.hidden = more.hidden = true;
    status.textContent = "";
    elsewhere(mine, []);
    return;
  }
  try {
    const { places, slip } = await search(index, words, filters);
    if (mine !== turn) return;
    rest = places;
    results.replaceChildren();
    await append(mine);
    if (mine !== turn) return;
    listing.hidden = true;
    results.hidden = !places.length;
    const { none, noneOf, one, many, similar } = form.dataset;
    const empty = words.length ? told(noneOf, 0, query) : none;
    const text = [empty, told(one, 1, query)][places.length] ?? told(many, places.length, query);
    status.textContent = slip && places.length ? `${told(similar, 0, query)} ${text}` : text;
    nothing.hidden = places.length > 0 || !words.length;
    elsewhere(mine, words);
  } catch {
    if (mine !== turn) return;
    listing.hidden = false;
    results.hidden = more.hidden = true;
    status.textContent = form.dataset.failed;
  }
};

const address = (how) => {
  const query = new URLSearchParams(chosen()).toString();
  const to = location.pathname + (query && `?${query}`);
  if (to !== location.pathname + location.search) history[how](null, "", to);
};

const fill = () => {
  const parameters = new URLSearchParams(location.search);
  for (const it of form.elements) {
    if (!it.name) continue;
    const value = parameters.get(it.name) ?? "";
    if (it.options && ![...it.options].some((option) => option.value === value)) it.add(new Option(value, value));
    it.value = value;
  }
  const narrow = form.querySelector("details");
  if (narrow && chosen().some(([name]) => name !== "q")) narrow.open = true;
  show();
};

// Links to the plain pages become choices.
for (const group of form.querySelectorAll("[data-filter]")) {
  const select = Object.assign(document.createElement("select"), { name: group.dataset.filter });
  select.setAttribute("aria-label", group.dataset.label);
  select.add(new Option(group.dataset.any, ""));
  for (const link of group.querySelectorAll("a")) select.add(new Option(link.textContent, link.dataset.value));
  group.replaceWith(select);
}
form.classList.add("scripted");
const narrow = form.querySelector("details");
const wide = matchMedia("(min-width: 48rem)");
const unfold = () => narrow && wide.matches && (narrow.open = true);
wide.addEventListener("change", unfold);
unfold();

form.addEventListener("focusin", () => json(index, "index").catch(() => {}), { once: true });
form.addEventListener("input", (event) => {
  address(event.target === input ? "replaceState" : "pushState");
  show();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
document.getElementById("clear").addEventListener("click", () => {
  for (const it of form.elements) if (it.name) it.value = "";
  address("pushState");
  show();
  input.focus();
});
more.addEventListener("click", async () => {
  const items = await append(turn).catch(() => {});
  items?.[0]?.querySelector("a").focus();
});
addEventListener("popstate", fill);
fill();
