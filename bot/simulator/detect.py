"""Addresses, commands, mentions and tags that the server finds in plain text by itself."""

import re
from collections.abc import Iterator

from bot.simulator.entities import Entity, utf16_length

_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|me|tv|eu|kz|kg|tj|tm|uz|az|ru|ua|by|de|fr|uk|us|cn|tr|ge|am|it|es|nl|pl|ch|at|"
    "app|dev|ngo|foundation|media|online|site|news|academy|education|fund|asia|center|world|global|рф|қаз"
)
_PATH = r"(?:[/?#][^\s<>\"«»{}|\\^`]*[^\s<>\"«»{}|\\^`.,:;!?')\]])?"
_PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,10}(?![\w-])")),
    (
        "url",
        re.compile(
            rf"(?<![\w@/])(?:https?|ftp|tonsite)://(?:[^\s/?#@:<>\"]+@)?[\w.-]*\w(?::\d+)?{_PATH}/?", re.IGNORECASE
        ),
    ),
    ("url", re.compile(rf"(?i)(?<![\w@./-])(?:[\w-]+\.)+(?:{_DOMAINS})(?![\w-]|\.\w)(?::\d+)?{_PATH}/?")),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("hashtag", re.compile(r"(?<![\w#@])#(?=[\w·]*[^\W\d_])[\w·]{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
)
_HINT = re.compile(r"[@/#$]|\w\.\w")


def detected(text: str, taken: list[Entity]) -> list[Entity]:
    """What is found outside the entities that are there already (formatting may overlap)."""
    if not _HINT.search(text):
        return []
    closed = [e for e in taken if e.type in {"pre", "code", "date_time", "text_link", "text_mention", "custom_emoji"}]
    found: list[Entity] = []
    for entity in _matches(text):
        if not any(entity.offset < other.end and other.offset < entity.end for other in closed + found):
            found.append(entity)
    return found


def _matches(text: str) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Entity(kind, utf16_length(text[: match.start()]), utf16_length(match[0]))
