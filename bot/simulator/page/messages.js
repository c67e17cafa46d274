// The messages of one chat, newest at the bottom, which stays in sight for whoever is there.

import { el, iconButton } from "./dom.js";
import { bubble, noteAnswer, settle } from "./bubble.js";
import { day } from "./times.js";

const NEAR = 80; // pixels from the bottom that still count as being there

export class Messages {
  #shown = new Map(); // message id -> its node
  #view;
  #below = true; // whether the newest message is in sight
  #top = 0; // where the log was scrolled to

  // `view()` says how messages are read (see bubble.js).
  constructor(name, view) {
    this.#view = view;
    this.log = el("div", {
      class: "log",
      role: "log",
      "aria-live": "polite",
      "aria-label": `Messages of ${name}`,
      tabindex: "0",
      on: { scroll: () => this.#scrolled() },
    });
    this.toBottom = iconButton("down", "To the newest message", () => this.#bottom(), {
      class: "icon-button to-bottom",
      hidden: true,
    });
    // Who was at the newest message stays there when the room for messages changes, or a picture has come.
    const stay = () => this.#below && this.#bottom();
    new ResizeObserver(stay).observe(this.log);
    this.log.addEventListener("load", stay, true);
  }

  get empty() {
    return this.#shown.size === 0;
  }

  fill(messages) {
    this.log.setAttribute("aria-busy", "true");
    this.log.replaceChildren();
    this.#shown.clear();
    for (const message of messages) this.#append(message);
    this.#bottom();
    requestAnimationFrame(() => {
      this.#bottom();
      this.log.removeAttribute("aria-busy");
    });
  }

  show(message) {
    this.#keepingPlace(message, () => {
      const node = this.#shown.get(message.id);
      if (node) this.#replace(message, node);
      else this.#append(message);
    });
  }

  // Whether the focus was in the message that is gone.
  remove(message) {
    const node = this.#shown.get(message.id);
    const focused = node?.contains(document.activeElement) ?? false;
    this.#keepingPlace(message, () => {
      this.#shown.delete(message.id);
      const before = node?.previousElementSibling;
      node?.remove();
      if (before?.classList.contains("day") && !before.nextElementSibling?.dataset.id) before.remove();
    });
    return focused;
  }

  focusNewest() {
    const node = [...this.#shown.values()].at(-1);
    (node?.querySelector(".key") ?? node)?.focus();
  }

  // The press with this query was answered: its button is free again.
  settle(query) {
    noteAnswer(query);
    for (const key of this.log.querySelectorAll('.key[aria-busy="true"]')) if (key.dataset.query === query) settle(key);
  }

  #append(message) {
    const date = day(message.date, this.#view().reader.zone);
    const newest = [...this.#shown.values()].at(-1);
    if (newest?.dataset.day !== date) this.log.append(el("p", { class: "day" }, date));
    const node = bubble(message, this.#view());
    node.dataset.day = date;
    this.#shown.set(message.id, node);
    this.log.append(node);
  }

  // An edited message keeps its place, and whoever was on one of its buttons stays among them.
  #replace(message, node) {
    const place = [...node.querySelectorAll(".keyboard .key")].indexOf(document.activeElement);
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

  #keepingPlace(message, change) {
    const below = this.#below;
    change();
    if (message.mine || below) this.#bottom();
    else this.toBottom.hidden = false;
  }

  // Only going up leaves the newest message: when the room shrinks under somebody, they have not moved.
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#below = true;
    else if (scrollTop < this.#top) this.#below = false;
    this.#top = scrollTop;
    if (this.#below) this.toBottom.hidden = true;
  }

  #bottom() {
    this.#below = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.toBottom.hidden = true;
  }
}
