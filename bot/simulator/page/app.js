// The page as a whole: who is shown, one or two chats, the drawer; kept in the address so that it can be bookmarked.

import { el, iconButton } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Pane } from "./pane.js";
import { People } from "./people.js";
import { World } from "./world.js";

const MOST = 2;
const TICK = 5000;
const NARROW = matchMedia("(max-width: 759px)");

class App {
  world = new World();
  panes = [];
  front = 0; // the pane that a chosen person takes

  constructor(root) {
    this.people = new People(
      this.world,
      (id, beside) => this.choose(id, beside),
      () => this.showPeople(false),
    );
    this.drawer = new Drawer(
      this.world,
      () => this.panes[this.front]?.person()?.zone,
      () => this.showDrawer(false),
    );
    this.stage = el("main", { class: "stage", id: "stage", "aria-label": "Chats" });
    this.veil = el("div", { class: "veil", on: { click: () => this.showPeople(false) } });
    root.append(
      el("a", { class: "skip", href: "#stage", on: { click: (event) => this.#skip(event) } }, "Skip to the chat"),
      this.people.node,
      this.veil,
      this.stage,
      this.drawer.node,
    );
    this.root = root;
    this.world.on("bot", () => this.restore());
    this.world.on("connection", (connected) => root.classList.toggle("offline", !connected));
    document.addEventListener("keydown", (event) => this.#key(event));
    NARROW.addEventListener("change", () => this.show(this.ids()));
    setInterval(() => this.#tick(), TICK);
  }

  ids() {
    return this.panes.map((pane) => pane.id);
  }

  // The address says who is shown: #1001+2002, with ",behind" when the drawer is open.
  restore() {
    document.title = `${this.world.bot.first_name} · Local Telegram`;
    const still = this.ids().filter((id) => this.world.people.has(id));
    if (still.length < this.panes.length) this.show(still);
    if (still.length) return;
    const [people, drawer] = location.hash.slice(1).split(",");
    const asked = people
      .split("+")
      .map(Number)
      .filter((id) => this.world.people.has(id));
    this.show(asked.length ? asked : [[...this.world.people.keys()][0]].filter(Boolean));
    this.showDrawer(drawer === "behind");
  }

  choose(id, beside) {
    const ids = this.ids();
    const there = ids.indexOf(id);
    if (there >= 0) this.front = there;
    else if (beside && ids.length) {
      this.front = 1;
      this.show([ids[0], id]);
    } else {
      ids[this.front] = id;
      this.show(ids);
    }
    this.showPeople(false);
    this.panes[this.front]?.composer.focus();
  }

  show(ids) {
    const wanted = ids.slice(0, NARROW.matches ? 1 : MOST);
    this.front = Math.max(0, Math.min(this.front, wanted.length - 1));
    for (const pane of this.panes) pane.close();
    this.panes = wanted.map((id, place) => this.#pane(id, place, wanted.length));
    this.stage.replaceChildren(...this.panes.map((pane) => pane.node));
    this.stage.classList.toggle("two", wanted.length === MOST);
    this.world.watch(wanted);
    for (const pane of this.panes) pane.refresh();
    this.#remember();
    this.#tick();
  }

  #pane(id, place, count) {
    const before =
      place === 0
        ? [iconButton("people", "People", () => this.showPeople(true), { class: "icon-button only-narrow" })]
        : [];
    const after =
      count === MOST
        ? [iconButton("close", `Close the chat of ${this.world.person(id).first_name}`, () => this.#closePane(id))]
        : [];
    if (place === count - 1) after.push(this.#drawerButton());
    const pane = new Pane(this.world, id, { before, after });
    pane.node.addEventListener("focusin", () => {
      this.front = Math.max(0, this.panes.indexOf(pane));
      this.drawer.tick();
    });
    return pane;
  }

  #drawerButton() {
    const open = () => this.showDrawer(!this.root.classList.contains("behind"));
    return iconButton("drawer", "Behind the scenes", open, {
      class: "icon-button drawer-button",
      "aria-expanded": String(this.root.classList.contains("behind")),
      "aria-controls": "drawer",
    });
  }

  #closePane(id) {
    this.show(this.ids().filter((one) => one !== id));
    this.panes[0].composer.focus();
  }

  showDrawer(open) {
    const changed = this.root.classList.contains("behind") !== open;
    this.root.classList.toggle("behind", open);
    this.drawer.show(open);
    for (const button of this.root.querySelectorAll(".drawer-button"))
      button.setAttribute("aria-expanded", String(open));
    if (!open && changed) this.root.querySelector(".drawer-button")?.focus();
    this.#remember();
  }

  showPeople(open) {
    this.root.classList.toggle("choosing", open);
    const list = this.people.node;
    if (open) (list.querySelector("[aria-current]") ?? list.querySelector(".person"))?.focus();
  }

  #remember() {
    const behind = this.root.classList.contains("behind") ? ",behind" : "";
    history.replaceState(null, "", `#${this.ids().join("+")}${behind}`);
  }

  #key(event) {
    if (event.key !== "Escape" || document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (this.root.classList.contains("choosing")) {
      this.showPeople(false);
      this.root.querySelector(".pane-header .icon-button")?.focus();
    } else if (this.drawer.node.contains(document.activeElement)) {
      this.showDrawer(false);
    }
  }

  #skip(event) {
    event.preventDefault();
    this.panes[this.front]?.composer.focus();
  }

  #tick() {
    for (const pane of this.panes) pane.refresh();
    this.drawer.tick();
  }
}

new App(document.getElementById("app")).world.start();
