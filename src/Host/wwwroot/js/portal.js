"use strict";

/* Keyboard, panels, help and presence: what a server-rendered page can't do by itself. */
(() => {
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row], [data-row].in-card")].filter((row) => row.checkVisibility());
  const current = () => document.activeElement?.closest?.("[data-row]");
  const isTyping = (element) => element?.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const toast = document.getElementById("toast");
  const skew = Date.parse(document.documentElement.dataset.now) - Date.now() || 0;

  function select(row) {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(current());
    select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  function toggle(button, open) {
    const panel = document.getElementById(button.dataset.toggles);
    if (!panel) return;
    const show = open ?? button.getAttribute("aria-expanded") !== "true";
    if (panel.classList.contains("panel")) {
      panel.hidden = !show;
      panel.parentElement.querySelectorAll(".panel").forEach((other) => { if (other !== panel) other.hidden = true; });
      panel.parentElement.querySelectorAll("[data-toggles]").forEach((other) => other.setAttribute("aria-expanded", "false"));
      if (show) panel.querySelector("button, input")?.focus();
    } else {
      panel.classList.toggle("is-open", show);
    }
    button.setAttribute("aria-expanded", String(show));
  }

  function closePanels(from) {
    const open = from?.querySelector?.(".panel:not([hidden])") ?? document.querySelector(".panel:not([hidden])");
    if (!open) return false;
    const button = document.querySelector(`[data-toggles="${open.id}"]`);
    if (button) { toggle(button, false); button.focus(); return true; }
    const row = open.closest("[data-row]");
    open.remove();
    row?.focus({ preventScroll: true });
    return true;
  }

  function outcome(digit) {
    const button = current()?.querySelector(`[data-outcome="${digit}"]`);
    if (!button) return false;
    const panel = button.closest(".panel");
    if (panel?.hidden) toggle(document.querySelector(`[data-toggles="${panel.id}"]`), true);
    button.focus();
    button.click();
    return true;
  }

  /* A field to write in, or a folded form that opens at its first field. */
  function shortcut(key) {
    const place = document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`);
    if (!place) return false;
    const fold = place.closest("details");
    if (fold) fold.open = true;
    const field = place.matches("summary") ? fold.querySelector("input:not([type=hidden]), select, textarea") : place;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("textarea")) { event.target.form?.requestSubmit(); event.preventDefault(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { if (!closePanels(current()) && isTyping(event.target)) current()?.focus(); return; }
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const row = current();
    switch (event.key) {
      case "j": case "ArrowDown": if (event.key === "ArrowDown" && rows().length === 0) return; move(1); break;
      case "k": case "ArrowUp": if (event.key === "ArrowUp" && rows().length === 0) return; move(-1); break;
      case "Enter": if (event.target !== row || !row?.dataset.href) return; window.location.assign(row.dataset.href); break;
      case "?": document.getElementById("help")?.showModal(); break;
      case "t": { const call = row?.querySelector("[data-call]"); if (!call) return; call.click(); break; }
      case "m": { const note = row?.querySelector("[data-note]"); if (!note) return; note.focus(); break; }
      default: if (!row?.querySelector(`[data-key="${CSS.escape(event.key)}"]`) && shortcut(event.key)) break;
        if (row?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) { row.querySelector(`[data-key="${CSS.escape(event.key)}"]`).click(); break; }
        if (!/^[1-7]$/.test(event.key) || !outcome(event.key)) return;
    }
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-toggles], [data-help], [data-confirm], [data-selects], [data-copies], a, button");
    if (!target) return;
    if (target.dataset.confirm && !window.confirm(target.dataset.confirm)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (target.dataset.toggles) toggle(target);
    if ("help" in target.dataset) document.getElementById("help")?.showModal();
    if ("selects" in target.dataset) target.select();
    if (target.dataset.copies) {
      navigator.clipboard.writeText(target.dataset.copies).then(() => {
        const said = target.textContent;
        target.textContent = target.dataset.copied;
        document.getElementById("announcer").textContent = target.dataset.copied;
        window.setTimeout(() => { target.textContent = said; }, 1500);
      });
    }
  }, true);

  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.narrows) return;
    const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    document.querySelectorAll(target.dataset.narrows).forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    });
  });

  /* Selected rows: how many, and what can be done with all of them. */
  const bulk = document.querySelector("[data-bulk]");
  const boxes = () => [...document.querySelectorAll(`input[name="${bulk?.dataset.bulk}"]`)].filter((box) => box.checkVisibility());

  function countSelected() {
    if (!bulk) return;
    const chosen = boxes().filter((box) => box.checked).length;
    bulk.hidden = chosen === 0;
    bulk.querySelector("[data-bulk-count]").textContent = chosen;
    document.body.classList.toggle("with-bulk", chosen > 0);
  }

  function selectAll(checked) {
    boxes().forEach((box) => { box.checked = checked; });
    countSelected();
  }

  bulk?.addEventListener("click", ({ target }) => {
    if (target.closest("[data-bulk-all]")) selectAll(true);
    if (target.closest("[data-bulk-none]")) { selectAll(false); rows()[0]?.focus({ preventScroll: true }); }
  });
  document.addEventListener("htmx:after:swap", countSelected);
  window.addEventListener("pageshow", countSelected);

  /* What a person folded stays folded. */
  document.querySelectorAll("details[data-remembers]").forEach((part) => {
    const known = window.localStorage.getItem(part.dataset.remembers);
    if (known !== null) part.open = known === "open";
  });
  document.addEventListener("click", ({ target }) => {
    const part = target.closest("details[data-remembers] > summary")?.parentElement;
    if (part) window.localStorage.setItem(part.dataset.remembers, part.open ? "folded" : "open");
  });

  /* A fault of a text leads to its line. */
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("[data-goes-to]");
    if (!link) return;
    const text = document.getElementById(link.dataset.goesTo);
    const lines = text.value.split("\n");
    const line = Number(link.dataset.toLine) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line]?.length ?? 0));
    text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 5));
  });

  document.addEventListener("change", (event) => {
    const { target } = event;
    if (bulk && target.name === bulk.dataset.bulk) countSelected();
    if (target.dataset.picks) bulk.querySelector(`input[name="how"][value="${target.dataset.picks}"]`).checked = true;
    if ("submits" in target.dataset) target.form.requestSubmit();
    if (target.dataset.checks) document.querySelectorAll(`input[name="${target.dataset.checks}"]`).forEach((box) => { box.checked = target.checked; });
  });

  /*
   * A form that comes back with every choice (data-carries): what is chosen or typed while the answer is under way is laid over what comes back, and asked again.
   * A button that changes its shape holds it still until then, because its places have other names afterwards.
   */
  const underWay = new Map();
  const carries = (form) => form !== null && form !== undefined && "carries" in form.dataset;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!carries(form)) return;
    const pressed = event.submitter?.name === "do" && event.submitter.value !== "show" ? event.submitter.value : null;
    const running = underWay.get(form.id);
    if (running) {
      event.preventDefault();
      event.stopImmediatePropagation();
      running.again = true;
      running.pressed = pressed ?? running.pressed;
      return;
    }
    const focus = document.activeElement?.id;
    underWay.set(form.id, { fields: new Map(), again: false, pressed: null, focus });
    if (pressed !== null) form.inert = true;
  }, true);

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      const running = carries(target.form) ? underWay.get(target.form.id) : null;
      if (!running || !target.name) return;
      running.fields.set(target.name, target.type === "checkbox" ? target.checked : target.value);
      if ("submits" in target.dataset) running.again = true;
    }, true);
  }

  document.addEventListener("focusin", ({ target }) => {
    const running = carries(target.form) ? underWay.get(target.form.id) : null;
    if (running && target.id) running.focus = target.id;
  });

  document.addEventListener("htmx:finally:request", ({ detail }) => {
    const id = detail.ctx.request.form?.id;
    const running = underWay.get(id);
    if (!running) return;
    underWay.delete(id);
    const form = document.getElementById(id);
    if (!form) return;
    form.inert = false;
    for (const [name, value] of running.fields) {
      const field = form.elements.namedItem(name);
      if (field && typeof value === "boolean") field.checked = value;
      else if (field) field.value = value;
    }
    if (document.activeElement === document.body && running.focus) document.getElementById(running.focus)?.focus({ preventScroll: true });
    const button = running.pressed === null ? null : form.querySelector(`button[name="do"][value="${CSS.escape(running.pressed)}"]`);
    if (button) button.click();
    else if (running.again) form.requestSubmit();
  });

  /* What replaced a row takes the focus, so that the keyboard goes on from there, and is read aloud. */
  function takeFocus() {
    const fresh = [...document.querySelectorAll("[data-focus]")];
    if (fresh.length === 0) return;
    const now = fresh.find((element) => element.dataset.focus === "now");
    fresh.forEach((element) => element.removeAttribute("data-focus"));
    if (now) now.focus({ preventScroll: true });
    else if (document.activeElement === document.body || document.activeElement === null) fresh.at(-1).focus({ preventScroll: true });
    document.getElementById("announcer").textContent = fresh.map((element) => element.querySelector(".done-what, .next-steps")?.parentElement.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
  }

  document.addEventListener("htmx:after:swap", takeFocus);
  takeFocus();

  /* The time left to take an outcome back; when it is over, so is the offer to do it. */
  window.setInterval(() => {
    document.querySelectorAll("[data-until]").forEach((form) => {
      const left = Math.floor((Date.parse(form.dataset.until) - (Date.now() + skew)) / 1000);
      if (left <= 0) { form.remove(); return; }
      form.querySelector("[data-left]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    });
  }, 1000);

  /* A diagram is as wide as its frame, but never so small that nobody can read it; where it is wider, the frame shows the state that counts. */
  function showState() {
    document.querySelectorAll(".diagram-frame").forEach((frame) => {
      const drawing = frame.querySelector("svg");
      if (!drawing) return;
      drawing.style.minWidth = `${Math.round(0.75 * drawing.viewBox.baseVal.width)}px`;
      const here = drawing.querySelector(".is-here")?.getBoundingClientRect();
      if (!here) return;
      const box = frame.getBoundingClientRect();
      frame.scrollLeft += here.left + here.width / 2 - box.left - box.width / 2;
      frame.scrollTop += here.top + here.height / 2 - box.top - box.height / 2;
    });
  }

  document.addEventListener("htmx:after:swap", showState);
  showState();

  document.addEventListener("htmx:error", () => {
    toast.textContent = toast.dataset.offline;
    toast.hidden = false;
    window.setTimeout(() => { toast.hidden = true; }, 8000);
  });

  /* Passkeys: the browser asks the device, the form carries its answer. Forms show themselves only where the browser knows how. */
  document.querySelectorAll("[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      const line = form.querySelector("[role=alert]");
      line.hidden = true;
      try {
        const options = JSON.parse(form.dataset.options);
        const credential = form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        form.elements.credential.value = JSON.stringify(credential);
        form.requestSubmit();
      } catch (refused) {
        line.textContent = form.dataset.refused;
        line.hidden = false;
      }
    });
  });

  window.addEventListener("pagehide", () => {
    const line = document.querySelector("[data-line]");
    if (!line) return;
    const form = new FormData();
    form.set("__RequestVerificationToken", document.querySelector("input[name=__RequestVerificationToken]").value);
    navigator.sendBeacon(line.dataset.line, form);
  });
})();
