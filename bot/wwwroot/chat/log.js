// The conversation on the screen: bubbles, cards, the three dots, and where it is scrolled to.
import { byId, el } from "./dom.js";
import { drawReply } from "./cards.js";

const NEAR_END_PX = 80;
const AIR_ABOVE_PX = 12;
const clock = new Intl.DateTimeFormat("ja-JP", { hour: "2-digit", minute: "2-digit" });

export class Log {
  #log = byId("log");
  #toEnd = byId("to-end");
  #said = new Map();
  #dots = null;
  #question = null;

  constructor() {
    this.#log.addEventListener("scroll", () => this.#updateToEnd(), { passive: true });
    this.#toEnd.addEventListener("click", () => this.#log.scrollTo({ top: this.#log.scrollHeight }));
    new ResizeObserver(() => this.#follow(this.#question === null)).observe(this.#log);
  }

  clear() {
    this.#log.replaceChildren();
    this.#said.clear();
    this.#dots = null;
    this.#question = null;
    this.#log.setAttribute("aria-live", "off");
    this.#updateToEnd();
  }

  /** From now on new lines are read aloud; what was there before is not. */
  hearFromNowOn() {
    this.#log.setAttribute("aria-live", "polite");
  }

  /** The person's own words. Shown at once, and known again by id when the server repeats them. */
  addSaid(id, text, at = null) {
    let said = this.#said.get(id);
    if (!said) {
      const bubble = el("div", { class: "bubble mine" }, el("span", { class: "only-heard" }, "あなた: "), text);
      const mark = el("span", { class: "mark" });
      said = { line: el("div", { class: "line from-me" }, mark, bubble), mark };
      this.#said.set(id, said);
      this.#put(said.line);
      this.#question = said.line;
      this.#follow(true);
    }

    // The server shows words before it keeps them, so its echo may come after the word that they were lost: then that word stands.
    said.at = at ?? said.at;
    if (at && !said.failed) {
      this.#showTime(said);
    }
  }

  /** The words are kept: whatever was said of them before no longer holds. */
  markArrived(id) {
    const said = this.#said.get(id);
    said.failed = false;
    said.line.classList.remove("failed");
    this.#showTime(said);
  }

  #showTime(said) {
    const at = said.at ?? new Date().toISOString();
    said.mark.replaceChildren(el("time", { datetime: at }, clock.format(new Date(at))));
  }

  /** Marks words that did not arrive, with a button to send them again. */
  markFailed(id, again) {
    const said = this.#said.get(id);
    said.failed = true;
    said.line.classList.add("failed");
    const retry = el("button", { type: "button", class: "again", onclick: () => {
      said.mark.replaceChildren();
      again();
    } }, "もう一度送る");
    said.mark.replaceChildren(el("span", {}, "送れませんでした"), retry);
    this.#follow(true);
  }

  addReply(content, at, act) {
    const wasNearEnd = this.#isNearEnd();
    this.hideDots();
    const isCards = content.is === "cards";
    const time = el("time", { class: "mark", datetime: at }, clock.format(new Date(at)));
    this.#put(el("div", { class: `line from-them${isCards ? " with-cards" : ""}` }, drawReply(content, act), time));
    if (isCards && content.cards?.some((card) => card.tone === "Danger")) {
      byId("alarm").textContent = content.altText;
    }

    this.#follow(wasNearEnd);
  }

  showDots() {
    if (!this.#dots) {
      const dot = () => el("i", {});
      this.#dots = el("div", { class: "line from-them", "aria-hidden": "true" }, el("div", { class: "bubble theirs dots" }, dot(), dot(), dot()));
      this.#log.append(this.#dots);
      this.#follow(true);
    }
  }

  hideDots() {
    this.#dots?.remove();
    this.#dots = null;
  }

  #put(line) {
    if (this.#dots) {
      this.#dots.before(line);
    } else {
      this.#log.append(line);
    }
  }

  #isNearEnd() {
    const wanted = this.#wantedTop();
    return Math.abs(this.#log.scrollTop - wanted) < NEAR_END_PX || this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop < NEAR_END_PX;
  }

  /** The end of the conversation, but never so far that the last question leaves the screen: a long answer is read from its start, and so is the greeting. */
  #wantedTop() {
    const end = this.#log.scrollHeight - this.#log.clientHeight;
    return this.#question ? Math.min(end, this.#question.offsetTop - AIR_ABOVE_PX) : 0;
  }

  #follow(wanted) {
    if (wanted) {
      this.#log.scrollTo({ top: Math.max(0, this.#wantedTop()) });
    }

    this.#updateToEnd();
  }

  #updateToEnd() {
    const left = this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop;
    this.#toEnd.hidden = left < NEAR_END_PX;
  }
}
