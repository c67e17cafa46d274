"""What the writer of an announcement may have forgotten in a text: placeholders, and days that have passed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.domain.places import Language
from bot.i18n.formats import Formats

# Nobody writes these for readers. The letters of XXX may be Latin or Cyrillic.
_SURE = (
    re.compile(r"\{[^{}\n]{0,60}\}"),
    re.compile(r"\[\[[^\[\]\n]{0,60}\]\]"),
    re.compile(r"\bTODO\b"),
    re.compile(r"\b[XХ]{3,}\b"),
    re.compile(r"\blorem\s+ipsum\b", re.IGNORECASE),
)

# These may be meant: a word in brackets is a remark, "link" alone on its line is a place kept for one.
_LINK_WORDS = "ссылка|link|keçid|сілтеме|шилтеме|пайванд|salgylanma|havola"
_PERHAPS = (
    re.compile(r"<[^<>\n]{1,60}>"),
    re.compile(r"\[(?=[^\[\]\n]*\w)[^\[\]\n]{1,60}\]"),
    re.compile(r"\?{3,}"),
    re.compile(r"_{5,}"),
    re.compile(r"\blorem\b", re.IGNORECASE),
    re.compile(rf"[(«“]\s*(?:{_LINK_WORDS})\s*[)»”]|^\s*(?:{_LINK_WORDS})\s*$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"\b(?:dd\.mm\.yyyy|yyyy-mm-dd|дд\.мм\.гггг)\b", re.IGNORECASE),
)
_LONGEST_TOLD = 30

_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")


def sure_leftovers(plain: str) -> tuple[str, ...]:
    """Placeholders that cannot have been meant for readers."""
    return _found(_SURE, plain)


def likely_leftovers(plain: str) -> tuple[str, ...]:
    """What looks like a placeholder and may have been meant; without what is one for sure."""
    cleared = plain
    for pattern in _SURE:
        cleared = pattern.sub(" ", cleared)
    return _found(_PERHAPS, cleared)


def passed_days(plain: str, today: date) -> tuple[date, ...]:
    """The whole dates in a text that lie before today: in digits, or with the month of any of our languages."""
    return tuple(dict.fromkeys(day for day in _days(plain) if day < today))


def _found(patterns: tuple[re.Pattern[str], ...], plain: str) -> tuple[str, ...]:
    matches = (match[0].strip() for pattern in patterns for match in pattern.finditer(plain))
    return tuple(dict.fromkeys(match[:_LONGEST_TOLD] for match in matches))


def _days(plain: str) -> Iterator[date]:
    yield from _real((int(y), int(m), int(d)) for d, m, y in _NUMERIC.findall(plain))
    yield from _real((int(y), int(m), int(d)) for y, m, d in _ISO.findall(plain))
    months = _months()
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    # "24 ноября 2026", "24 ноябри соли 2026"; "November 24, 2026"; "2026 ж. 24 қараша", "2026-yil 24-noyabr".
    day_first = rf"(?<!\d)(\d{{1,2}})[-\s.]+({names})\W+(?:соли\s+)?(\d{{4}})(?!\d)"
    month_first = rf"\b({names})\s+(\d{{1,2}}),?\s+(\d{{4}})(?!\d)"
    year_first = rf"(?<!\d)(\d{{4}})(?:\W{{0,2}}(?:жылдын|жылғы|жыл|yil|ýylyň|ж)\b)?\W+(\d{{1,2}})[-\s]+({names})\b"
    text = plain.lower()
    yield from _real((int(y), months[m], int(d)) for d, m, y in re.findall(day_first, text))
    yield from _real((int(y), months[m], int(d)) for m, d, y in re.findall(month_first, text))
    yield from _real((int(y), months[m], int(d)) for y, d, m in re.findall(year_first, text))


def _real(found: Iterator[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in found:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _months() -> Mapping[str, int]:
    """The number of each month by its name in a date, in lower case, in every language."""
    months: dict[str, int] = {}
    for language in Language:
        formats = Formats(language)
        words = [set(_WORD.findall(formats.date(date(2000, month, 1)).lower())) for month in range(1, 13)]
        for number, told in enumerate(words, start=1):
            months.update(dict.fromkeys(told - set.intersection(*words), number))
    return months
