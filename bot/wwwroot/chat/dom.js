// Elements are built, never parsed: nothing anyone wrote can become markup.

export const byId = (id) => document.getElementById(id);

/** el("a", { class: "x", href }, "words", child): attributes of undefined, null or false are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") {
      element.addEventListener("click", value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }

  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Address of an https or http link, or null for any other scheme. */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Address of a call, or null when it is no phone number. */
export const telUrl = (phone) => (/^[0-9][0-9-]{1,18}$/.test(phone) ? `tel:${phone}` : null);

const LINKS = /https?:\/\/[^\s<>"「」（）、。]+|(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])|\d{1,2}:\d\d(?:[-〜]翌?\d{1,2}:\d\d|から|まで)/g;

/** Words with their addresses and phone numbers made into links, and spans of hours kept in one line. */
export function linked(text) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(LINKS)) {
    const words = found[0];
    const web = words.startsWith("http") ? safeUrl(words) : null;
    const href = web ?? telUrl(words);
    const isHours = words.includes(":") && !words.startsWith("http");
    if (href || isHours) {
      parts.push(text.slice(done, found.index));
      parts.push(isHours ? el("span", { class: "in-one-line" }, words) : el("a", web ? { href, target: "_blank", rel: "noopener noreferrer" } : { href }, words));
      done = found.index + words.length;
    }
  }

  parts.push(text.slice(done));
  return parts;
}
