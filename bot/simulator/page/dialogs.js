// The dialogs of a chat: a start link to open, words about the bot, and the bot's alerts.

import { el, field, openDialog } from "./dom.js";
import { deepLink } from "./rich.js";

// `open(payload)` starts the bot with what was given.
export function askLink(person, bot, open) {
  const box = el("input", {
    name: "link",
    required: true,
    autocomplete: "off",
    placeholder: `t.me/${bot.username}?start=…`,
  });
  const submit = (event) => {
    event.preventDefault();
    dialog.close();
    open(payload(box.value.trim(), bot));
  };
  const form = el(
    "form",
    { on: { submit } },
    field("Link or start parameter", box, "What somebody finds on a poster or in another chat."),
    el(
      "div",
      { class: "dialog-buttons" },
      el("button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
      el("button", { type: "submit", class: "primary" }, "Open"),
    ),
  );
  const dialog = openDialog(`Open a start link as ${person.first_name}`, [form]);
  box.focus();
}

function payload(text, bot) {
  if (!/[/?]/.test(text)) return text;
  try {
    const url = new URL(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
    return deepLink(url, bot.username) ?? url.searchParams.get("start") ?? "";
  } catch {
    return text;
  }
}

export function showAbout(bot, about) {
  const dialog = openDialog(about.name, [
    el("p", { class: "hint" }, `@${bot.username}`),
    el("p", { lang: "" }, about.short_description || "The bot has no short description in this language."),
    closing("Close", () => dialog.close()),
  ]);
}

export function showAlert(bot, text) {
  const dialog = openDialog(
    bot.first_name,
    [el("p", { lang: "", class: "alert-text" }, text), closing("OK", () => dialog.close())],
    { role: "alertdialog" },
  );
}

const closing = (label, click) =>
  el("div", { class: "dialog-buttons" }, el("button", { type: "button", class: "primary", on: { click } }, label));
