// Builds DOM nodes. Nothing on this page is ever made from markup in a string.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  send: "M4 12 20 4l-4 16-4.5-6.5zM11.5 13.5 20 4",
  slash: "M7 20 17 4",
  attach: "M19 11.500l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400l8.200-8.200a3 3 0 0 1 4.300 4.300l-8 8a1.500 1.500 0 0 1-2.200-2.200l7-7",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  beside: "M4 5h16v14H4zM12 5v14",
  single: "M4 5h16v14H4z",
  add: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  down: "M12 5v14M6 13l6 6 6-6",
  drawer: "M4 6h16M4 12h10M4 18h13",
  link: "M14 5h5v5M19 5l-9 9M10 6H5v13h13v-5",
  copy: "M9 9h10v10H9zM5 15V5h10",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  people:
    "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3 3-5 6-5s6 2 6 5M16 5a3 3 0 0 1 0 6M21 19c0-2.500-1.500-4-4-4.700",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
  storm: "M13 3 5 14h6l-1 7 8-11h-6z",
};

// el("button", {class: "wide", on: {click}, "aria-label": "Send"}, "text", node, null)
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, click, attributes = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click }, ...attributes },
    icon(name),
  );
}

export function avatar(person, size = "") {
  const initial = [...(person.first_name || "?")][0];
  return el("span", { class: `avatar hue-${Math.abs(person.id) % 6} ${size}`, "aria-hidden": "true" }, initial);
}

// A menu under a button: closes with Esc, a click elsewhere, or a choice. `items` is asked anew at every opening.
export function attachMenu(button, label, items) {
  const menu = el("div", { class: "menu", popover: "auto", role: "group", "aria-label": label });
  button.setAttribute("aria-expanded", "false");
  button.after(menu);
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll("button")];
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  });
  button.addEventListener("click", () => {
    menu.replaceChildren(
      ...items().map(([text, act, kind]) =>
        el(
          "button",
          {
            type: "button",
            class: kind ?? null,
            on: {
              click: () => {
                menu.hidePopover();
                act();
              },
            },
          },
          text,
        ),
      ),
    );
    menu.showPopover();
    placeBelow(menu, button);
  });
}

function placeBelow(menu, button) {
  const at = button.getBoundingClientRect();
  const width = menu.offsetWidth;
  menu.style.top = `${Math.min(at.bottom + 6, innerHeight - menu.offsetHeight - 8)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
}

// A modal dialog that is gone when closed. Returns it, shown.
export function openDialog(title, content, attributes = {}) {
  const heading = el("h2", { id: "dialog-title" }, title);
  const dialog = el("dialog", { "aria-labelledby": "dialog-title", ...attributes }, heading, ...content);
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// A labelled field of a form.
export function field(label, control, hint) {
  return el(
    "label",
    { class: "field" },
    el("span", { class: "field-label" }, label),
    control,
    hint ? el("span", { class: "hint" }, hint) : null,
  );
}
