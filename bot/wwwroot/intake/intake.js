// Saves what is typed while it is typed, and shows the danger banner at once. Without this script the buttons do the same.

/** Pause after the last letter before it is saved, in milliseconds. */
const PAUSE = 2000;

/** What the door answers when the link ran out: asking again every few seconds changes nothing. */
const SHUT = [404, 429];

const form = document.querySelector("#write");
const saved = document.querySelector("#saved");
const danger = document.querySelector("#danger");
let timer = 0;
let isSaving = false;
let isChanged = false;
let isSending = false;
let isShut = false;

/** The fields without files: those go with a button. */
function fields() {
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
