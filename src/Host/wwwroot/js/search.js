"use strict";

/* The search box of the bar: "/" or Ctrl+K from anywhere, arrows and Enter in what it finds, Esc back to where one was. */
(() => {
  const box = document.getElementById("search-box");
  if (!box) return;
  const list = document.getElementById("search-hits");
  let before = null;
  let answered = "";
  let waitsForEnter = false;

  const hits = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  function show(open) {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (!open) activate(null);
  }

  function activate(hit) {
    active()?.setAttribute("aria-selected", "false");
    if (!hit) { box.removeAttribute("aria-activedescendant"); return; }
    hit.setAttribute("aria-selected", "true");
    hit.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", hit.id);
  }

  function move(step) {
    const all = hits();
    if (all.length === 0) return;
    const at = all.indexOf(active());
    activate(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
  }

  function go() {
    const hit = active() ?? (answered === box.value.trim() ? hits()[0] : null);
    if (hit) window.location.assign(hit.href);
    return Boolean(hit);
  }

  function leave() {
    show(false);
    box.value = "";
    list.replaceChildren();
    (before?.isConnected ? before : document.getElementById("main")).focus();
  }

  function enter() {
    if (document.activeElement !== box) before = document.activeElement;
    box.focus();
    box.select();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    if (!(command || slash) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    enter();
  }, true);

  box.addEventListener("keydown", (event) => {
    switch (event.key) {
      case "ArrowDown": move(1); break;
      case "ArrowUp": move(-1); break;
      case "Escape": leave(); break;
      case "Enter":
        if (box.value.trim() === "" || go()) break;
        if (answered !== box.value.trim() && !waitsForEnter) { waitsForEnter = true; break; }
        return;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  box.addEventListener("input", () => { waitsForEnter = false; activate(null); if (box.value.trim() === "") { list.replaceChildren(); show(false); } });
  box.addEventListener("focus", () => { if (list.childElementCount > 0) show(true); });
  box.form.addEventListener("focusout", (event) => { if (!box.form.contains(event.relatedTarget)) show(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault());

  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement !== box) return;
    answered = list.querySelector("[data-answers]")?.dataset.answers ?? "";
    show(box.value.trim() !== "" && list.childElementCount > 0);
    if (waitsForEnter && answered === box.value.trim()) { waitsForEnter = false; if (!go()) box.form.submit(); }
  });
})();
