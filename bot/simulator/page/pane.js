// One person's chat with the bot: header, messages, composer, toasts.

import { askLink, showAbout, showAlert } from "./dialogs.js";
import { attachMenu, avatar, el, icon, iconButton } from "./dom.js";
import { bubble, settle } from "./bubble.js";
import { Composer } from "./composer.js";
import { deepLink } from "./rich.js";
import { city, clockTime, day, shortMoment } from "./times.js";
import { Refused } from "./wire.js";

const NEAR = 80; // pixels from the bottom that still count as being there
const TYPING = 5000; // milliseconds a chat action lasts (the Bot API says five seconds)
const TOAST = 5000;

const ACTIONS = { typing: "typing", upload_photo: "sending a photo", upload_document: "sending a file" };

export class Pane {
  #world;
  #id;
  #shown = new Map(); // message id -> its node
  #typingEnds = 0;
  #closed = false;
  #below = true; // whether the newest message is in sight

  // `chrome` has buttons(): what the page adds to the header (people menu, side by side, close).
  constructor(world, id, chrome) {
    this.#world = world;
    this.#id = id;
    const person = world.person(id);
    this.composer = new Composer(this, person.first_name);
    this.title = el("h2", { class: "pane-name" }, person.first_name);
    this.status = el("p", { class: "pane-status" });
    this.time = el("p", { class: "pane-time" });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `Messages of ${person.first_name}`, tabindex: "0", on: { scroll: () => this.#scrolled() } });
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.toBottom = iconButton("down", "To the newest message", () => this.#bottom(), { class: "icon-button to-bottom", hidden: true });
    const more = el("button", { type: "button", class: "icon-button", "aria-label": `More for ${person.first_name}`, title: "More" }, icon("more"));
    const header = el("header", { class: "pane-header" }, ...chrome.before, avatar(person), el("div", { class: "pane-title" }, this.title, this.status), this.time, ...chrome.after, more);
    attachMenu(more, `More for ${person.first_name}`, () => this.#menu());
    this.node = el("section", { class: `pane accent-${Math.abs(id) % 6}`, "aria-label": `Chat of ${person.first_name}`, "data-person": id },
      header, el("div", { class: "log-frame" }, this.log, this.toasts, this.toBottom), this.composer.node);
    this.#listen();
    this.#stayBelow();
    this.refresh();
    this.#fill();
  }

  get id() {
    return this.#id;
  }

  close() {
    this.#closed = true;
    this.node.remove();
  }

  #listen() {
    const alive = (listener) => (detail) => this.#closed || listener(detail);
    this.#world.on(`chat:${this.#id}`, alive((change) => this.#changed(change)));
    this.#world.on(`toast:${this.#id}`, alive((toast) => this.#answered(toast)));
    this.#world.on(`typing:${this.#id}`, alive((action) => this.#typing(action)));
    this.#world.on(`standing:${this.#id}`, alive(() => this.refresh()));
    this.#world.on("bot", alive(() => this.refresh()));
  }

  // What the composer asks

  person = () => this.#world.person(this.#id);
  bot = () => this.#world.bot;
  send = (text) => this.#tried(() => this.#world.say(this.#id, text));
  start = (payload = "") => this.#tried(() => this.#world.begin(this.#id, payload));
  unblock = () => this.start();
  choose = (queryId, result) => this.#tried(() => this.#world.choose(this.#id, queryId, result.id));
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
    if (!typing) this.status.textContent = standing ?? (person.about || `talks to ${this.#world.bot.first_name}`);
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
    setTimeout(() => this.#closed || this.refresh(), TYPING + 50);
  }

  #menu() {
    const { standing } = this.person();
    const blocked = standing === "blocked";
    const act = blocked ? this.#world.unblock : this.#world.block;
    const block = standing === "started" || blocked
      ? [[blocked ? "Unblock the bot" : "Block the bot", () => this.#tried(() => act(this.#id)), blocked ? "" : "danger"]]
      : [];
    return [["Open a start link…", () => askLink(this.person(), this.#world.bot, this.start)], ["About the bot", () => this.#about()], ...block];
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
    this.log.setAttribute("aria-busy", "true");
    this.log.replaceChildren();
    this.#shown.clear();
    for (const message of this.#world.chats.get(this.#id)?.values() ?? []) this.#append(message);
    this.#emptyState();
    this.#keyboard();
    this.#bottom();
    requestAnimationFrame(() => {
      this.#bottom();
      this.log.removeAttribute("aria-busy");
    });
  }

  #append(message) {
    const { zone } = this.person();
    const before = [...this.#shown.keys()].at(-1);
    const date = day(message.date, zone);
    if (before === undefined || this.#shown.get(before).dataset.day !== date) this.log.append(el("p", { class: "day" }, date));
    const node = bubble(message, this.#view());
    node.dataset.day = date;
    this.#shown.set(message.id, node);
    this.log.append(node);
  }

  #changed({ kind, message }) {
    if (kind === "reset") {
      this.#fill();
      return;
    }
    const below = this.#below;
    const node = this.#shown.get(message.id);
    if (kind === "delete") this.#vanish(message.id, node);
    else if (node) this.#replace(message, node);
    else this.#append(message);
    if (!message.mine) this.#typingEnds = 0;
    this.refresh();
    this.#emptyState();
    this.#keyboard();
    if (message.mine || below) this.#bottom();
    else this.toBottom.hidden = false;
  }

  // An edited message keeps its place, and whoever was on one of its buttons stays among them.
  #replace(message, node) {
    const buttons = [...node.querySelectorAll(".keyboard .key")];
    const place = buttons.indexOf(document.activeElement);
    const label = document.activeElement?.textContent;
    const edited = bubble(message, this.#view());
    edited.dataset.day = node.dataset.day;
    edited.classList.add("changed");
    node.replaceWith(edited);
    this.#shown.set(message.id, edited);
    if (place < 0) return;
    const now = [...edited.querySelectorAll(".keyboard .key")];
    (now.find((key) => key.textContent === label) ?? now[0] ?? edited).focus({ preventScroll: true });
  }

  #vanish(id, node) {
    this.#shown.delete(id);
    if (!node) return;
    const focused = node.contains(document.activeElement);
    const day = node.previousElementSibling;
    node.remove();
    if (day?.classList.contains("day") && !day.nextElementSibling?.classList.contains("message")) day.remove();
    if (focused) this.composer.focus();
  }

  async #emptyState() {
    const empty = this.#shown.size === 0;
    if (!empty) {
      this.log.querySelector(".welcome")?.remove();
      return;
    }
    if (this.log.querySelector(".welcome")) return;
    const card = el("div", { class: "welcome" });
    this.log.append(card);
    const about = await this.#tried(() => this.#world.details(this.#id));
    card.append(el("h3", {}, "What can this bot do?"), el("p", { lang: "", dir: "auto" }, about?.description || "The bot has not said anything about itself yet. Press Start."));
  }

  // A keyboard of suggested answers stays until another one comes or it is taken away.
  #keyboard() {
    const messages = [...(this.#world.chats.get(this.#id)?.values() ?? [])];
    const newest = messages.reverse().find(({ markup }) => markup?.keyboard || markup?.remove_keyboard);
    this.composer.showKeyboard(newest?.markup ?? null);
  }

  focusNewest() {
    const node = [...this.#shown.values()].at(-1);
    (node?.querySelector(".key") ?? node)?.focus();
  }

  #isNearBottom() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  #scrolled() {
    this.#below = this.#isNearBottom();
    if (this.#below) this.toBottom.hidden = true;
  }

  // Who was at the newest message stays there when the room for messages changes.
  #stayBelow() {
    new ResizeObserver(() => this.#below && this.#bottom()).observe(this.log);
  }

  #bottom() {
    this.#below = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.toBottom.hidden = true;
  }

  // Toasts

  #answered({ query_id: query, text, alert, url }) {
    for (const key of this.log.querySelectorAll('[aria-busy="true"].key')) if (!query || key.dataset.query === query) settle(key);
    if (url) this.#offerUrl(url);
    if (!text) return;
    if (alert) showAlert(this.#world.bot, text);
    else this.toast(text);
  }

  #offerUrl(url) {
    const payload = this.#view().act.deepLink(new URL(url));
    if (payload !== null) this.start(payload);
    else this.toasts.replaceChildren(el("a", { class: "toast", href: url, target: "_blank", rel: "noopener noreferrer" }, `The bot opens ${new URL(url).hostname}`));
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
