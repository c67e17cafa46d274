"""What the writer of an announcement may have forgotten in a text: placeholders, and the days it names."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from bot.domain.places import Language
from bot.i18n.formats import Formats

# Nobody writes these for readers. The letters of XXXX may be Latin or Cyrillic.
_SURE = (
    re.compile(r"\{[^{}\n]{0,60}\}"),
    re.compile(r"\[\[[^\[\]\n]{0,60}\]\]"),
    re.compile(r"\bTODO\b"),
    re.compile(r"\b[XХ]{4,}\b"),
    re.compile(r"\blorem\s+ipsum\b", re.IGNORECASE),
)

# These may be meant: a word in brackets is a remark, XXX the Roman thirty ("XXX халықаралық конференция"), "link" alone
# on its line is a place kept for one.
_LINK_WORDS = "ссылка|link|keçid|сілтеме|шилтеме|пайванд|salgylanma|havola"
_PERHAPS = (
    re.compile(r"<[^<>\n]{1,60}>"),
    re.compile(r"\[(?=[^\[\]\n]*\w)[^\[\]\n]{1,60}\]"),
    re.compile(r"\b[XХ]{3}\b"),
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

# Days in words. Beside a number may stand its ending or the word for a year ("24-уми", "24th", "2026-njy ýylyň",
# "2026 жылғы"), behind a month its case ("қарашаға", "noyabrgacha"). A word counts when it begins with a month's name.
_MONTH = r"([^\W\d_]{3,25})\.?"
_DAY = r"(?<!\d)(\d{1,2})(?:-[^\W\d_]{1,4}|st|nd|rd|th)?"
_YEAR_WORDS = "жылдың|жылдын|жылғы|жылы|жыл|ж|yilning|yilgi|yili|yil|ýylyň|ýylda|ýyly|ýyl|ilin|ili|il|соли"
_DAY_FIRST = re.compile(rf"{_DAY}(?:\s+of)?[-\s.]+{_MONTH}\W+(?:соли\s+)?(\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
# A year that follows on the same breath is the day's own: "22 декабря 2026, 10 января 2027", "10 Jan. 2027".
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(\d{{4}})(?:-[^\W\d_]{{2,4}}\b)?(?:\W{{0,2}}(?:{_YEAR_WORDS})\b)?\W+{_DAY}[-\s]+{_MONTH}"
    r"(?![^\W\d_]|\.?\s+(?:соли\s+)?\d{4})"
)
_SHORT = {"sept": 9}  # CLDR has "Sep" only


def sure_leftovers(plain: str) -> tuple[str, ...]:
    """Placeholders that cannot have been meant for readers."""
    return _found(_SURE, plain)


def likely_leftovers(plain: str) -> tuple[str, ...]:
    """What looks like a placeholder and may have been meant; without what is one for sure."""
    cleared = plain
    for pattern in _SURE:
        cleared = pattern.sub(" ", cleared)
    return _found(_PERHAPS, cleared)


def days_in(plain: str) -> tuple[date, ...]:
    """The whole dates in a text, each once: in digits, or with the month of any of our languages."""
    return tuple(dict.fromkeys(_days(plain)))


def _found(patterns: tuple[re.Pattern[str], ...], plain: str) -> tuple[str, ...]:
    matches = (match[0].strip() for pattern in patterns for match in pattern.finditer(plain))
    return tuple(dict.fromkeys(match[:_LONGEST_TOLD] for match in matches))


def _days(plain: str) -> Iterator[date]:
    yield from _real((int(y), int(m), int(d)) for d, m, y in _NUMERIC.findall(plain))
    yield from _real((int(y), int(m), int(d)) for y, m, d in _ISO.findall(plain))
    text = plain.replace("İ", "i").lower()  # whose small letter would be two characters
    yield from _real((int(y), _month(m), int(d)) for d, m, y in _DAY_FIRST.findall(text))
    yield from _real((int(y), _month(m), int(d)) for m, d, y in _MONTH_FIRST.findall(text))
    yield from _real((int(y), _month(m), int(d)) for y, d, m in _YEAR_FIRST.findall(text))


def _real(found: Iterator[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in found:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _month(word: str) -> int:
    """The number of the month that this word, in lower case, is or begins with; 0 when it is another word."""
    names, short = _months()
    stems = (word[:length] for length in range(len(word), 2, -1))
    return short.get(word) or next((names[stem] for stem in stems if stem in names), 0)


@cache
def _months() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The number of each month in every language, in lower case: by what endings are put to, and by its short form."""
    names: dict[str, int] = {}
    short: dict[str, int] = dict(_SHORT)
    for language in Language:
        formats = Formats(language)
        # The letter before an ending drops out or softens: "ноябрь", "24-ноябрына"; "қыркүйек", "24 қыркүйегі".
        names.update((re.sub("[ьк]$", "", name), n) for name, n in _own_words(formats.date))
        short.update(_own_words(formats.short_date))
    return names, short


def _own_words(told: Callable[[date], str]) -> Iterator[tuple[str, int]]:
    """What a form of dates calls each month, with its number: the words that not every month has."""
    words = [set(_WORD.findall(told(date(2000, month, 1)).lower())) for month in range(1, 13)]
    for number, own in enumerate(words, start=1):
        yield from ((word, number) for word in own - set.intersection(*words))
