// Where a person writes: text, a photo or file, command menu, inline results; Start, Unblock and reply keyboards take its place.

import { el, iconButton } from "./dom.js";

const PAUSE = 350; // milliseconds without a key before an inline query is asked

// `pane` gives person(), bot(), send(text), sendFile(file, caption), start(), unblock(), commands(), inline(query), choose(queryId, result).
export class Composer {
  #pane;
  #timer = 0;
  #asked = 0;

  constructor(pane, name) {
    this.#pane = pane;
    this.box = el("textarea", {
      rows: "1",
      class: "box",
      placeholder: "Message",
      "aria-label": `Message as ${name}`,
      autocomplete: "off",
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#key(event),
        paste: (event) => this.#pasted(event),
      },
    });
    this.file = el("input", { type: "file", hidden: true, on: { change: () => this.#sendFile(this.file.files[0]) } });
    this.attach = iconButton("attach", "Send a photo or file", () => this.file.click());
    this.slash = iconButton("slash", "Commands", () => this.#toggleCommands(), { "aria-expanded": "false" });
    this.submit = iconButton("send", "Send the message", () => this.#send(), { class: "icon-button send" });
    this.offers = el("div", {
      class: "offers",
      hidden: true,
      role: "group",
      on: { keydown: (event) => this.#offerKey(event) },
    });
    this.keys = el("div", { class: "reply-keys", hidden: true, role: "group", "aria-label": "Suggested answers" });
    this.writing = el("div", { class: "writing" }, this.slash, this.attach, this.file, this.box, this.submit);
    this.big = el("button", { type: "button", class: "big", hidden: true, on: { click: () => this.#bigPressed() } });
    this.node = el("div", { class: "composer" }, this.offers, this.keys, this.writing, this.big);
  }

  // Shows what this person can do now: write, start, or unblock.
  refresh() {
    const { standing } = this.#pane.person();
    const words = {
      unseen: "Start",
      seen: "Start",
      blocked: "Unblock and restart",
      deactivated: "This account is deleted",
    }[standing];
    const changed = this.big.hidden === Boolean(words);
    const held = changed && this.node.contains(document.activeElement);
    this.big.textContent = words ?? "";
    this.big.hidden = !words;
    this.big.disabled = standing === "deactivated";
    this.writing.hidden = Boolean(words);
    this.keys.classList.toggle("out-of-reach", Boolean(words));
    if (words) this.#hideOffers();
    if (held) this.focus(); // what had the focus is hidden now
  }

  focus() {
    (this.writing.hidden ? this.big : this.box).focus();
  }

  draft(text) {
    this.box.value = text;
    this.#typed();
    this.box.focus();
  }

  // The reply keyboard of the newest message that has one, or null.
  showKeyboard(markup) {
    const rows = markup?.keyboard ?? [];
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(
      ...rows.map((row) =>
        el(
          "div",
          { class: "button-row" },
          row.map((button) => {
            const label = typeof button === "string" ? button : button.text;
            return el(
              "button",
              {
                type: "button",
                class: `key ${button.style ?? ""}`,
                lang: "",
                on: { click: () => this.#pane.send(label) },
              },
              label,
            );
          }),
        ),
      ),
    );
    this.box.placeholder = markup?.input_field_placeholder ?? "Message";
  }

  async #bigPressed() {
    const blocked = this.#pane.person().standing === "blocked";
    await (blocked ? this.#pane.unblock() : this.#pane.start());
  }

  async #send() {
    const text = this.box.value.trim();
    if (!text) return;
    this.#hideOffers();
    if (await this.#pane.send(text)) this.#empty();
  }

  // A photo or file; what is in the box goes as the words under it.
  async #sendFile(file) {
    if (file && (await this.#pane.sendFile(file, this.box.value.trim()))) this.#empty();
    this.file.value = ""; // the same one may be chosen again
  }

  #pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.#sendFile(file);
  }

  #empty() {
    this.#hideOffers();
    this.box.value = "";
    this.#grow();
    this.box.focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && !this.offers.hidden) {
      event.stopPropagation();
      this.#hideOffers();
    } else if (event.key === "ArrowUp" && !this.box.value && this.offers.hidden) {
      event.preventDefault();
      this.#pane.focusNewest();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !this.offers.hidden) {
      event.preventDefault();
      [...this.offers.querySelectorAll("button")].at(event.key === "ArrowUp" ? -1 : 0)?.focus();
    }
  }

  #offerKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#hideOffers();
      this.box.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...this.offers.querySelectorAll("button")];
    const next = buttons.indexOf(document.activeElement) + step;
    (buttons[next] ?? this.box).focus();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 160)}px`;
  }

  #typed() {
    this.#grow();
    clearTimeout(this.#timer);
    const text = this.box.value;
    const command = /^\/([a-z0-9_]*)$/i.exec(text);
    const query = this.#inlineQuery(text);
    if (command) this.#offerCommands(command[1]);
    else if (query !== null) this.#timer = setTimeout(() => this.#offerResults(query), PAUSE);
    else this.#hideOffers();
  }

  #inlineQuery(text) {
    const { username } = this.#pane.bot();
    const start = `@${username} `.toLowerCase();
    return username && text.toLowerCase().startsWith(start) ? text.slice(start.length) : null;
  }

  // Commands

  #toggleCommands() {
    if (this.offers.hidden) this.#offerCommands("", true);
    else this.#hideOffers();
  }

  async #offerCommands(begun, asked = false) {
    const commands = (await this.#pane.commands()).filter(({ command }) => command.startsWith(begun.toLowerCase()));
    const none =
      asked && !commands.length ? [el("p", { class: "hint" }, "The bot has no commands for this person.")] : [];
    this.#show("Commands", [...commands.map((one) => this.#command(one)), ...none]);
    if (asked) this.offers.querySelector("button")?.focus();
  }

  #command({ command, description }) {
    const click = () => {
      this.#hideOffers();
      this.box.value = "";
      this.#pane.send(`/${command}`);
      this.box.focus();
    };
    return el(
      "button",
      { type: "button", class: "offer", on: { click } },
      el("b", {}, `/${command}`),
      el("span", { lang: "" }, description),
    );
  }

  // Inline mode

  async #offerResults(query) {
    const number = ++this.#asked;
    this.#show("Inline results", [el("p", { class: "hint" }, "Asking the bot…")]);
    const answer = await this.#pane.inline(query);
    if (number !== this.#asked || this.#inlineQuery(this.box.value) !== query) return;
    if (!answer?.answered) {
      this.#show("Inline results", [el("p", { class: "hint" }, "The bot does not answer inline queries.")]);
      return;
    }
    const results = answer.results.map((result) => this.#result(result, answer.id));
    const button = answer.button?.start_parameter
      ? [
          el(
            "button",
            { type: "button", class: "offer", on: { click: () => this.#pane.start(answer.button.start_parameter) } },
            answer.button.text,
          ),
        ]
      : [];
    this.#show("Inline results", [
      ...button,
      ...(results.length ? results : [el("p", { class: "hint" }, "Nothing found.")]),
    ]);
  }

  #result(result, queryId) {
    const click = async () => {
      this.#hideOffers();
      if (await this.#pane.choose(queryId, result)) this.#empty();
    };
    return el(
      "button",
      { type: "button", class: "offer result", on: { click } },
      el("b", { lang: "" }, result.title ?? result.caption ?? result.type),
      result.description ? el("span", { lang: "" }, result.description) : null,
    );
  }

  #show(label, nodes) {
    this.offers.setAttribute("aria-label", label);
    this.offers.replaceChildren(...nodes);
    this.offers.hidden = nodes.length === 0;
    this.slash.setAttribute("aria-expanded", String(!this.offers.hidden));
  }

  #hideOffers() {
    this.#asked += 1;
    this.#show("", []);
  }
}
