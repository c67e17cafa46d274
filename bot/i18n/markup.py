"""The placeholders and tags of a message, as a checker sees them."""

import re
from collections import Counter
from html.parser import HTMLParser
from string import Formatter

# What Telegram's HTML knows; anything else makes it refuse the whole message.
TAGS = frozenset(
    {
        *("a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del"),
        *("code", "pre", "blockquote", "span", "tg-spoiler", "tg-emoji", "tg-time"),
    },
)

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PLACEHOLDER = re.compile(r"[a-z][a-z0-9_]*")
_BARE_AMPERSAND = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")

# Stands for every value while tags are checked: what an escaped value can hold at worst.
_SAMPLE = "5 &lt;b&gt; &amp;"


class MarkupError(Exception):
    """The message cannot be filled in or shown; the text says why."""


def placeholders(message: str) -> frozenset[str]:
    """The names between braces; MarkupError for broken braces and for anything but a plain name between them."""
    names: set[str] = set()
    try:
        pieces = list(Formatter().parse(message))
    except ValueError as error:
        raise MarkupError(f"has broken braces ({error}); write {{name}}, and {{{{ for a brace") from None
    for _, name, form, conversion in pieces:
        if name is None:
            continue
        if form or conversion or not _PLACEHOLDER.fullmatch(name):
            raise MarkupError(f"has a placeholder that is not a plain name: {{{name}}}")
        names.add(name)
    return frozenset(names)


def tags(message: str) -> Counter[str]:
    """How often each tag stands in the message, closing ones included."""
    return Counter(_TAG.findall(message))


def require_html(message: str) -> None:
    """MarkupError unless the message, filled in, is HTML that Telegram takes."""
    filled = message.format_map(dict.fromkeys(placeholders(message), _SAMPLE))
    if _BARE_AMPERSAND.search(filled):
        raise MarkupError("has a bare &; write &amp;")
    if re.search(r"<(?![A-Za-z/][^<>]*>)", filled):
        raise MarkupError("has a bare <; write &lt;")
    reader = _Balance()
    reader.feed(filled)
    reader.close()
    if reader.open:
        raise MarkupError(f"leaves <{reader.open[-1]}> open")


def require_plain(message: str) -> None:
    """MarkupError when a message shown as plain text has markup, which readers would see as it stands."""
    placeholders(message)
    found = _TAG.search(message) or _ENTITY.search(message)
    if found:
        raise MarkupError(f"has {found[0]} but is shown as plain text")


class _Balance(HTMLParser):
    """Follows which tags are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in TAGS:
            raise MarkupError(f"has <{tag}>, which Telegram does not know")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise MarkupError(f"closes </{tag}> where it is not open")
