// Shows the page anew every half minute, unless somebody is in the middle of something or does not want it.
// Without this script the page stays as it is; its link 「いまの様子にする」 does the same by hand.
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

setInterval(() => {
  if (!isBusy()) {
    location.reload();
  }
}, EVERY_MS);
