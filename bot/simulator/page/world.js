// What the page knows of the local Telegram: people, chats, clock, and the log of what passes.

import { outgoing, readMessage } from "./message.js";
import { Refused, follow, get, post, remove } from "./wire.js";
import { zoneOf } from "./times.js";

const LOG_KEPT = 400;
const PEOPLE_SHOWN = 200;
const HISTORY = 300; // messages of a chat that are shown
const ZONES = "zones"; // localStorage: the zones of people made on this page

export class World {
  bot = { first_name: "Bot", username: "", inline: false };
  people = new Map();
  crowd = new Set(); // ids of those who only receive: they are counted and not shown
  chats = new Map(); // person id -> Map of message id -> message
  loaded = new Set();
  unread = new Map();
  watched = new Set(); // people whose chats are on the screen
  log = []; // calls, updates and violations, oldest first
  violations = 0;
  faults = [];
  connected = null;
  #clock = { now: Date.now() / 1000, at: performance.now(), running: true };
  #listeners = new Map();
  #cast = [];

  // Returns what ends the listening.
  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(listener);
    return () => this.#listeners.get(name).delete(listener);
  }

  #tell(name, detail) {
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }

  now() {
    const passed = this.#clock.running ? (performance.now() - this.#clock.at) / 1000 : 0;
    return this.#clock.now + passed;
  }

  async start() {
    this.#cast = await get("/page/cast.json");
    follow(
      (kind, event) => this.#happened(kind, event),
      () => this.#connected(),
      () => this.#setConnected(false),
    );
  }

  // People

  person(id) {
    return this.people.get(id);
  }

  async makePerson(given) {
    const { zone, ...person } = given;
    const zones = { ...storedZones(), [person.id]: zone };
    localStorage.setItem(ZONES, JSON.stringify(zones));
    this.#meet(await post("/sim/people", person));
    await this.openChat(person.id);
  }

  #meet(given) {
    if (given.crowd) {
      this.crowd.add(given.id);
      this.#tell("people");
      return;
    }
    this.crowd.delete(given.id);
    const ready = this.#cast.find(({ id }) => id === given.id);
    const known = this.people.get(given.id);
    const person = { ...known, ...given, about: ready?.about ?? "", zone: storedZones()[given.id] ?? ready?.zone };
    person.zone = zoneOf(person);
    this.people.set(person.id, person);
    this.#tell("people");
  }

  // Acts of people; each throws Refused with the reason when it cannot be done.

  say = (id, text) => post(`/sim/people/${id}/say`, { text });
  sendFile = async (id, file, caption) => post(`/sim/people/${id}/send`, await outgoing(file, caption));
  begin = (id, payload = "") => post(`/sim/people/${id}/start`, payload ? { payload } : {});
  press = (id, messageId, data) => post(`/sim/people/${id}/press`, { message_id: messageId, data });
  block = (id) => post(`/sim/people/${id}/block`);
  unblock = (id) => post(`/sim/people/${id}/unblock`);
  choose = (id, queryId, resultId) => post(`/sim/people/${id}/choose`, { query_id: queryId, result_id: resultId });
  inline = (id, query) => post(`/sim/people/${id}/inline`, { query });
  details = (id) => get(`/sim/people/${id}`);

  // Chats

  async openChat(id) {
    const { messages } = await get(`/sim/chats/${id}/messages?last=${HISTORY}`);
    const chat = new Map();
    for (const message of messages.map(readMessage)) if (!message.deleted) chat.set(message.id, message);
    this.chats.set(id, chat);
    this.loaded.add(id);
    this.#tell(`chat:${id}`, { kind: "reset" });
    this.#tell("people");
  }

  newest(id) {
    return [...(this.chats.get(id)?.values() ?? [])].at(-1);
  }

  watch(ids) {
    this.watched = new Set(ids);
    for (const id of ids) this.unread.delete(id);
    this.#tell("people");
  }

  // Clock and faults

  async setClock(change) {
    this.#setClock(await post("/sim/clock", change));
  }

  #setClock({ now, running = true }) {
    this.#clock = { now, running, at: performance.now() };
    this.#tell("clock");
  }

  async addFault(fault) {
    await post("/sim/faults", fault);
    await this.readFaults();
  }

  async clearFaults() {
    await remove("/sim/faults");
    await this.readFaults();
  }

  async readFaults() {
    this.#setFaults(await get("/sim/faults"));
  }

  #setFaults({ faults }) {
    this.faults = faults;
    this.#tell("faults");
  }

  // What the stream tells

  async #connected() {
    try {
      await this.#readAll();
      this.#setConnected(true);
    } catch (error) {
      this.#setConnected(false);
      if (!(error instanceof Refused)) throw error;
    }
  }

  #setConnected(connected) {
    this.connected = connected;
    this.#tell("connection", connected);
  }

  async #readAll() {
    this.bot = await get("/sim/bot");
    const [{ people: there }, clock] = await Promise.all([get(`/sim/people?limit=${PEOPLE_SHOWN}`), get("/sim/clock")]);
    this.people.clear();
    this.crowd.clear();
    for (const ready of this.#cast) {
      const { about, zone, ...person } = ready;
      this.#meet(there.find(({ id }) => id === ready.id) ?? (await post("/sim/people", person)));
    }
    for (const person of there) this.#meet(person);
    this.#setClock(clock);
    await Promise.all([...this.people.keys()].map((id) => this.openChat(id)));
    await Promise.all([this.#readLog(), this.readFaults()]);
    this.#tell("bot");
  }

  async #readLog() {
    const [{ calls }, { violations }] = await Promise.all([get(`/sim/calls?last=${LOG_KEPT}`), get("/sim/violations")]);
    const entries = [
      ...calls.flatMap(fetchedUpdates),
      ...calls
        .filter(({ status, method }) => status || method !== "getUpdates")
        .map((call) => ({ ...call, kind: "call" })),
      ...violations.map((violation) => ({ ...violation, kind: "violation", rule: violation.kind })),
    ];
    this.log = entries.sort((a, b) => a.at - b.at).slice(-LOG_KEPT);
    this.violations = violations.length;
    this.#tell("log", null);
  }

  #note(entry) {
    this.log.push({ at: this.now(), ...entry });
    if (this.log.length > LOG_KEPT) this.log.shift();
    this.#tell("log", this.log.at(-1));
  }

  #happened(kind, event) {
    const known = {
      message: () => this.#message(event),
      edit: () => this.#edit(event),
      toast: () => this.#tell(`toast:${event.chat_id}`, event),
      action: () => this.#tell(`typing:${event.chat_id}`, event.action),
      standing: () => this.#standing(event),
      person: () => this.#meet(event),
      profile: () => this.#tell("profile"),
      call: () => this.#note({ ...event, kind: "call" }),
      update: () => event.state === "queued" && this.#note({ ...event, kind: "update", type: event.kind }),
      violation: () => this.#violation(event),
      clock: () => this.#setClock(event),
      faults: () => this.#setFaults(event),
      reset: () => void this.#connected(),
    };
    known[kind]();
  }

  async #message(given) {
    const id = given.chat_id;
    if (id < 0 || this.crowd.has(id)) return; // groups are not shown here
    if (!this.people.has(id) && this.people.size + this.crowd.size >= PEOPLE_SHOWN) return;
    if (!this.people.has(id)) this.#meet(await get(`/sim/people/${id}`));
    if (!this.people.has(id)) return;
    const message = readMessage(given);
    if (!this.chats.has(id)) this.chats.set(id, new Map());
    this.chats.get(id).set(message.id, message);
    if (message.mine && this.people.get(id).standing !== "started")
      this.#standing({ chat_id: id, standing: "started" });
    if (!message.mine && !this.watched.has(id)) this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
    this.#tell(`chat:${id}`, { kind: "message", message });
    this.#tell("people");
  }

  #edit(given) {
    const id = given.chat_id;
    const message = readMessage(given);
    if (message.deleted) this.chats.get(id)?.delete(message.id);
    else this.chats.get(id)?.set(message.id, message);
    this.#tell(`chat:${id}`, { kind: message.deleted ? "delete" : "edit", message });
    this.#tell("people");
  }

  #standing({ chat_id: id, standing }) {
    const person = this.people.get(id);
    if (!person) return;
    person.standing = standing;
    this.#tell(`standing:${id}`);
    this.#tell("people");
  }

  #violation(event) {
    this.violations += 1;
    this.#note({ ...event, kind: "violation", rule: event.kind });
  }
}

// The updates in the answer to a getUpdates call, as the stream would have told them.
function fetchedUpdates({ method, answer, at }) {
  if (method !== "getUpdates" || !answer) return [];
  try {
    return (JSON.parse(answer).result ?? []).map((update) => {
      const type = Object.keys(update).find((name) => name !== "update_id");
      return { kind: "update", at, type, update_id: update.update_id, body: update[type] };
    });
  } catch {
    return [];
  }
}

function storedZones() {
  try {
    return JSON.parse(localStorage.getItem(ZONES)) ?? {};
  } catch {
    return {};
  }
}
