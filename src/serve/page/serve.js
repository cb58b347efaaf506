// Fanlight's preview: reloads the page when there is a newer state of the site, and shows what keeps one from being built.
// `fanlight serve` adds this to the pages that it serves; no build holds it.
"use strict";
(() => {
  const snapshot = document.currentScript.dataset.snapshot;
  const style = document.currentScript.src.replace(/\.js$/, ".css");
  let overlay = null;
  let dismissed = "";

  const text = (name, className, words) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = words;
    return element;
  };

  const place = (item) => {
    const line = item.file + (item.line ? ":" + item.line : "");
    return [line, item.key].filter(Boolean).join(": ");
  };

  const listed = (item) => {
    const line = document.createElement("li");
    const parts = [["place", place(item)], ["problem", item.problem], ["help", item.help], ["code", item.code]];
    for (const [className, words] of parts) if (words) line.append(text("p", className, words));
    return line;
  };

  const hide = () => {
    if (overlay) overlay.remove();
    overlay = null;
  };

  // In a tree of its own, so that neither the theme's style changes it nor its style the page.
  const show = (failure) => {
    const known = JSON.stringify(failure);
    hide();
    if (known === dismissed) return;
    const host = document.createElement("fanlight-failure");
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = style;
    const box = text("section", "failure over", "");
    box.setAttribute("role", "alert");
    const close = text("button", "close", "Close");
    close.type = "button";
    close.addEventListener("click", () => {
      dismissed = known;
      hide();
    });
    const count = failure.items.length;
    const what = count === 1 ? "One thing keeps" : count + " things keep";
    const list = document.createElement("ol");
    list.append(...failure.items.map(listed));
    box.append(close, text("h1", "", "This page is from before your last change"));
    box.append(text("p", "", what + " the site from being built. Fix it, and the page follows."), list);
    host.attachShadow({ mode: "open" }).append(sheet, box);
    document.body.append(host);
    overlay = host;
  };

  const heard = (message) => {
    const news = JSON.parse(message.data);
    if (news.snapshot && news.snapshot !== snapshot) {
      location.reload();
    } else if (!news.build_failure) {
      dismissed = "";
      hide();
    } else if (snapshot) {
      show(news.build_failure);
    } else if (JSON.stringify(news.build_failure) !== document.documentElement.dataset.told) {
      // The page for no site lists it by itself.
      if (document.documentElement.dataset.told) location.reload();
      document.documentElement.dataset.told = JSON.stringify(news.build_failure);
    }
  };

  // Browsers hold few connections to one host, so a page that nobody looks at lets go of its own.
  let source = null;
  const listen = () => {
    const wanted = document.visibilityState === "visible";
    if (wanted && !source) {
      source = new EventSource("/.fanlight/news");
      source.addEventListener("message", heard);
    } else if (!wanted && source) {
      source.close();
      source = null;
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => {
    if (source) source.close();
    source = null;
  });
  addEventListener("pageshow", listen);
  listen();
})();
