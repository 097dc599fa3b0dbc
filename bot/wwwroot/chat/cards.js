// Draws what the bot says: plain words, and rows of cards as on LINE.
import { el, linked, safeUrl, telUrl } from "./dom.js";

/** Labels up to this long leave more room for the words beside them; longer ones than LONG need more themselves. */
const SHORT_LABEL_LETTERS = 3;
const LONG_LABEL_LETTERS = 4;
const TONE_WORDS = { Danger: "緊急", Notice: "お知らせ" };

/** One reply as an element of the log. act(action) does what a pressed button says. */
export function drawReply(content, act) {
  return content.is === "cards" ? drawCards(content, act) : el("div", { class: "bubble theirs" }, ...linked(content.text ?? ""));
}

/** Letters that fit one line of half a card on a narrow phone; a longer label gets the whole width. */
const halfLabelMax = 7;

/** A button, link or nothing at all, for an action of a card or quick reply. */
export function drawAction(label, action, look, act) {
  switch (action?.does) {
    case "call": {
      const href = telUrl(action.phone);
      return href && el("a", { class: `${look} call`, href }, label);
    }
    case "open": {
      const href = safeUrl(action.url);
      return href && el("a", { class: `${look} open`, href, target: "_blank", rel: "noopener noreferrer" }, label, el("span", { class: "only-heard" }, "（新しいタブで開きます）"));
    }
    case "say":
    case "press":
    case "location":
      return el("button", { type: "button", class: `${look} ${action.does}`, onclick: () => act(action) }, label);
    default:
      return null; // An action of a newer server: left out rather than broken.
  }
}

function drawCards(content, act) {
  const cards = (content.cards ?? []).map((card) => drawCard(card, act));
  const list = el("ul", { class: "cards" }, ...cards.map((card) => el("li", {}, card)));
  if (cards.length < 2) {
    return el("div", { class: "rail-frame single", role: "group", "aria-label": content.altText }, list);
  }

  const rail = el("div", { class: "rail", role: "group", "aria-label": `${content.altText}（${cards.length}枚のカード。左右に送れます）`, tabindex: "0" }, list);
  return withArrows(rail, cards.length);
}

/** Arrows for a mouse; a finger swipes and a keyboard has its arrow keys. */
function withArrows(rail, count) {
  const step = (direction) => {
    const card = rail.querySelector("li");
    rail.scrollBy({ left: direction * (card.offsetWidth + 10) });
  };
  const arrow = (look, words, direction) => el("button", { type: "button", class: `arrow ${look}`, tabindex: "-1", "aria-hidden": "true", title: words, onclick: () => step(direction) });
  const back = arrow("back", "前のカード", -1);
  const on = arrow("on", "次のカード", 1);
  const where = el("p", { class: "where", "aria-hidden": "true" });
  const update = () => {
    const width = rail.querySelector("li").offsetWidth + 10;
    const atEnd = rail.scrollLeft + rail.clientWidth >= rail.scrollWidth - 4;
    back.disabled = rail.scrollLeft < 4;
    on.disabled = atEnd;
    where.textContent = `${atEnd ? count : Math.min(count, Math.round(rail.scrollLeft / width) + 1)} / ${count}`;
  };
  rail.addEventListener("scroll", update, { passive: true });
  requestAnimationFrame(update);
  return el("div", { class: "rail-frame" }, el("div", { class: "steer" }, back, where, on), rail);
}

function drawCard(card, act) {
  const tone = (card.tone ?? "Plain").toLowerCase();
  const toneWords = TONE_WORDS[card.tone];
  const rows = (card.rows ?? []).map(drawRow);
  const buttons = (card.buttons ?? [])
    .map((button) => drawAction(button.label, button.action, `card-button${button.isPrimary ? " primary" : ""}${[...button.label].length > halfLabelMax ? " wide" : ""}`, act))
    .filter((button) => button !== null);
  return el(
    "article",
    { class: `card ${tone}` },
    el(
      "header",
      {},
      card.kicker || toneWords ? el("p", { class: "kicker" }, toneWords && el("span", { class: "tone" }, toneWords), card.kicker ? el("span", {}, card.kicker) : null) : null,
      el("h3", {}, card.title ?? ""),
    ),
    rows.length ? el("ul", { class: rowsLook(card.rows) }, ...rows) : null,
    buttons.length ? el("div", { class: "buttons" }, ...buttons) : null,
    card.footer ? el("p", { class: "footer" }, card.footer) : null,
  );
}

function rowsLook(rows) {
  const longest = Math.max(...rows.map((row) => (row.label ?? "").length));
  return longest <= SHORT_LABEL_LETTERS ? "rows short" : longest > LONG_LABEL_LETTERS ? "rows long" : "rows";
}

function drawRow(row) {
  const tone = (row.tone ?? "Plain").toLowerCase();
  return el("li", { class: `row ${tone}${row.label ? "" : " whole"}` }, row.label ? el("span", { class: "label" }, row.label) : null, el("span", { class: "text" }, ...(row.label === "FAX" ? [row.text ?? ""] : linked(row.text ?? "")))); // Nobody wants to ring a fax.
}
