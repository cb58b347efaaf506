// Search and filters of a list, by the index in /search/. What is found is shown with the entries of the list's own pages.
// Its words stand in the page. The state is kept in the address.

const form = document.querySelector("form[data-index]");
const { index, pages } = form.dataset;
const listing = document.getElementById("listing");
const status = document.getElementById("found");
const results = document.getElementById("results");
const more = document.getElementById("more");
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
const json = (name) => load(`${index}${name}.json`, (it) => it.json());
const entriesOf = (page) => [...page.querySelectorAll("[data-records] .entry")];
const parse = async (it) => entriesOf(new DOMParser().parseFromString(await it.text(), "text/html"));
const listPage = (at) => (at ? load(`${pages}page/${at + 1}/`, parse) : firstPage);
const firstPage = entriesOf(document);

// As the index makes its terms.
const fold = (word) => word.normalize("NFKC").toLowerCase().split(/[^\p{Alphabetic}\p{N}\p{M}]+/u).filter(Boolean);
const terms = (text) => text.split(/\s+/).map((it) => [...fold(it).join("-")].slice(0, 48).join("")).filter(Boolean);

// Places of the records that have the term, and of those that have one beginning with it.
const find = async (term, whole) => {
  const { parts } = await json("index");
  const end = whole ? term : `${term}\uffff`;
  const near = parts.filter(([first], at) => first <= end && !(parts[at + 1]?.[0] <= term));
  const found = { whole: new Set(), all: new Set() };
  for (const part of await Promise.all(near.map(([, name]) => json(name)))) {
    for (const [other, places] of Object.entries(part)) {
      if (whole ? other !== term : !other.startsWith(term)) continue;
      let at = 0;
      for (const distance of places.slice(2).split("z")) {
        found.all.add((at += +distance));
        if (other === term) found.whole.add(at);
      }
    }
  }
  return found;
};
const inAll = (sets) => [...sets[0]].filter((it) => sets.every((set) => set.has(it))).sort((a, b) => a - b);

// Newest first; before them what has each of the words whole.
const search = async (words, filters) => {
  // A letter alone begins too many words.
  const found = await Promise.all([...words.map((it) => find(it, /^[a-z0-9]$/.test(it))), ...filters.map((it) => find(it, true))]);
  const whole = words.length ? inAll(found.map((it) => it.whole)) : [];
  const first = new Set(whole);
  return [...whole, ...inAll(found.map((it) => it.all)).filter((it) => !first.has(it))];
};

const chosen = () => [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
let turn = 0;
let rest = [];

const append = async (mine) => {
  const { page } = await json("index");
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

const show = async () => {
  const mine = ++turn;
  const state = chosen();
  const words = terms(input.value);
  const filters = state.filter(([name]) => name !== "q").map(([name, value]) => `=${name}=${value}`);
  form.classList.toggle("active", state.length > 0);
  if (!words.length && !filters.length) {
    listing.hidden = false;
    results.hidden = more.hidden = true;
    status.textContent = "";
    return;
  }
  try {
    const places = await search(words, filters);
    if (mine !== turn) return;
    rest = places;
    results.replaceChildren();
    await append(mine);
    if (mine !== turn) return;
    listing.hidden = true;
    results.hidden = !places.length;
    const { none, one, many, failed } = form.dataset;
    status.textContent = [none, one][places.length] ?? many.replace("{n}", places.length.toLocaleString(document.documentElement.lang));
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

form.addEventListener("focusin", () => json("index").catch(() => {}), { once: true });
form.addEventListener("input", (event) => {
  address(event.target === input ? "replaceState" : "pushState");
  show();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
more.addEventListener("click", async () => {
  const items = await append(turn).catch(() => {});
  items?.[0]?.querySelector("a").focus();
});
addEventListener("popstate", fill);
fill();
