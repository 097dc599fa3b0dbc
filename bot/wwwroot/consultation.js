// The page of one consultation: says when a colleague changed it and puts canned answers into the box.
import { byItself, listen } from "./live.js";

const page = document.getElementById("consultation");
const answer = document.getElementById("answer");

async function look() {
  let response;
  try {
    response = await fetch(page.dataset.stampAddress, { headers: byItself });
  } catch {
    return;
  }

  if (response.redirected) {
    document.getElementById("signed-out").hidden = false;
  } else if (!response.ok || (await response.text()) !== page.dataset.stamp) {
    document.getElementById("changed").hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const canned = event.target.closest("[data-canned]");
  if (canned && answer) {
    event.preventDefault();
    answer.setRangeText(canned.dataset.canned, answer.selectionStart, answer.selectionEnd, "end");
    answer.focus();
  }
});

addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.replace(location.pathname); // Come back by the browser's button: what stood here is old. Not by a reload, which would send a form again.
  }
});

if (page?.dataset.live) {
  listen(page.dataset.live, { changed: look, gone: look });
}
