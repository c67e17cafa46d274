"""What the words of an announcement's text come to: whether anything can be seen, and whether its links are safe."""

import re
from html import unescape
from unicodedata import category

# Letters and a symbol by their category, yet drawn as empty space: Braille without dots and the Hangul fillers.
_EMPTY = frozenset("\u2800\u115f\u1160\u3164\uffa0")

# Separators; controls, invisible marks of format and halves of characters; marks that need a letter to sit on.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me"})

# An address behind words, or one in sight; a name without a scheme becomes a link too, but nobody chose its scheme.
_LINK = re.compile(r'\bhref="([^"]*)"|(?<![a-z0-9])([a-z][a-z0-9]*://[^\s<]*)', re.IGNORECASE)
_SAFE = "https://"
_HEAD = re.compile(r"(?:[a-z0-9]+:)?(?://)?[^/?#&\"()]*", re.IGNORECASE)
_LONGEST_TOLD = 60


def shows_something(plain: str) -> bool:
    """Whether a reader of this plain text sees anything."""
    return any(one not in _EMPTY and category(one) not in _UNSEEN for one in plain)


def insecure_link(html: str) -> str | None:
    """The beginning, up to the end of its domain, of the first link that is not https; None when all of them are."""
    for found in _LINK.finditer(html):
        link = unescape(found[1] if found[1] is not None else found[2])
        if not link.lower().startswith(_SAFE):
            head = _HEAD.match(link)
            return (head[0] if head else link)[:_LONGEST_TOLD]
    return None
