// Saves what is typed while it is typed, and shows the danger banner at once. Without this script the buttons do the same.

/** Pause after the last letter before it is saved, in milliseconds. */
const PAUSE = 2000;

/** What the door answers when the link ran out: asking again every few seconds changes nothing. */
const SHUT = [404, 429];

/** Marks sent along: more are forgotten. */
const SEEN_MAX = 20;

const form = document.querySelector("#write");
const words = document.querySelector("#words");
const saved = document.querySelector("#saved");
const seen = document.querySelector("#seen");
const danger = document.querySelector("#danger");
let timer = 0;
let isSaving = false;
let isChanged = false;
let isSending = false;
let isShut = false;

/** A mark of words, as the server makes it (OwnWordsRules.MarkOf): FNV-1a in 32 bits, from two beginnings, blanks left out. */
function markOf(text) {
  let one = 2166136261;
  let other = 3000000019;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter > 0x20 && (letter < 0x7f || letter > 0xa0) && letter !== 0x3000) {
      one = Math.imul(one ^ letter, 16777619) >>> 0;
      other = Math.imul(other ^ letter, 16777619) >>> 0;
    }
  }

  return one.toString(16).padStart(8, "0") + other.toString(16).padStart(8, "0");
}

/** What goes now is known to this page, whether an answer comes or not. */
function noteSeen() {
  if (seen && words) {
    seen.value = [...seen.value.split(","), markOf(words.value)].slice(-SEEN_MAX).join(",");
  }
}

/** The fields without files: those go with a button. */
function fields() {
  noteSeen();
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "do") {
      data.append(name, value);
    }
  }

  data.append("do", "save");
  data.append("quiet", "1");
  return data;
}

async function save() {
  if (isSaving || isSending) {
    return;
  }

  isSaving = true;
  isChanged = false;
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields() });
    if (SHUT.includes(answer.status)) {
      isShut = true;
      saved.textContent = "このページではもう保存できません。「下書きを保存」を押すと、書いた文をコピーできます";
      return;
    }

    const told = answer.ok ? await answer.json() : null;
    saved.textContent = told?.saved ? `${new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" })} に下書きを保存しました` : told?.problem || "下書きを保存できませんでした。「下書きを保存」を押してください";
    if (told?.danger) {
      showDanger();
    }
  } catch {
    saved.textContent = "通信できませんでした。電波のよいところで「下書きを保存」を押してください";
  } finally {
    isSaving = false;
    if (isShut) {
      isChanged = false;
    } else if (isChanged) {
      later();
    }
  }
}

function showDanger() {
  if (danger.hidden) {
    danger.hidden = false;
    danger.scrollIntoView({ block: "start" });
  }
}

function later() {
  if (isShut) {
    return;
  }

  isChanged = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

form?.addEventListener("input", later);

// A form goes once, however often the button is pressed.
for (const one of document.querySelectorAll("form")) {
  one.addEventListener("submit", (event) => {
    if (isSending) {
      event.preventDefault();
    }

    isSending = true;
    clearTimeout(timer);
    if (one === form) {
      noteSeen();
    }
  });
}

// Left in the middle of a word: what was typed goes along, as it would have two seconds later.
addEventListener("pagehide", () => {
  if (isChanged && !isSending) {
    isChanged = false;
    clearTimeout(timer);
    fetch(form.action, { method: "POST", body: fields(), keepalive: true }).catch(() => {});
  }
});

addEventListener("pageshow", () => {
  isSending = false;
});
