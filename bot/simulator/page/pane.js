// One person's chat with the bot: header, messages, composer, toasts.

import { askLink, showAbout, showAlert } from "./dialogs.js";
import { attachMenu, avatar, el, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { deepLink } from "./rich.js";
import { city, clockTime, shortMoment } from "./times.js";
import { Refused } from "./wire.js";

const TYPING = 5000; // milliseconds a chat action lasts (the Bot API says five seconds)
const TOAST = 5000;

const ACTIONS = { typing: "typing", upload_photo: "sending a photo", upload_document: "sending a file" };

export class Pane {
  #world;
  #id;
  #typingEnds = 0;
  #leave = [];

  // `chrome` has what the page adds to the header, `before` and `after`.
  constructor(world, id, chrome) {
    this.#world = world;
    this.#id = id;
    const person = world.person(id);
    this.composer = new Composer(this, person.first_name);
    this.title = el("h2", { class: "pane-name" }, person.first_name);
    this.status = el("p", { class: "pane-status" });
    this.time = el("p", { class: "pane-time" });
    this.messages = new Messages(person.first_name, () => this.#view());
    this.toasts = el("div", { class: "toasts", role: "status" });
    const more = el(
      "button",
      { type: "button", class: "icon-button", "aria-label": `More for ${person.first_name}`, title: "More" },
      icon("more"),
    );
    const header = el(
      "header",
      { class: "pane-header" },
      ...chrome.before,
      avatar(person),
      el("div", { class: "pane-title" }, this.title, this.status),
      this.time,
      ...chrome.after,
      more,
    );
    attachMenu(more, `More for ${person.first_name}`, () => this.#menu());
    this.node = el(
      "section",
      { class: `pane accent-${Math.abs(id) % 6}`, "aria-label": `Chat of ${person.first_name}`, "data-person": id },
      header,
      el("div", { class: "log-frame" }, this.messages.log, this.toasts, this.messages.toBottom),
      this.composer.node,
    );
    this.#listen();
    this.refresh();
    this.#fill();
  }

  get id() {
    return this.#id;
  }

  close() {
    for (const leave of this.#leave) leave();
    this.node.remove();
  }

  #listen() {
    const heard = {
      [`chat:${this.#id}`]: (change) => this.#changed(change),
      [`toast:${this.#id}`]: (toast) => this.#answered(toast),
      [`typing:${this.#id}`]: (action) => this.#typing(action),
      [`standing:${this.#id}`]: () => this.refresh(),
      bot: () => this.refresh(),
    };
    this.#leave = Object.entries(heard).map(([name, listener]) => this.#world.on(name, listener));
  }

  // What the composer asks

  person = () => this.#world.person(this.#id);
  bot = () => this.#world.bot;
  send = (text) => this.#tried(() => this.#world.say(this.#id, text));
  sendFile = (file, caption) => this.#tried(() => this.#world.sendFile(this.#id, file, caption));
  start = (payload = "") => this.#tried(() => this.#world.begin(this.#id, payload));
  unblock = () => this.start();
  choose = (queryId, result) => this.#tried(() => this.#world.choose(this.#id, queryId, result.id));
  focusNewest = () => this.messages.focusNewest();
  commands = async () => (await this.#tried(() => this.#world.details(this.#id)))?.commands ?? [];

  async inline(query) {
    try {
      return await this.#world.inline(this.#id, query);
    } catch {
      return null;
    }
  }

  async #tried(act) {
    try {
      return (await act()) ?? true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.toast(error.message);
      return false;
    }
  }

  // Header

  refresh() {
    const person = this.person();
    const standing = { blocked: "has blocked the bot", deactivated: "account deleted" }[person.standing];
    const typing = performance.now() < this.#typingEnds;
    const about = person.about || `talks to ${this.#world.bot.first_name}`;
    if (!typing) this.status.textContent = `${person.id} · ${standing ?? about}`;
    this.status.title = `What the bot knows ${person.first_name} by: the numeric id ${person.id}`;
    this.status.classList.toggle("busy", typing);
    const zone = person.zone;
    this.time.replaceChildren(clockTime(this.#world.now(), zone), el("span", { class: "city" }, ` ${city(zone)}`));
    this.time.title = shortMoment(this.#world.now(), zone);
    this.composer.refresh();
  }

  #typing(action) {
    if (action === "cancel") this.#typingEnds = 0;
    else this.#typingEnds = performance.now() + TYPING;
    this.status.textContent = `${this.#world.bot.first_name} is ${ACTIONS[action] ?? "busy"}…`;
    this.refresh();
    setTimeout(() => this.node.isConnected && this.refresh(), TYPING + 50);
  }

  #menu() {
    const { standing } = this.person();
    const blocked = standing === "blocked";
    const act = blocked ? this.#world.unblock : this.#world.block;
    const label = blocked ? "Unblock the bot" : "Block the bot";
    const choice = [label, () => this.#tried(() => act(this.#id)), blocked ? "" : "danger"];
    const block = standing === "started" || blocked ? [choice] : [];
    return [
      ["Open a start link…", () => askLink(this.person(), this.#world.bot, this.start)],
      ["About the bot", () => this.#about()],
      ...block,
    ];
  }

  async #about() {
    const about = await this.#tried(() => this.#world.details(this.#id));
    if (about) showAbout(this.#world.bot, about);
  }

  // Messages

  #view() {
    const person = this.person();
    return {
      reader: { zone: person.zone, language: person.language_code, now: () => this.#world.now() },
      names: { bot: this.#world.bot.first_name, person: person.first_name },
      act: {
        botName: this.#world.bot.username,
        deepLink: (url) => deepLink(url, this.#world.bot.username),
        command: this.send,
        start: this.start,
        draft: (text) => this.composer.draft(text),
        press: (messageId, data) => this.#tried(() => this.#world.press(this.#id, messageId, data)),
        copy: (text) => this.#copy(text),
        later: (text) => this.toast(text),
      },
    };
  }

  #fill() {
    this.messages.fill(this.#world.chats.get(this.#id)?.values() ?? []);
    this.#emptyState();
    this.#keyboard();
  }

  #changed({ kind, message }) {
    if (kind === "reset") {
      this.#fill();
      return;
    }
    if (kind !== "delete") this.messages.show(message);
    else if (this.messages.remove(message)) this.composer.focus();
    if (!message.mine) this.#typingEnds = 0;
    this.refresh();
    this.#emptyState();
    this.#keyboard();
  }

  async #emptyState() {
    const { log, empty } = this.messages;
    const there = log.querySelector(".welcome");
    if (!empty) there?.remove();
    if (!empty || there) return;
    const card = el("div", { class: "welcome" });
    log.append(card);
    const about = await this.#tried(() => this.#world.details(this.#id));
    card.append(
      el("h3", {}, "What can this bot do?"),
      el(
        "p",
        { lang: "", dir: "auto" },
        about?.description || "The bot has not said anything about itself yet. Press Start.",
      ),
    );
  }

  // A keyboard of suggested answers stays until another one comes or it is taken away.
  #keyboard() {
    const messages = [...(this.#world.chats.get(this.#id)?.values() ?? [])];
    const newest = messages.reverse().find(({ markup }) => markup?.keyboard || markup?.remove_keyboard);
    this.composer.showKeyboard(newest?.markup ?? null);
  }

  // Toasts

  #answered({ query_id: query, text, alert, url }) {
    this.messages.settle(query);
    if (url) this.#offerUrl(url);
    if (!text) return;
    if (alert) showAlert(this.#world.bot, text);
    else this.toast(text);
  }

  #offerUrl(url) {
    const payload = this.#view().act.deepLink(new URL(url));
    if (payload !== null) this.start(payload);
    else
      this.toasts.replaceChildren(
        el(
          "a",
          { class: "toast", href: url, target: "_blank", rel: "noopener noreferrer" },
          `The bot opens ${new URL(url).hostname}`,
        ),
      );
  }

  toast(text) {
    const note = el("p", { class: "toast", lang: "" }, text);
    this.toasts.replaceChildren(note);
    setTimeout(() => note.remove(), TOAST);
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      this.toast(`Copy it yourself: ${text}`);
    }
  }
}
