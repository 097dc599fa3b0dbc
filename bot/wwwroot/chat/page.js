// The chat page: picks a role, follows the conversation, sends what is typed, pressed or shared.
import * as api from "./api.js";
import { drawAction } from "./cards.js";
import { Composer } from "./composer.js";
import { byId, el, telUrl } from "./dom.js";
import { Log } from "./log.js";
import { PlaceDialog } from "./place.js";

const ANSWER_WAIT_MS = 20_000;
const ROLE_WORDS = {
  resident: "困っていることを、ふだんの言葉で",
  care_manager: "受けてくれる先と、連絡のつく時間を",
  doctor: "連携先や、後方支援のベッドを",
  coordinator: "拠点の相談員として",
};

const log = new Log();
const composer = new Composer((text) => send({ text }, text));
const place = new PlaceDialog((location) => send({ location }, `位置情報（${location.lat.toFixed(3)}, ${location.lon.toFixed(3)}）`));
let hub = { roles: [], positions: [] };
let source = null;
let seenNumber = 0;
let waiting = null;

function act(action) {
  if (action.does === "location") {
    place.open();
  } else if (action.does === "press") {
    send({ postback: { data: action.data, shown: action.shown } }, action.shown);
  } else if (action.does === "say") {
    send({ text: action.text }, action.text);
  }
}

async function send(saying, shown, id = api.newId()) {
  log.addSaid(id, shown);
  offer([]);
  awaitAnswer();
  try {
    await api.say({ id, ...saying });
    log.markArrived(id);
  } catch (refusal) {
    stopWaiting();
    if (refusal.status === 404) {
      onEnded();
    } else {
      tell(refusal.message);
    }

    log.markFailed(id, () => send(saying, shown, id));
  }
}

function onLine(line, number) {
  if (number <= seenNumber) {
    return;
  }

  seenNumber = number;
  if (line.kind === "said") {
    log.addSaid(line.id, line.text, line.at);
    offer([]);
    if (Date.now() - Date.parse(line.at) < ANSWER_WAIT_MS) {
      awaitAnswer();
    }
  } else {
    stopWaiting();
    tell("");
    log.addReply(line.content, line.at, act);
    offer(line.content.quickReplies ?? []);
  }
}

/** The chips below the last message; gone as soon as the person says something. */
function offer(quickReplies) {
  const chips = quickReplies.map((quick) => drawAction(quick.label, quick.action, "chip", act)).filter((chip) => chip !== null);
  const quick = byId("quick");
  const hadFocus = quick.contains(document.activeElement);
  quick.replaceChildren(...chips);
  quick.hidden = chips.length === 0;
  quick.scrollLeft = 0;
  if (hadFocus) {
    composer.focus(); // The pressed chip is gone; without this a keyboard would start again at the top of the page.
  }
}

function awaitAnswer() {
  clearTimeout(waiting);
  log.showDots();
  waiting = setTimeout(() => {
    log.hideDots();
    tell("お返事に時間がかかっています。もう少しお待ちいただくか、もう一度送ってください。");
  }, ANSWER_WAIT_MS);
}

function stopWaiting() {
  clearTimeout(waiting);
  log.hideDots();
}

/** A line of news above the composer; with a way out when the conversation is over. */
function tell(words, isOver = false) {
  byId("notice-words").textContent = words;
  byId("notice-button").hidden = !isOver;
  byId("notice").hidden = words === "";
}

function onEnded() {
  source?.close();
  source = null;
  stopWaiting();
  offer([]);
  composer.setEnabled(false);
  tell("この会話は終わりました。サーバーが再起動したか、長い間お使いがなかったためです。", true);
}

function talk(session) {
  byId("start").hidden = true;
  byId("talk").hidden = false;
  byId("leave").hidden = false;
  byId("who").hidden = false;
  byId("who").textContent = `${session.roleName}として`;
  log.clear();
  seenNumber = 0;
  tell("");
  offer([]);
  composer.setEnabled(true);
  composer.focus();
  source = api.follow({
    onLine,
    onReady: () => {
      log.hearFromNowOn();
      if (byId("notice").dataset.isBroken) {
        delete byId("notice").dataset.isBroken;
        tell("");
      }
    },
    onBroken: () => {
      byId("notice").dataset.isBroken = "yes";
      tell("つながりが切れました。つなぎ直しています…");
    },
    onEnded,
  });
}

function start() {
  source?.close();
  source = null;
  stopWaiting();
  byId("talk").hidden = true;
  byId("leave").hidden = true;
  byId("who").hidden = true;
  byId("start").hidden = false;
  byId("roles").replaceChildren(...hub.roles.map(drawRole));
}

function drawRole(role) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: `role ${role.id}`, onclick: () => open(role.id) },
      el("strong", {}, role.name),
      el("span", {}, ROLE_WORDS[role.id] ?? ""),
    ),
  );
}

async function open(role) {
  byId("start-problem").hidden = true;
  try {
    talk(await api.openSession(role));
  } catch (refusal) {
    byId("start-problem").textContent = refusal.message;
    byId("start-problem").hidden = false;
  }
}

async function leave() {
  source?.close();
  source = null;
  await api.closeSession().catch(() => null); // The server may have forgotten it already.
  start();
  byId("roles").querySelector("button")?.focus();
}

function showHub() {
  byId("hub-name").textContent = hub.name;
  byId("hub-name").title = hub.name;
  document.title = `${hub.name}｜相談チャット`;
  byId("demo").hidden = !hub.isDemo;
  const call = telUrl(hub.phone ?? "");
  byId("hub-phone").hidden = !call;
  if (call) {
    byId("hub-phone").href = call;
    byId("hub-phone").title = `拠点の電話 ${hub.phone}${hub.phoneHours ? `（${hub.phoneHours}）` : ""}`;
  }

  place.offerExamples(hub.positions);
}

async function begin() {
  byId("leave").addEventListener("click", leave);
  byId("notice-button").addEventListener("click", leave);
  byId("place-button").addEventListener("click", () => place.open());
  try {
    hub = await api.readHub();
    showHub();
  } catch (refusal) {
    byId("start-problem").textContent = refusal.message;
    byId("start-problem").hidden = false;
  }

  const session = await api.readSession().catch(() => null);
  (session ? talk : start)(session);
}

await begin();
