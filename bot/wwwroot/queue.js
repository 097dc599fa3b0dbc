// The queue by itself: shows what changed as it changes, and goes by keys. Without this script the page stays as it was opened.
import { byItself, listen } from "./live.js";

const SETTLE_MS = 200;
const SPREAD_MS = 400; // Fifty watchers do not ask in the same moment.
const STILL_MS = 3_000;
const AGES_MS = 60_000;
const KEY = "queue-keys";
const said = document.getElementById("said");
const keys = document.getElementById("keys");
let movedAt = 0;
let wanted = 0;

const queue = () => document.getElementById("queue");
const rows = () => [...queue().querySelectorAll("[data-row]")];

function isUnderHand() {
  return queue().matches(":hover") && performance.now() - movedAt < STILL_MS;
}

// A list that moves under a hand makes it press the wrong thing: wait until the hand rests.
function wish() {
  clearTimeout(wanted);
  wanted = setTimeout(() => (isUnderHand() ? wish() : show()), isUnderHand() ? STILL_MS : SETTLE_MS + Math.random() * SPREAD_MS);
}

async function show() {
  let response;
  try {
    response = await fetch(location.href, { headers: { Accept: "text/html", ...byItself } });
  } catch {
    return; // Away for a moment; the next change asks again.
  }

  if (response.redirected || !response.ok) {
    location.reload();
    return;
  }

  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  recount(page);
  const fresh = page.getElementById("queue");
  if (shownBy(fresh) !== shownBy(queue())) {
    renew(fresh);
  }
}

// All but the forms' tokens, which are others at every look and hold as long as the session.
function shownBy(list) {
  const copy = list.cloneNode(true);
  copy.querySelectorAll("input[name=__RequestVerificationToken]").forEach((token) => token.remove());
  return copy.innerHTML;
}

// What the keyboard is on, by which it is found again: a link by where it leads, a button by the consultation its form names.
function nameOf(control) {
  return `${control.tagName} ${control.getAttribute("href") ?? control.form?.elements.number?.value ?? ""}`;
}

// The keyboard stays on its control; where that is gone, on the row's link.
function renew(fresh) {
  const before = new Set(rows().map((row) => row.dataset.row));
  const focused = queue().contains(document.activeElement) ? document.activeElement : null;
  const name = focused && nameOf(focused);
  const at = focused?.closest("[data-row]")?.dataset.row;
  queue().replaceWith(document.importNode(fresh, true));
  const control = [...queue().querySelectorAll("a, button, [tabindex]")].find((one) => nameOf(one) === name);
  (control ?? rows().find((row) => row.dataset.row === at)?.querySelector("a"))?.focus();
  const added = rows().filter((row) => !before.has(row.dataset.row)).length;
  if (added > 0) {
    said.textContent = `新しく ${added} 件が出ました。`;
  }
}

// Only their words: whoever is on a tab with the keyboard stays there.
function recount(page) {
  const fresh = page.querySelectorAll("#tabs a");
  document.querySelectorAll("#tabs a").forEach((tab, at) => { tab.textContent = fresh[at]?.textContent ?? tab.textContent; });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement?.closest("[data-row]"));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.querySelector("a").focus();
}

function press(event) {
  if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.target.closest("input:not([type=checkbox]), select, textarea")) {
    return;
  }

  const acts = { j: () => step(1), k: () => step(-1), c: () => document.activeElement?.closest("[data-row]")?.querySelector("form.claim")?.requestSubmit() };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
}

keys.checked = localStorage.getItem(KEY) !== "off";
keys.closest("[hidden]").hidden = false;
keys.addEventListener("change", () => localStorage.setItem(KEY, keys.checked ? "on" : "off"));
document.getElementById("live-state").hidden = false;
document.addEventListener("pointermove", () => { movedAt = performance.now(); }, { passive: true });
document.addEventListener("keydown", press);
listen(queue().dataset.live, { changed: wish, gone: () => location.reload(), version: queue().dataset.version });
setInterval(() => document.hidden || wish(), AGES_MS);
