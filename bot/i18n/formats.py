"""How a language writes numbers, money, dates, lists, and the names of countries and languages.

Babel's CLDR data, with corrections where it is wrong or misleads a reader. U+00A0 and U+202F inside numbers and dates
are kept: they keep a line from breaking there, and Telegram shows them well.
"""

import datetime as dt  # the module: a method here is called `date`
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

# CLDR's Tajik months are capitalised and lack the izofat that joins a month to its day.
_TAJIK_MONTHS = (
    *("январи", "феврали", "марти", "апрели", "майи", "июни"),
    *("июли", "августи", "сентябри", "октябри", "ноябри", "декабри"),
)

# CLDR has "22-noyabr, 2026"; this is the form in use.
_UZBEK_DAY, _UZBEK_MONTH = "y-'yil' d-MMMM", "y-'yil' MMMM"

_COUNTRIES = {("ru", "KG"): "Кыргызстан"}  # CLDR: «Киргизия», which the country does not call itself

_FORMAL_COUNTRIES = {
    ("ru", "KG"): "Кыргызская Республика",
    ("en", "KG"): "Kyrgyz Republic",
    ("az", "KG"): "Qırğız Respublikası",
    ("kk", "KG"): "Қырғыз Республикасы",
    ("ky", "KG"): "Кыргыз Республикасы",
    ("tg", "KG"): "Ҷумҳурии Қирғизистон",
    ("tk", "KG"): "Gyrgyz Respublikasy",
    ("uz", "KG"): "Qirgʻiz Respublikasi",
}

# CLDR's Uzbek has "ruscha" and "inglizcha" beside bare "tojik"; one list of languages needs one form.
_LANGUAGES = {
    ("ru", "ky"): "кыргызский",
    ("uz", "az"): "ozarbayjoncha",
    ("uz", "tg"): "tojikcha",
    ("uz", "tk"): "turkmancha",
    ("uz", "tr"): "turkcha",
    ("uz", "uz"): "oʻzbekcha",
}

# CLDR writes the same Uzbek letter with U+02BB in one name and with U+2018 in another.
UZBEK_LETTERS = str.maketrans({"\u2018": "\u02bb", "\u2019": "\u02bc"})

_NO_BREAK = "\u00a0"


class Formats:
    """The formats of one language; every answer is plain text. Made once a language: loading CLDR takes its time."""

    __slots__ = ("_locale", "language")

    def __init__(self, language: str) -> None:
        self.language = str(language)
        self._locale = Locale.parse(self.language)
        self.number(0)  # Babel reads its data at the first use: let that be now, not a reader's turn

    def number(self, n: int) -> str:
        """1234567 as "1 234 567", grouped as the language groups."""
        return format_decimal(n, locale=self._locale)

    def money(self, amount: int, currency: str) -> str:
        """Whole units with the ISO code in every language: "717 754 USD". A sign would hide which dollar it is."""
        return f"{self.number(amount)}{_NO_BREAK}{currency}"

    def date(self, day: dt.date) -> str:
        """The long form: "22 ноября 2026 г."."""
        match self.language:
            case "tg":
                return f"{day.day} {_TAJIK_MONTHS[day.month - 1]} соли {day.year}"
            case "uz":
                return format_date(day, _UZBEK_DAY, locale=self._locale)
            case _:
                return format_date(day, "long", locale=self._locale)

    def short_date(self, day: dt.date) -> str:
        """22.11.2026 everywhere but in English, whose readers do not agree on which number is the month."""
        return format_date(day, "medium" if self.language == "en" else "dd.MM.yyyy", locale=self._locale)

    def partial_date(self, text: str) -> str:
        """An ISO date that may lack its day or month ("2025", "2025-03", "2025-03-04"); ValueError for other text."""
        match text.split("-"):
            case [year]:
                return str(dt.date(int(year), 1, 1).year)
            case [year, month]:
                return self._month(dt.date(int(year), int(month), 1))
            case _:
                return self.date(dt.date.fromisoformat(text))

    def _month(self, day: dt.date) -> str:
        match self.language:
            case "tg":
                return f"{_TAJIK_MONTHS[day.month - 1]} соли {day.year}"
            case "uz":
                return format_date(day, _UZBEK_MONTH, locale=self._locale)
            case _:
                return format_skeleton("yMMMM", day, locale=self._locale)

    def moment(self, when: dt.datetime, zone: str) -> str:
        """An aware moment as the clocks of an IANA zone show it then: "22 ноября 2026 г., 10:00 (UTC+5)"."""
        there = when.astimezone(ZoneInfo(zone))
        return f"{self.date(there.date())}, {there:%H:%M} ({_offset(there.utcoffset() or dt.timedelta())})"

    def listed(self, words: Sequence[str]) -> str:
        """Words in a row: "A, B и C". Kazakh and Tajik put no conjunction before the last of three."""
        return format_list(words, style="standard", locale=self._locale)

    def country(self, code: str) -> str:
        """A country as a menu names it, by its ISO 3166 code; the code itself when CLDR has no name."""
        return self._named(_COUNTRIES, self._locale.territories, code)

    def country_formal(self, code: str) -> str:
        """A country as a text names it: where it differs from the menu, its official name."""
        return _FORMAL_COUNTRIES.get((self.language, code)) or self.country(code)

    def language_name(self, code: str) -> str:
        """A language as it stands inside a sentence ("русский", "Russian"); the code itself when CLDR has no name."""
        return self._named(_LANGUAGES, self._locale.languages, code)

    def language_label(self, code: str) -> str:
        """A language as it stands alone on a button: "Русский"."""
        name = self.language_name(code)
        # Python upper-cases as English does; Azerbaijani has a dotted capital for this letter.
        first = "İ" if self.language == "az" and name.startswith("i") else name[:1].upper()
        return first + name[1:]

    def _named(self, own: Mapping[tuple[str, str], str], cldr: Mapping[str, str], code: str) -> str:
        name = own.get((self.language, code)) or cldr.get(code, code)
        return name.translate(UZBEK_LETTERS) if self.language == "uz" else name


def _offset(distance: dt.timedelta) -> str:
    """The distance from UTC as readers know it: "UTC+5", "UTC+5:30", "UTC−3", "UTC"."""
    minutes = round(distance.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
