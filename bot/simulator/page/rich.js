// Turns a text and its entities into DOM nodes. Telegram counts offsets in UTF-16 units, and so do JavaScript's strings.

import { el } from "./dom.js";
import { entityTime, fullMoment } from "./times.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
const LONG_QUOTE = 160; // characters that an expandable quotation may have before it is folded

// `reader` has zone, language and now(); `act` has command(text) and start(payload), and botName.
export function rich(text, entities, reader, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, { reader, act });
}

function pieces(text, start, end, entities, context) {
  const nodes = [];
  let at = start;
  const queue = [...entities];
  while (queue.length) {
    const entity = queue.shift();
    const from = Math.max(entity.offset, at);
    const stop = Math.min(entity.offset + entity.length, end);
    if (stop <= from) continue;
    nodes.push(text.slice(at, from));
    const inside = takeInside(queue, stop);
    const content = pieces(text, from, stop, inside, context);
    nodes.push(wrapped(entity, text.slice(from, stop), content, context));
    at = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop; // a block ends its line itself
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

// Takes what begins before `stop` out of the queue; what reaches beyond it is split, and its rest stays.
function takeInside(queue, stop) {
  const inside = [];
  const rests = [];
  while (queue.length && queue[0].offset < stop) {
    const entity = queue.shift();
    const beyond = entity.offset + entity.length - stop;
    inside.push(beyond > 0 ? { ...entity, length: entity.length - beyond } : entity);
    if (beyond > 0) rests.push({ ...entity, offset: stop, length: beyond });
  }
  queue.unshift(...rests);
  return inside;
}

function wrapped(entity, shown, content, { reader, act }) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, content);
  switch (entity.type) {
    case "pre":
      return el(
        "pre",
        { tabindex: "0", "aria-label": entity.language ? `Code, ${entity.language}` : "Code" },
        el("code", {}, content),
      );
    case "blockquote":
      return el("blockquote", {}, content);
    case "expandable_blockquote":
      return foldedQuote(shown, content);
    case "spoiler":
      return spoiler(content);
    case "text_link":
      return link(entity.url, content, act);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(shown) ? shown : `https://${shown}`, content, act);
    case "email":
      return link(`mailto:${shown}`, content, act);
    case "phone_number":
      return link(`tel:${shown.replace(/[^+\d]/g, "")}`, content, act);
    case "bot_command":
      return el("button", { type: "button", class: "inline-action", on: { click: () => act.command(shown) } }, content);
    case "date_time":
      return moment(entity, content, reader);
    default:
      return el("span", { class: `entity ${entity.type.replaceAll("_", "-")}` }, content);
  }
}

function link(address, content, act) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, content);
  }
  const payload = deepLink(url, act.botName);
  if (payload !== null) {
    return el(
      "button",
      { type: "button", class: "inline-action", title: address, on: { click: () => act.start(payload) } },
      content,
    );
  }
  if (!SAFE.has(url.protocol)) return el("span", { title: address }, content);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href }, content);
}

// The start parameter when the address opens this bot, "" when it has none, null when it is another link.
export function deepLink(url, botName) {
  const name = botName?.toLowerCase();
  const ours =
    (["t.me", "telegram.me"].includes(url.hostname) && url.pathname.replaceAll("/", "").toLowerCase() === name) ||
    (url.protocol === "tg:" && url.searchParams.get("domain")?.toLowerCase() === name);
  return ours ? (url.searchParams.get("start") ?? "") : null;
}

function spoiler(content) {
  const cover = el("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-label": "Hidden text. Press to show it.",
    "aria-expanded": "false",
  });
  const veil = el("span", { class: "spoiler-text", "aria-hidden": "true" }, content);
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) cover.removeAttribute(name);
    veil.removeAttribute("aria-hidden");
  };
  cover.append(veil);
  cover.addEventListener("click", show, { once: true });
  cover.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show();
  });
  return cover;
}

function foldedQuote(shown, content) {
  const text = el("div", { class: "quote-text" }, content);
  if (shown.length <= LONG_QUOTE && shown.split("\n").length <= 3) return el("blockquote", {}, text);
  const more = el("button", { type: "button", class: "inline-action", "aria-expanded": "false" }, "Show all");
  const quote = el("blockquote", { class: "folded" }, text, more);
  more.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = folded ? "Show all" : "Show less";
  });
  return quote;
}

function moment(entity, content, reader) {
  const shown = entityTime(entity.unix_time, entity.date_time_format, reader.zone, reader.language, reader.now());
  const when = new Date(entity.unix_time * 1000).toISOString();
  return el("time", { datetime: when, title: fullMoment(entity.unix_time, reader.zone) }, shown ?? content);
}
