// The drawer for whoever learns or debugs: what passes between bot and Telegram, the clock, and faults.

import { el, icon, iconButton } from "./dom.js";
import { age, exactTime, shortMoment, tomorrowAt } from "./times.js";
import { Refused } from "./wire.js";

const HOUR = 3600;
const SHORT = 64; // characters of a value in a row
const QUIET = new Set(["getUpdates"]);

const FAULTS = [
  [
    "Slow network",
    "Every call waits three seconds, until cleared",
    { kind: "slow", method: "*", seconds: 3, share: 1 },
  ],
  [
    "Flood wait",
    "The next send is refused with 429: wait 20 seconds",
    { kind: "429", method: "sendMessage", seconds: 20, times: 1 },
  ],
  [
    "Lost answer",
    "The next message arrives, but the bot never learns it",
    { kind: "lost", method: "sendMessage", times: 1 },
  ],
  ["Server error", "The next three sends are answered with 500", { kind: "500", method: "sendMessage", times: 3 }],
];

export class Drawer {
  #world;
  #zone;
  #waiting = [];
  #drawnIn = undefined;

  // `zone` gives the zone of the person in front.
  constructor(world, zone, close) {
    this.#world = world;
    this.#zone = zone;
    this.moment = el("p", { class: "moment" });
    this.faults = el("p", { class: "faults-now", role: "status" });
    this.complaint = el("p", { class: "complaint", role: "alert" });
    this.rows = el("ol", { class: "rows", "aria-label": "What passes, newest last", tabindex: "0" });
    this.quiet = el("input", { type: "checkbox", on: { change: () => this.#filter() } });
    this.wrong = el("input", { type: "checkbox", on: { change: () => this.#filter() } });
    this.wrongCount = el("span", {}, "Only violations");
    this.node = el(
      "aside",
      { class: "drawer", "aria-label": "Behind the scenes", id: "drawer" },
      el("header", { class: "drawer-header" }, el("h2", {}, "Behind the scenes"), iconButton("close", "Close", close)),
      this.#clockCard(),
      this.#faultCard(),
      this.complaint,
      this.#logCard(),
    );
    world.on("clock", () => this.tick());
    world.on("faults", () => this.#showFaults());
    world.on("log", (entry) => this.#logged(entry));
    this.tick();
    this.#showFaults();
    this.#logged(null);
  }

  show(open) {
    this.node.hidden = !open;
    if (open) this.#bottom();
  }

  tick() {
    if (this.#drawnIn !== this.#zone()) this.#logged(null); // the front person changed, and so their clock
    this.moment.textContent = shortMoment(this.#world.now(), this.#zone());
  }

  #clockCard() {
    const now = () => this.#world.now();
    const jump = (label, change) =>
      el("button", { type: "button", on: { click: () => this.#tried(() => this.#world.setClock(change())) } }, label);
    return el(
      "section",
      { class: "card", "aria-labelledby": "clock-title" },
      el("h3", { id: "clock-title" }, icon("clock"), "Clock"),
      this.moment,
      el(
        "div",
        { class: "choices" },
        jump("+1 hour", () => ({ advance: HOUR })),
        jump("Tomorrow 09:00", () => ({ advance: tomorrowAt(9, now(), this.#zone()) - now() })),
        jump("+2 days", () => ({ advance: 48 * HOUR })),
      ),
    );
  }

  #faultCard() {
    const choices = FAULTS.map(([label, about, fault]) =>
      el(
        "button",
        { type: "button", title: about, on: { click: () => this.#tried(() => this.#world.addFault(fault)) } },
        label,
      ),
    );
    const clear = el(
      "button",
      { type: "button", class: "quiet", on: { click: () => this.#tried(() => this.#world.clearFaults()) } },
      "Clear all",
    );
    return el(
      "section",
      { class: "card", "aria-labelledby": "faults-title" },
      el("h3", { id: "faults-title" }, icon("storm"), "Faults"),
      this.faults,
      el("div", { class: "choices" }, choices, clear),
    );
  }

  #logCard() {
    const label = (box, ...text) => el("label", { class: "check" }, box, ...text);
    return el(
      "section",
      { class: "card log-card", "aria-labelledby": "log-title" },
      el("h3", { id: "log-title" }, icon("drawer"), "What passes"),
      el("div", { class: "checks" }, label(this.wrong, this.wrongCount), label(this.quiet, "Polling too")),
      this.rows,
    );
  }

  async #tried(act) {
    this.complaint.textContent = "";
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.complaint.textContent = error.message;
    }
  }

  #showFaults() {
    const words = this.#world.faults
      .filter(({ times, fired }) => times === null || fired < times)
      .map(({ kind, method, times, share, seconds, fired }) => {
        const often =
          times === null ? (share === 1 ? "every call" : `${share * 100} % of calls`) : `${times - fired} more`;
        return `${kind}${seconds ? ` ${seconds} s` : ""} on ${method === "*" ? "everything" : method}, ${often}`;
      });
    this.faults.textContent = words.length ? words.join("; ") : "None: the network is in order.";
    this.faults.classList.toggle("armed", words.length > 0);
  }

  // The log: rows come in bursts and are put in once a frame.

  #logged(entry) {
    const count = this.#world.violations;
    this.wrongCount.textContent = `Only violations (${count})`;
    this.wrongCount.classList.toggle("bad", count > 0);
    if (entry === null) {
      this.#drawnIn = this.#zone();
      this.rows.replaceChildren();
      this.#waiting = [...this.#world.log];
    } else {
      this.#waiting.push(entry);
    }
    if (this.#waiting.length === 1 || entry === null) requestAnimationFrame(() => this.#flush());
    if (entry?.kind === "call" && this.#world.faults.length) this.#readFaultsSoon();
  }

  #flush() {
    const below = this.node.hidden || this.rows.scrollHeight - this.rows.scrollTop - this.rows.clientHeight < 60;
    this.rows.append(...this.#waiting.map((entry) => this.#row(entry)));
    this.#waiting = [];
    while (this.rows.children.length > 400) this.rows.firstElementChild.remove();
    if (below) this.#bottom();
  }

  #bottom() {
    this.rows.scrollTop = this.rows.scrollHeight;
  }

  #readFaultsSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#tried(() => this.#world.readFaults()), 300);
  }

  #filter() {
    this.rows.classList.toggle("wrong-only", this.wrong.checked);
    this.rows.classList.toggle("with-polling", this.quiet.checked);
    this.#bottom();
  }

  #row(entry) {
    const { kind } = entry;
    const shape = {
      call: () => this.#call(entry),
      update: () => this.#update(entry),
      violation: () => this.#violation(entry),
    }[kind]();
    const time = el("time", { class: "at" }, exactTime(entry.at, this.#zone()));
    const summary = el(
      "summary",
      {},
      time,
      el("b", { class: "what" }, shape.what),
      el("span", { class: "short", lang: "" }, shape.short),
      shape.end,
    );
    const details = el("details", {}, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1)
        details.append(el("pre", { tabindex: "0", lang: "", "aria-label": "Details" }, shape.full()));
    });
    return el("li", { class: `row ${kind} ${shape.mood}` }, details);
  }

  #call(call) {
    const failed = call.status === 0 || call.status >= 400;
    const took = call.took === undefined || call.took === null ? "" : age(call.took);
    return {
      what: call.method,
      short: shortened(call.parameters),
      end: el(
        "span",
        { class: "end" },
        el("span", { class: `code${failed ? " bad" : ""}` }, call.status === 0 ? "lost" : String(call.status)),
        took ? ` ${took}` : "",
      ),
      mood: `${failed ? "failed" : ""} ${QUIET.has(call.method) ? "polling" : ""}`,
      full: () => `${JSON.stringify(call.parameters, null, 2)}\n\n→ ${call.status}\n${pretty(call.answer)}`,
    };
  }

  #update(update) {
    const body = update.body ?? {};
    const person = this.#world.person(body.from?.id);
    const gist = body.data ?? body.text ?? body.query ?? body.new_chat_member?.status ?? "";
    return {
      what: `↓ ${update.type}`,
      short: `${person?.first_name ?? ""} ${gist}`.trim(),
      end: el("span", { class: "end" }, "update"),
      mood: "",
      full: () => JSON.stringify({ update_id: update.update_id, [update.type]: body }, null, 2),
    };
  }

  #violation(violation) {
    return {
      what: `⚠ ${violation.rule}`,
      short: violation.text,
      end: el("span", { class: "end" }, violation.method ?? ""),
      mood: "",
      full: () =>
        `${violation.rule}: ${violation.text}\n${violation.method ? `in call #${violation.number} ${violation.method}` : ""}`,
    };
  }
}

function shortened(parameters = {}) {
  return Object.entries(parameters)
    .map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return `${name}: ${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}`;
    })
    .join("  ");
}

function pretty(answer) {
  try {
    return JSON.stringify(typeof answer === "string" ? JSON.parse(answer) : answer, null, 2);
  } catch {
    return answer || "(no answer)";
  }
}
