"""The pieces a screen's text is put together from; everything here takes and gives Telegram HTML unless said."""

import re
from html import escape, unescape

_TAG = re.compile(r"<[^<>]*>")


def heading(plain: str) -> str:
    """A plain text as a bold line of its own."""
    return f"<b>{escape(plain, quote=False)}</b>"


def field(label: str, value: str) -> str:
    """A line that begins with what it is about."""
    return f"<b>{label}:</b> {value}"


def noted(value: str, note: str | None) -> str:
    """A value with a plain note from the content behind it; either may be missing."""
    return "; ".join(part for part in (value, literal(note) if note else "") if part)


def link(plain: str, url: str) -> str:
    """A plain text that opens an https address."""
    return f'<a href="{escape(url)}">{escape(plain, quote=False)}</a>'


def literal(plain: str) -> str:
    """A plain text from the content, with nothing in it read as markup."""
    return escape(plain, quote=False)


def lines(*parts: str) -> str:
    """The parts that are not empty, each on its line."""
    return "\n".join(part for part in parts if part)


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, with an empty line between."""
    return "\n\n".join(part for part in parts if part)


def cut(plain: str, longest: int) -> str:
    """A plain text of at most `longest` letters, cut between words where that leaves most of it, and marked as cut."""
    if len(plain) <= longest:
        return plain
    begun = plain[: longest - 1]
    whole = begun.rsplit(" ", 1)[0].rstrip(" ,.;:–-")
    return f"{whole if len(whole) > longest // 2 else begun}…"


def shown_length(html: str) -> int:
    """How long Telegram finds a text of ours: what is in tags does not count, and a letter may be two units."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2
