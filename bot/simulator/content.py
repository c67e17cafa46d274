"""The formatted text of a message: parsed, cleaned, repaired and trimmed as the server does it, or refused."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.simulator.detect import detected
from bot.simulator.entities import Entity, utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.html import parse_html
from bot.simulator.repair import repair

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT = 32_768  # bytes, before parsing
ENTITY_LIMIT = 100
PARSED_TEXTS = 4096  # a broadcast sends one text a million times

_OFFENDING = re.compile("[\0-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_DROPPED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
_INVISIBLE = re.compile("[\\s\u180e\u200b-\u200f\u202e\u2800\ufeff\ufffc]*")


@dataclass(frozen=True, slots=True)
class Content:
    """A text as everybody sees it, and its entities in the server's order.

    `raw` and `mode` are the text and the parse mode as the bot sent them; they do not make two contents different.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    raw: str = field(default="", compare=False)
    mode: str = field(default="", compare=False)


EMPTY = Content("")


@lru_cache(PARSED_TEXTS)
def formatted(raw: str, parse_mode: str, limit: int = TEXT_LIMIT) -> Content:
    """What a bot's text becomes; `limit` counts characters after parsing."""
    if len(raw) > RAW_LIMIT // 4 and len(raw.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad_request("text is too long", "text-too-long")
    mode = parse_mode.lower()
    if mode in {"", "none"}:
        return finished(raw, [], limit)
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("unsupported parse_mode", "markdown-not-simulated")
    if mode != "html":
        raise bad_request("unsupported parse_mode", "parse-mode")
    text, entities = parse_html(raw)
    return replace(finished(text, entities, limit), raw=raw, mode=parse_mode)


def finished(text: str, entities: list[Entity], limit: int = TEXT_LIMIT) -> Content:
    """The given text and entities, cleaned, trimmed, limited; what the server finds by itself is added."""
    raw = text
    text, entities = _cleaned(text, entities)
    entities = repair(entity for entity in entities if entity.length > 0)
    text, entities = _trimmed(text, entities)
    if len(text) > limit:
        raise bad_request(*_too_long(limit))
    found = detected(text, entities)
    whole = repair(entities + found) if found else entities
    return Content(text, tuple(whole[:ENTITY_LIMIT]), raw)


def is_blank(text: str) -> bool:
    return _INVISIBLE.fullmatch(text) is not None


def _too_long(limit: int) -> tuple[str, str]:
    if limit == CAPTION_LIMIT:
        return "message caption is too long", "caption-too-long"
    return "message is too long", "text-too-long"


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become spaces, invisible separators go; entities move along."""
    if not _OFFENDING.search(text):
        return text, entities
    pieces: list[str] = []
    moved = [0]  # UTF-16 offset before -> after
    for character in text:
        kept = "" if character in _DROPPED else " " if _OFFENDING.match(character) else character
        pieces.append(kept)
        moved.extend([moved[-1]] * (utf16_length(character) - 1))
        moved.append(moved[-1] + utf16_length(kept))
    return "".join(pieces), [_between(e, moved[e.offset], moved[min(e.end, len(moved) - 1)]) for e in entities]


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Spaces are cut at the end; at the start only those before the first entity."""
    text = text.rstrip(" \n")
    length = utf16_length(text)
    blanks = len(text) - len(text.lstrip(" \n"))
    cut = min([blanks, *(entity.offset for entity in entities)])
    kept = [_between(e, e.offset - cut, min(e.end, length) - cut) for e in entities if e.offset < length]
    return text[cut:], kept


def _between(entity: Entity, start: int, end: int) -> Entity:
    return Entity(entity.type, start, end - start, entity.argument, entity.number)
