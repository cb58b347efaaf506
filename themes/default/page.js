// On every page: buttons that copy, the system's way to share, the reader's own time beside UTC, `/` for the search, and the script
// that judges a version where somebody is about to ask.

for (const button of document.querySelectorAll("button.copy")) {
  const said = button.querySelector("[aria-live]");
  button.addEventListener("click", async () => {
    const text = button.dataset.text ?? button.parentElement.querySelector("code").textContent;
    const before = said.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    said.textContent = button.dataset.done;
    button.classList.add("done");
    setTimeout(() => {
      said.textContent = before;
      button.classList.remove("done");
    }, 2000);
  });
}

const send = document.getElementById("send");
if (send && navigator.share) {
  send.hidden = false;
  send.addEventListener("click", () => {
    const text = send.closest("section").querySelector("code").textContent;
    navigator.share({ title: document.title, text }).catch(() => {});
  });
}

// Exact instants alone: a day is the same day for all.
const words = document.body.dataset.local ?? "{time}";
const offset = (date) => date.getTimezoneOffset();
for (const time of document.querySelectorAll("time[datetime*=T]")) {
  const date = new Date(time.dateTime);
  if (isNaN(date) || !offset(date)) continue;
  const sameDay = date.getDate() === date.getUTCDate();
  const form = sameDay ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  const local = words.replace("{time}", date.toLocaleString(document.documentElement.lang, form));
  time.title = local;
  // Where the hour is shown, the local one is, too.
  if (!/\d:\d\d/.test(time.textContent)) continue;
  time.after(Object.assign(document.createElement("span"), { className: "local", textContent: ` (${local})` }));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("q");
  const link = document.querySelector("a.find");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});

// That script is large: a link that names a version asks for it, or whoever goes to the form. What is sent before it is here
// waits for it.
for (const form of document.querySelectorAll("form.your-version")) {
  let loading;
  let ready = false;
  const load = () => (loading ??= import(form.dataset.script).then(() => (ready = true)));
  if (new URLSearchParams(location.search).has("version")) load();
  for (const event of ["focusin", "pointerenter"]) form.addEventListener(event, load, { once: true });
  form.addEventListener("submit", (event) => {
    if (ready) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    load().then(() => form.requestSubmit());
  });
}
