// The line people type in. Enter sends, Shift+Enter breaks the line, and an Enter that only settles kana does neither.
import { byId } from "./dom.js";

const HEIGHT_MAX_PX = 140;
const IME_KEY_CODE = 229; // Safari ends a composition before its keydown, and says so by this code only.

export class Composer {
  #words = byId("words");
  #send = byId("send");

  constructor(onWords) {
    const submit = () => {
      const text = this.#words.value.trim();
      if (text) {
        this.#words.value = "";
        this.#fit();
        onWords(text);
      }
    };
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
      this.#words.focus();
    });
    this.#words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== IME_KEY_CODE) {
        event.preventDefault();
        submit();
      }
    });
    this.#words.addEventListener("input", () => this.#fit());
    this.#fit();
  }

  focus() {
    this.#words.focus({ preventScroll: true });
  }

  /** The words stay when a conversation ends, so that nothing typed is lost. */
  setEnabled(isEnabled) {
    this.#words.disabled = !isEnabled;
    byId("place-button").disabled = !isEnabled;
    this.#send.disabled = !isEnabled;
  }

  #fit() {
    this.#words.style.height = "auto"; // Set through the object model, which a strict style policy allows.
    this.#words.style.height = `${Math.min(this.#words.scrollHeight, HEIGHT_MAX_PX)}px`;
  }
}
