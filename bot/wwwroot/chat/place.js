// The small window that shares a position: from the device, an example, or typed.
import { byId, el } from "./dom.js";

const GEOLOCATION_WAIT_MS = 15_000;

/** Full-width digits and signs are what a Japanese keyboard types first. */
function readDegrees(text, max) {
  const plain = text.normalize("NFKC").replace(/[−ー―‐]/g, "-").trim();
  const degrees = /^-?\d{1,3}(\.\d{1,10})?$/.test(plain) ? Number(plain) : NaN;
  return Math.abs(degrees) <= max ? degrees : null;
}

export class PlaceDialog {
  #dialog = byId("place");
  #problem = byId("place-problem");
  #onPosition;

  constructor(onPosition) {
    this.#onPosition = onPosition;
    byId("place-here").hidden = !("geolocation" in navigator);
    byId("place-here").addEventListener("click", () => this.#useHere());
    byId("place-typed").addEventListener("click", () => this.#useTyped());
    for (const input of [byId("place-lat"), byId("place-lon")]) {
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          event.preventDefault(); // Enter sends the position; the form's own button is 「やめる」.
          if (!event.isComposing) {
            this.#useTyped();
          }
        }
      });
    }
  }

  offerExamples(positions) {
    byId("place-examples").replaceChildren(
      ...positions.map((position) => el("button", { type: "button", class: "wide", onclick: () => this.#use(position) }, `例：${position.label}`)),
    );
  }

  open() {
    this.#tell("");
    this.#dialog.showModal();
  }

  #useTyped() {
    const lat = readDegrees(byId("place-lat").value, 90);
    const lon = readDegrees(byId("place-lon").value, 180);
    if (lat === null || lon === null) {
      this.#tell("緯度（-90〜90）と経度（-180〜180）を、35.681 のような数で入れてください。");
      byId(lat === null ? "place-lat" : "place-lon").focus();
      return;
    }

    this.#use({ lat, lon });
  }

  #useHere() {
    this.#tell("位置を調べています…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#dialog.open && this.#use({ lat: coords.latitude, lon: coords.longitude }),
      () => this.#tell("位置を読み取れませんでした。ブラウザーの許可を確かめるか、下の方法で送ってください。"),
      { timeout: GEOLOCATION_WAIT_MS, maximumAge: 60_000 },
    );
  }

  #use({ lat, lon }) {
    this.#dialog.close();
    this.#onPosition({ lat, lon });
  }

  #tell(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = words === "";
  }
}
