"""A strict reading of Telegram's HTML, as far as this bot writes it."""

import re
from html import unescape

_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-time"}
_TOKEN = re.compile(
    r"<(?P<close>/)?(?P<name>[a-z-]+)(?P<attributes>[^<>]*)>|(?P<entity>&[^\s;<>&]*;?)|(?P<stray>[<>&])"
)
_HREF = re.compile(r' href="https://[^"<>\s]+"')
_TIME = re.compile(r' unix="\d+" format="(?:r|w?[dD]?[tT]?)"')
_ENTITIES = {"&lt;", "&gt;", "&amp;", "&quot;", "&#x27;"}


class HtmlError(Exception):
    """The text is not what Telegram would take, or not what we meant to write."""


def parse(html: str) -> str:
    """The text as a reader sees it; raises HtmlError."""
    plain: list[str] = []
    opened: list[str] = []
    position = 0
    for token in _TOKEN.finditer(html):
        plain.append(html[position : token.start()])
        position = token.end()
        if token["stray"]:
            raise HtmlError(f"a bare {token['stray']} at {token.start()}: {html!r}")
        if token["entity"]:
            plain.append(_entity(token["entity"]))
        elif token["close"]:
            _close(opened, token)
        else:
            opened.append(_open(opened, token))
    if opened:
        raise HtmlError(f"not closed: {opened}")
    return "".join(plain) + html[position:]


def length(plain: str) -> int:
    """In UTF-16 units, never less than what Telegram counts."""
    return len(plain.encode("utf-16-le")) // 2


def _entity(entity: str) -> str:
    if entity not in _ENTITIES:
        raise HtmlError(f"{entity} is not an entity Telegram knows")
    return unescape(entity)


def _open(opened: list[str], token: re.Match[str]) -> str:
    name, attributes = token["name"], token["attributes"]
    if name not in _TAGS:
        raise HtmlError(f"<{name}> is not a tag this bot writes")
    if name in opened:
        raise HtmlError(f"<{name}> inside itself")
    if name == "a" and not _HREF.fullmatch(attributes):
        raise HtmlError(f"a link that is not https: {attributes}")
    if name == "tg-time" and not _TIME.fullmatch(attributes):
        raise HtmlError(f"a moment that Telegram would refuse: {attributes}")
    if name not in {"a", "tg-time"} and attributes:
        raise HtmlError(f"<{name}> with attributes: {attributes}")
    return name


def _close(opened: list[str], token: re.Match[str]) -> None:
    if token["attributes"] or not opened or opened.pop() != token["name"]:
        raise HtmlError(f"{token[0]} closes nothing at {token.start()}")
