// Shows the page anew every half minute, unless somebody is in the middle of something or does not want it.
// Without this script the page stays as it is; its link 「いまの様子にする」 does the same by hand.
import { byItself } from "./live.js";

const EVERY_MS = 30_000;
const KEY = "refresh";
const wish = document.getElementById("refresh");

wish.checked = sessionStorage.getItem(KEY) !== "off";
wish.closest("[hidden]").hidden = false;
wish.addEventListener("change", () => sessionStorage.setItem(KEY, wish.checked ? "on" : "off"));

function isBusy() {
  const focus = document.activeElement;
  const isInside = focus !== wish && focus?.closest("main *");
  return !wish.checked || document.hidden || isInside || String(getSelection()) !== "";
}

async function show() {
  let response;
  try {
    response = await fetch(location.pathname, { headers: { Accept: "text/html", ...byItself } });
  } catch {
    return; // Away for a moment; the next half minute asks again.
  }

  if (response.redirected || !response.ok) {
    location.reload(); // Signed out: to the sign-in.
    return;
  }

  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of isBusy() ? [] : document.querySelectorAll("[data-renewed]")) {
    part.replaceWith(document.importNode(page.getElementById(part.id), true));
  }
}

setInterval(() => isBusy() || show(), EVERY_MS);
