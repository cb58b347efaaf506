// Sorts the table of advisories by a column. The other pages of the table are fetched first, so that all of it is sorted. How is
// kept in the address: `?sort=title`, `?sort=-published`.

const table = document.querySelector("table.records");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const paging = document.querySelector(".paging");
const NAMES = ["severity", "title", "id", "cve", "fixed", "published"];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

// What has nothing to sort by comes last, whichever way.
const text = (cell) => cell.textContent.trim();
const weight = (cell) => {
  const tone = cell.querySelector(".severity")?.className.match(/tone-(\d)/)?.[1];
  return tone === undefined ? undefined : (9 - tone) * 100 + Number(cell.querySelector(".score")?.textContent ?? 0);
};
const KEYS = { title: (cell) => text(cell.querySelector(".title")), severity: weight, published: (cell) => cell.querySelector("time").dateTime };
const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

let whole;
const fetchAll = async () => {
  const here = new URL(location.pathname, location.href).pathname;
  const others = table.dataset.pages.split(" ").filter((it) => it !== here);
  const pages = await Promise.all(others.map(async (it) => {
    const answer = await fetch(it);
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }));
  for (const page of pages) body.append(...page.querySelectorAll("table.records tbody tr"));
  if (paging) paging.hidden = true;
};

const sort = async (name, down) => {
  const at = NAMES.indexOf(name);
  if (at < 0) return;
  table.setAttribute("aria-busy", "true");
  try {
    await (whole ??= fetchAll());
  } catch {
    whole = undefined;
    return;
  } finally {
    table.removeAttribute("aria-busy");
  }
  const key = KEYS[name] ?? text;
  const rows = [...body.rows].map((row) => [key(row.cells[at]), row]);
  const known = (it) => it !== undefined && it !== "";
  rows.sort(([a], [b]) => known(b) - known(a) || (known(a) ? (down ? compare(b, a) : compare(a, b)) : 0));
  body.append(...rows.map(([, row]) => row));
  heads.forEach((it) => it.removeAttribute("aria-sort"));
  heads[at].setAttribute("aria-sort", down ? "descending" : "ascending");
};

heads.forEach((head, at) => {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const sorted = head.getAttribute("aria-sort");
    // The worst and the newest first, words from A on.
    const down = sorted ? sorted === "ascending" : at === 0 || at === NAMES.length - 1;
    history.replaceState(null, "", `?sort=${down ? "-" : ""}${NAMES[at]}`);
    sort(NAMES[at], down);
  });
});
const wanted = new URLSearchParams(location.search).get("sort");
if (wanted) sort(wanted.replace(/^-/, ""), wanted.startsWith("-"));
