// One message as a bubble: text, picture or file, buttons, time.

import { el, icon } from "./dom.js";
import { rich } from "./rich.js";
import { clockTime, fullMoment } from "./times.js";

const ANSWER_WINDOW = 15_000; // milliseconds a press may wait for its answer

// `view` has reader (zone, language, now), act (command, start, press, copy, later) and names (bot, person).
export function bubble(message, view) {
  if (message.service)
    return el(
      "p",
      { class: "day", "data-id": message.id, tabindex: "-1" },
      `${view.names[message.mine ? "person" : "bot"]} ${message.service}`,
    );
  const body = el("div", { class: "bubble" });
  const caption = view.names[message.mine ? "person" : "bot"];
  const node = el(
    "article",
    {
      class: `message ${message.mine ? "mine" : "theirs"}`,
      "data-id": message.id,
      tabindex: "-1",
      "aria-label": message.mine ? "You" : caption,
    },
    body,
  );
  body.append(...content(message, view), stamp(message, view));
  if (message.rows.length) node.append(keyboard(message, view));
  return node;
}

function content(message, view) {
  const nodes = [];
  if (message.viaBot) nodes.push(el("p", { class: "origin" }, `via @${view.act.botName}`));
  if (message.forward) nodes.push(el("p", { class: "origin" }, `Forwarded from ${originName(message.forward)}`));
  if (message.reply)
    nodes.push(el("p", { class: "replied", lang: "" }, message.reply.text.split("\n")[0] || "Message"));
  if (message.photo) nodes.push(picture(message.photo));
  if (message.document) nodes.push(attachment(message.document));
  if (message.text)
    nodes.push(
      el(
        "div",
        { class: `text${onlyEmoji(message.text) ? " large" : ""}`, lang: "", dir: "auto" },
        rich(message.text, message.entities, view.reader, view.act),
      ),
    );
  if (message.reaction)
    nodes.push(el("p", { class: "reaction" }, el("span", { class: "unseen" }, "Reaction: "), message.reaction));
  return nodes;
}

const originName = (origin) =>
  origin.sender_user?.first_name ??
  origin.sender_user_name ??
  origin.sender_chat?.title ??
  origin.chat?.title ??
  "somebody";

const onlyEmoji = (text) =>
  text.length <= 11 &&
  /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]*$/u.test(text);

function picture({ fileId, width, height }) {
  const address = fileAddress(fileId);
  return el(
    "a",
    { class: "picture", href: address, target: "_blank", rel: "noopener noreferrer" },
    el("img", { src: address, alt: "Photo. Open it in a new tab.", width: width || null, height: height || null }),
  );
}

function attachment({ fileId, name, size }) {
  return el(
    "a",
    { class: "attachment", href: fileAddress(fileId), download: name ?? "" },
    el("span", { class: "attachment-icon" }, icon("file")),
    el("span", { class: "attachment-name" }, name ?? "File", el("small", {}, `${readableSize(size)} · download`)),
  );
}

const fileAddress = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

function readableSize(bytes) {
  if (!bytes) return "File";
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function stamp(message, { reader }) {
  const when = message.editDate ?? message.date;
  const time = el(
    "time",
    { datetime: new Date(when * 1000).toISOString(), title: fullMoment(when, reader.zone) },
    clockTime(when, reader.zone),
  );
  return el("p", { class: "stamp" }, message.editDate ? "edited " : null, time);
}

function keyboard(message, view) {
  const rows = message.rows.map((row) =>
    el(
      "div",
      { class: "button-row" },
      row.map((button) => inlineButton(button, message, view)),
    ),
  );
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" }, rows);
}

function inlineButton(button, message, view) {
  const look = { class: `key ${button.style ?? ""}`, lang: "" };
  if (button.url !== undefined) return urlButton(button, look, view);
  if (button.callback_data !== undefined) {
    const node = el("button", { type: "button", ...look, "data-callback": button.callback_data }, button.text);
    node.addEventListener("click", () => press(node, message, button, view));
    return node;
  }
  if (button.copy_text) {
    const copied = () => view.act.copy(button.copy_text.text);
    return el(
      "button",
      { type: "button", ...look, title: button.copy_text.text, on: { click: copied } },
      button.text,
      icon("copy"),
    );
  }
  const query = button.switch_inline_query_current_chat;
  if (query !== undefined)
    return el(
      "button",
      { type: "button", ...look, on: { click: () => view.act.draft(`@${view.act.botName} ${query}`) } },
      button.text,
    );
  return el(
    "button",
    { type: "button", ...look, disabled: true, title: "Only Telegram itself can do this" },
    button.text,
  );
}

function urlButton(button, look, view) {
  const url = new URL(button.url);
  const payload = view.act.deepLink(url);
  if (payload !== null)
    return el("button", { type: "button", ...look, on: { click: () => view.act.start(payload) } }, button.text);
  const host = url.hostname.replace(/^www\./, "");
  const domain = button.text.includes(host) ? null : el("small", { class: "domain" }, host);
  return el(
    "a",
    { ...look, href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href },
    el("span", {}, button.text),
    domain,
    icon("link"),
  );
}

// Queries answered lately: a quick bot's answer may come by the event stream before the press itself has returned.
const answered = new Set();
const REMEMBERED = 100;

export function noteAnswer(query) {
  answered.add(query);
  if (answered.size > REMEMBERED) answered.delete(answered.values().next().value);
}

// A pressed button is busy until the bot has answered the press.
async function press(node, message, button, view) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  const pressed = await view.act.press(message.id, button.callback_data);
  if (!pressed || answered.has(pressed.id)) {
    node.removeAttribute("aria-busy");
    return;
  }
  node.dataset.query = pressed.id;
  setTimeout(() => {
    if (!node.isConnected || node.dataset.query !== pressed.id) return;
    settle(node);
    view.act.later("The bot has not answered this press.");
  }, ANSWER_WINDOW);
}

export function settle(node) {
  node.removeAttribute("aria-busy");
  delete node.dataset.query;
}
