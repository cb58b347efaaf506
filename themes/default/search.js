// The search of a list with its filters, and the one of all of the site. What is found is shown in place of what has the id
// `listing`. The words are attributes of the form. The state is kept in the address.

const form = document.querySelector("form[data-finder]");
const { search, lines, size, terms, prepare } = await import(form.dataset.finder);
const listing = document.getElementById("listing");
const status = document.getElementById("found");
const results = document.getElementById("results");
const nothing = document.getElementById("nothing");
const levels = [...document.getElementById("levels").content.querySelectorAll(".severity")];
const input = form.elements.q;

// One list, or the groups of all of them.
const group = (index, element, list, more, batch) => ({ index, element, list, more, batch, rest: [] });
const everywhere = document.getElementById("everywhere");
const groups = "everywhere" in form.dataset
  ? [...results.children].map((it) => group(it.dataset.index, it, it.querySelector("ul"), it.querySelector("button"), 4))
  : [group(form.dataset.index, results, results, document.getElementById("more"), 20)];

const made = (name, classes, text) => Object.assign(document.createElement(name), { className: classes, textContent: text ?? "" });
const item = (line) => {
  const mark = made("div", "mark");
  const level = levels.find((it) => it.querySelector(".word").textContent === line.level);
  if (line.withdrawn) mark.append(made("span", "pill", form.dataset.withdrawn));
  if (level) mark.append(document.importNode(level, true));
  for (const word of line.words ?? []) mark.append(made("span", "pill", word));
  const what = made("div", "what");
  what.append(Object.assign(made("a", "title", line.title), { href: line.href }));
  const about = made("p", "meta");
  for (const it of line.about ?? []) about.append(made("span", "", it));
  what.append(about);
  const entry = made("li", `entry${line.withdrawn ? " is-withdrawn" : ""}`);
  entry.append(mark, what, made("div", "when", line.day));
  return entry;
};

const narrow = form.querySelector("details");
const folded = narrow?.querySelector("summary");
if (folded) folded.dataset.label = folded.textContent;

const chosen = () => [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
let turn = 0;

const append = async (mine, to) => {
  const found = await lines(to.index, to.rest.slice(0, to.batch));
  if (mine !== turn) return;
  to.rest = to.rest.slice(to.batch);
  to.more.hidden = !to.rest.length;
  const items = found.filter(Boolean).map(item);
  to.list.append(...items);
  return items;
};

const filled = (text, n, q) => text.replace("{n}", n.toLocaleString(document.documentElement.lang)).replace("{q}", q);
const forms = new Intl.PluralRules(document.documentElement.lang);
const counted = (texts, n, q) => filled(texts[forms.select(n)] ?? texts.other, n, q);
const idle = (text) => {
  listing.hidden = false;
  results.hidden = true;
  groups.forEach((it) => (it.more.hidden = true));
  status.textContent = text;
};

// Each list's own finds, the best first; with a slip only where none has the words as they are.
const findIn = async (words, filters) => {
  const all = async (forgiving) => Promise.all(groups.map(async (to) => ({ to, ...(await search(to.index, words, filters, forgiving)) })));
  const found = await all(false);
  return found.some((it) => it.places.length) ? found : all(true);
};

// How many more there would be without the filters.
const hiddenBy = async (filters, words, slip, count) => {
  if (!filters.length) return 0;
  const all = words.length ? await Promise.all(groups.map((it) => search(it.index, words, [], slip))) : [];
  return (words.length ? all.reduce((sum, it) => sum + it.places.length, 0) : await size(groups[0].index)) - count;
};

const say = (count, slip, words, query, hidden) => {
  const { none, noneOf, noMention, similar } = form.dataset;
  const isId = words.length === 1 && /-.*\d/.test(words[0]);
  const empty = filled(words.length ? (isId ? noMention : noneOf) : none, 0, query);
  const text = count ? counted("{{ t.search.results }}", count, query) : empty;
  const parts = [slip && count && filled(similar, 0, query), text, hidden > 0 && counted("{{ t.search.hidden }}", hidden, query)];
  status.textContent = parts.filter(Boolean).join(" ");
  nothing.hidden = count > 0 || !words.length;
};

const show = async () => {
  const mine = ++turn;
  const state = chosen();
  const query = input.value.trim();
  const words = terms(query);
  const filters = state.filter(([name]) => name !== "q").map(([name, value]) => `=${name}=${value}`);
  form.classList.toggle("active", state.length > 0);
  if (folded) folded.textContent = filters.length ? `${folded.dataset.label} (${filters.length})` : folded.dataset.label;
  document.getElementById("clear").hidden = !state.length;
  nothing.hidden = true;
  if (everywhere) {
    everywhere.hidden = !words.length;
    everywhere.firstElementChild.search = new URLSearchParams({ q: query });
  }
  if (!words.length && !filters.length) return idle("");
  try {
    const found = await findIn(words, filters);
    if (mine !== turn) return;
    const shown = found.filter((it) => it.places.length).sort((a, b) => a.rank - b.rank);
    for (const { to, places } of found) {
      to.rest = places;
      to.list.replaceChildren();
      to.element.hidden = !places.length;
      const count = to.element.querySelector("h2 > span");
      if (count) count.textContent = places.length.toLocaleString(document.documentElement.lang);
    }
    if (groups.length > 1) results.append(...shown.map((it) => it.to.element));
    await Promise.all(shown.map((it) => append(mine, it.to)));
    const count = shown.reduce((sum, it) => sum + it.places.length, 0);
    const slip = found.some((it) => it.slip);
    const hidden = await hiddenBy(filters, words, slip, count);
    if (mine !== turn) return;
    listing.hidden = true;
    results.hidden = !count;
    say(count, slip, words, query, hidden);
  } catch {
    if (mine === turn) idle(form.dataset.failed);
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
  if (narrow && chosen().some(([name]) => name !== "q")) narrow.open = true;
  show();
};

// Links to the plain pages become choices.
for (const group of form.querySelectorAll("[data-filter]")) {
  const select = Object.assign(document.createElement("select"), { name: group.dataset.filter });
  select.setAttribute("aria-label", group.dataset.label);
  select.add(new Option(group.dataset.any, ""));
  for (const link of group.querySelectorAll("a[data-value]")) select.add(new Option(link.textContent, link.dataset.value));
  const more = group.querySelector("[data-more]");
  if (more) select.add(Object.assign(new Option(more.textContent, ""), { disabled: true }));
  group.replaceWith(select);
}
form.classList.add("scripted");
const wide = matchMedia("(min-width: 48rem)");
const unfold = () => narrow && wide.matches && (narrow.open = true);
wide.addEventListener("change", unfold);
unfold();

form.addEventListener("focusin", () => groups.forEach((it) => prepare(it.index)), { once: true });
form.addEventListener("input", (event) => {
  address(event.target === input ? "replaceState" : "pushState");
  show();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  address("replaceState");
  show();
});
document.getElementById("clear").addEventListener("click", () => {
  for (const it of form.elements) if (it.name) it.value = "";
  address("pushState");
  show();
  input.focus();
});
for (const to of groups) {
  to.more.addEventListener("click", async () => {
    const items = await append(turn, to).catch(() => {});
    items?.[0]?.querySelector("a").focus();
  });
}
addEventListener("popstate", fill);
fill();
if (groups.length > 1 && !input.value) input.focus();
