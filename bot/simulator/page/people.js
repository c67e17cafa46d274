// The people one can be: the list at the side, and the form for one more.

import { avatar, el, field, iconButton, openDialog } from "./dom.js";
import { Refused } from "./wire.js";
import { clockTime } from "./times.js";

const FIRST_OWN_ID = 7001;

export class People {
  #world;
  #choose;
  #drawn = 0;

  // `choose(id, beside)` shows that person's chat, beside the other one when asked.
  constructor(world, choose, close) {
    this.#world = world;
    this.#choose = choose;
    this.list = el("ul", { class: "people-list" });
    this.crowd = el("p", { class: "crowd" });
    this.bot = el("p", { class: "bot-name" });
    this.status = el("p", { class: "connection", role: "status" });
    this.node = el(
      "nav",
      { class: "people", "aria-label": "People", id: "people" },
      el(
        "header",
        { class: "people-header" },
        el("div", {}, el("h1", {}, "Local Telegram"), this.bot),
        iconButton("close", "Close the list", close, { class: "icon-button only-narrow" }),
      ),
      this.status,
      this.list,
      this.crowd,
      el("button", { type: "button", class: "add", on: { click: () => this.#askNew() } }, "New person"),
    );
    world.on("people", () => this.#soon());
    world.on("bot", () => {
      this.bot.textContent = `with ${world.bot.first_name}, @${world.bot.username}`;
    });
    world.on("connection", (connected) => this.#connection(connected));
  }

  #connection(connected) {
    this.status.textContent = connected ? "" : "Connecting to the local Telegram…";
    this.status.classList.toggle("lost", !connected);
  }

  // Many changes at once are drawn once.
  #soon() {
    if (this.#drawn) return;
    this.#drawn = requestAnimationFrame(() => {
      this.#drawn = 0;
      this.#draw();
    });
  }

  #draw() {
    const focused = document.activeElement?.dataset?.focus;
    this.list.replaceChildren(...[...this.#world.people.values()].map((person) => this.#entry(person)));
    const others = this.#world.crowd.size;
    this.crowd.textContent = others ? `and ${others} more who only read what the bot sends` : "";
    if (focused) this.list.querySelector(`[data-focus="${focused}"]`)?.focus();
  }

  #entry(person) {
    const unread = this.#world.unread.get(person.id) ?? 0;
    const newest = this.#world.newest(person.id);
    const watched = this.#world.watched.has(person.id);
    const preview = newest
      ? (newest.text.split("\n").find(Boolean) ?? (newest.photo ? "Photo" : "File"))
      : person.about;
    const main = el(
      "button",
      {
        type: "button",
        class: "person",
        "data-focus": `${person.id}`,
        "aria-current": watched ? "true" : null,
        on: { click: () => this.#choose(person.id, false) },
      },
      avatar(person, person.standing === "blocked" ? "dim" : ""),
      el(
        "span",
        { class: "person-words" },
        el(
          "span",
          { class: "person-line" },
          el("b", {}, person.first_name),
          newest ? el("small", {}, clockTime(newest.date, person.zone)) : null,
        ),
        el(
          "span",
          { class: "person-line" },
          el("span", { class: "preview", lang: newest ? "" : null }, preview),
          unread ? el("span", { class: "badge" }, String(unread), el("span", { class: "unseen" }, " unread")) : null,
        ),
      ),
    );
    const beside = iconButton("beside", `Show ${person.first_name} side by side`, () => this.#choose(person.id, true), {
      class: "icon-button beside",
      "data-focus": `${person.id}-beside`,
    });
    return el(
      "li",
      {
        class: `${watched ? "current" : ""} ${unread ? "unread" : ""}`,
        title: `${person.first_name}, id ${person.id}. ${person.about}`,
      },
      main,
      watched ? null : beside,
    );
  }

  #askNew() {
    const taken = [...this.#world.people.keys()];
    const name = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" });
    const language = el(
      "select",
      { name: "language" },
      LANGUAGES.map(([code, label]) => el("option", { value: code }, label)),
    );
    const zone = el(
      "select",
      { name: "zone" },
      ZONES.map((one) => el("option", { value: one }, one.replaceAll("_", " "))),
    );
    const id = el("input", {
      name: "id",
      type: "number",
      min: "1",
      required: true,
      value: String(Math.max(FIRST_OWN_ID - 1, ...taken.filter((one) => one < 1e6)) + 1),
    });
    const complaint = el("p", { class: "complaint", role: "alert" });
    const make = async (event) => {
      event.preventDefault();
      try {
        await this.#world.makePerson({
          id: Number(id.value),
          first_name: name.value.trim(),
          language_code: language.value || undefined,
          zone: zone.value,
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        complaint.textContent = error.message;
        return;
      }
      dialog.close();
      this.#choose(Number(id.value), false);
    };
    const form = el(
      "form",
      { on: { submit: make } },
      field("First name", name),
      field("Language of the phone", language, "A hint for the bot, and the language of its command menu."),
      field("Time zone", zone),
      field("Numeric id", id, "What the bot knows a person by."),
      complaint,
      el(
        "div",
        { class: "dialog-buttons" },
        el("button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
        el("button", { type: "submit", class: "primary" }, "Add"),
      ),
    );
    const dialog = openDialog("New person", [form]);
    name.focus();
  }
}

const LANGUAGES = [
  ["ru", "Russian"],
  ["en", "English"],
  ["az", "Azerbaijani"],
  ["kk", "Kazakh"],
  ["ky", "Kyrgyz"],
  ["tg", "Tajik"],
  ["tk", "Turkmen"],
  ["uz", "Uzbek"],
  ["tr", "Turkish"],
  ["de", "German"],
  ["", "Not told"],
];
const ZONES = [
  "Asia/Almaty",
  "Asia/Ashgabat",
  "Asia/Baku",
  "Asia/Bishkek",
  "Asia/Dushanbe",
  "Asia/Tashkent",
  "Europe/Berlin",
  "Europe/London",
  "UTC",
  "America/New_York",
];
