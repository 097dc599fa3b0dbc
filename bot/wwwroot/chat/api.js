// What the page asks of the server. Every refusal comes back as an Error whose message a person can read.

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const NOT_REACHED = "サーバーにつながりません。少し待ってから、もう一度お試しください。";

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(`/chat/api/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new Refusal(0, NOT_REACHED);
  }

  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refusal(response.status, problem.detail ?? "うまくいきませんでした。もう一度お試しください。");
  }

  return response.status === 200 ? response.json() : null;
}

export const readHub = () => ask("GET", "hub");
export const readSession = () => ask("GET", "session");
export const openSession = (role) => ask("POST", "sessions", { role });
export const closeSession = () => ask("DELETE", "session");
export const say = (saying) => ask("POST", "messages", saying);

/** Ids are made here, so that a message sent again after a broken line is kept once. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Follows the conversation. The browser reconnects by itself and names the last line it saw. */
export function follow({ onLine, onReady, onBroken, onEnded }) {
  const source = new EventSource("/chat/api/events");
  source.addEventListener("line", (event) => onLine(JSON.parse(event.data), Number(event.lastEventId)));
  source.addEventListener("ready", onReady);
  source.addEventListener("closed", () => {
    source.close();
    onEnded();
  });
  source.addEventListener("error", () => (source.readyState === EventSource.CLOSED ? onEnded() : onBroken()));
  return source;
}
