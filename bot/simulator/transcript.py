"""Chats written out for a terminal: who said what, with formatting marks, buttons, edits and toasts."""

from collections.abc import Callable, Iterable

from bot.simulator.content import Content
from bot.simulator.entities import Entity, utf16_length
from bot.simulator.journal import Entry, Happening
from bot.simulator.markup import Button, Markup

MARKS = {
    "bold": ("*", "*"),
    "italic": ("_", "_"),
    "underline": ("__", "__"),
    "strikethrough": ("~", "~"),
    "spoiler": ("||", "||"),
    "code": ("`", "`"),
    "pre": ("```\n", "\n```"),
}
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
INDENT = "    "


def transcript(entries: Iterable[Entry], name: Callable[[int | None], str]) -> str:
    """All entries, an empty line between them; `name` says who a person (or None, the bot) is."""
    return "\n\n".join(written(entry, name) for entry in entries)


def written(entry: Entry, name: Callable[[int | None], str]) -> str:
    who = name(entry.person)
    if entry.content is not None and entry.what in {Happening.MESSAGE, Happening.EDIT}:
        return _message(entry, who)
    texts = {
        Happening.PRESS: f"{who} presses [ {entry.text} ]",
        Happening.TOAST: f"({who}: {entry.text})",
        Happening.ALERT: f"(({who}: {entry.text}))",
        Happening.BLOCK: f"{who} blocks the bot",
        Happening.UNBLOCK: f"{who} unblocks the bot",
        Happening.DELETE: f"{who} deletes: {_first_line(entry.content)}",
        Happening.REACTION: f"{who} reacts with {entry.text}",
    }
    return texts.get(entry.what, f"{who}: {entry.text}")


def marked(content: Content) -> str:
    """The text with its formatting as marks: *bold*, _italic_, `code`, > quotes, links with their address."""
    inserts: dict[int, list[str]] = {}
    for entity in content.entities:
        before, after = _marks(entity)
        inserts.setdefault(entity.offset, []).append(before)
        inserts.setdefault(entity.end, []).insert(0, after)
    pieces: list[str] = []
    offset = 0
    for character in content.text:
        pieces.extend(inserts.pop(offset, ()))
        pieces.append(character)
        offset += utf16_length(character)
    pieces.extend(inserts.pop(offset, ()))
    return "".join(pieces)


def rows(markup: Markup | None) -> list[str]:
    return ["  ".join(_button(button) for button in row) for row in markup.rows] if markup is not None else []


def _message(entry: Entry, who: str) -> str:
    content = entry.content
    extra = entry.message.extra if entry.message is not None else None
    if extra and "_service" in extra:
        return f"{who} {extra['_service']}"
    media = extra.get("_media") if extra else None
    heading = f"{who} edits" if entry.what is Happening.EDIT else who
    text = marked(content) if content is not None else ""
    lines = ([f"<{media}>"] if media else []) + text.split("\n") + rows(entry.markup)
    body = "\n".join(f"{INDENT}{line}".rstrip() for line in lines)
    return f"{heading}:\n{body}"


def _marks(entity: Entity) -> tuple[str, str]:
    if entity.type in QUOTES:
        return "> ", ""
    if entity.type == "text_link":
        return "", f" <{entity.argument}>"
    return MARKS.get(entity.type, ("", ""))


def _button(button: Button) -> str:
    where = f" -> {button.url}" if button.url else ""
    return f"[ {button.label}{where} ]"


def _first_line(content: Content | None) -> str:
    return content.text.split("\n", 1)[0] if content is not None else ""
