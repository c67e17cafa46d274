"""The days on which a country rests or mourns, with their names in the reader's language.

The calendars are those of the package `holidays`: public holidays with the days off that stand in for them, until 2100.
Feasts of the moon are estimated for years to come, and their names say so. Importing it loads the calendars of the
whole world (0.15 seconds, 20 MB): at the start of the process, when nobody waits for an answer yet.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import HolidayBase
from holidays.countries.azerbaijan import Azerbaijan
from holidays.countries.kazakhstan import Kazakhstan
from holidays.countries.kyrgyzstan import Kyrgyzstan
from holidays.countries.tajikistan import Tajikistan
from holidays.countries.turkmenistan import Turkmenistan
from holidays.countries.uzbekistan import Uzbekistan

from bot.i18n.formats import UZBEK_LETTERS
from bot.i18n.holiday_names import in_russian

_CALENDARS: dict[str, type[HolidayBase]] = {
    "AZ": Azerbaijan,
    "KZ": Kazakhstan,
    "KG": Kyrgyzstan,
    "TJ": Tajikistan,
    "TM": Turkmenistan,
    "UZ": Uzbekistan,
}

_SUNDAY = 6
_YEARS_KEPT = 256

# The package's English names, put into Russian by us.
_OWN_RUSSIAN = "ru, ours"

# The languages in which the days of a country have names, as the package writes them.
_SPOKEN: dict[str, dict[str, str]] = {
    "AZ": {"az": "az", "ru": _OWN_RUSSIAN, "en": "en_US"},
    "KZ": {"kk": "kk", "ru": _OWN_RUSSIAN, "en": "en_US"},
    "KG": {"ky": "ky", "ru": "ru_KG", "en": "en_US"},
    "TJ": {"tg": "tg", "ru": "ru", "en": "en_US"},
    "TM": {"tk": "tk", "ru": "ru", "en": "en_US"},
    "UZ": {"uz": "uz", "ru": _OWN_RUSSIAN, "en": "en_US"},
}

# Days of mourning: 20 January 1990 in Baku, the earthquake of 6 October 1948.
_REMEMBRANCE = {("AZ", 1, 20), ("TM", 10, 6)}

# The package writes the feasts without the dotless ı; its remarks are words of computing ("is being watched",
# "appraised"), or English that only those know who keep calendars.
_CORRECTIONS = {
    "Ramazan bayrami": "Ramazan bayramı",
    "Qurban bayrami": "Qurban bayramı",
    "(müşahidə olunur": "(istirahət günü",
    "(бағаланған": "(шамамен",
    "(қайта белгіленген демалыс": "(демалыс күні",
    "(көрүлгөн күнү": "(дем алыш күнү",
    "(observed": "(day off",
    "estimated)": "date may shift)",
}
# Which working day it stands in for, in digits whose order differs from the reader's.
_STANDS_IN_FOR = re.compile(r" \([^()]*\d[^()]*\)")


def closed_days(country: str, years: Iterable[int], language: str = "en") -> Mapping[date, str]:
    """The public holidays of a country (ISO 3166) in these years, each with its name; none outside 1990 to 2100.

    A name is in this language where there is one, else in Russian; a few are in English.
    """
    days: dict[date, str] = {}
    for year in years:
        days.update(_days(country, year, _spoken(country, language)))
    return days


def is_rest_day(country: str | None, day: date) -> bool:
    """Whether it is Sunday or a public holiday of this country; without a country only Sundays are known."""
    if day.weekday() == _SUNDAY:
        return True
    return country is not None and day in _days(country, day.year, _spoken(country, "en"))


def remembrance(country: str | None, day: date) -> bool:
    """Whether this country mourns on this day: then nothing is sent that is not urgent."""
    return (country, day.month, day.day) in _REMEMBRANCE


def is_closed(country: str | None, quiet_days: bool, day: date) -> bool:
    """Whether a reader gets nothing on this day that the bot sends by itself."""
    return (quiet_days and is_rest_day(country, day)) or remembrance(country, day)


def name_of(country: str | None, day: date, language: str) -> str | None:
    """What a public holiday is called, in the language that `closed_days` would take; None for any other day."""
    return None if country is None else _days(country, day.year, _spoken(country, language)).get(day)


def _spoken(country: str, language: str) -> str:
    spoken = _SPOKEN[country]
    return spoken.get(language, spoken["ru"])


@lru_cache(_YEARS_KEPT)
def _days(country: str, year: int, spoken: str) -> Mapping[date, str]:
    found = _CALENDARS[country](years=year, language="en_US" if spoken == _OWN_RUSSIAN else spoken)
    if spoken == _OWN_RUSSIAN:
        return MappingProxyType({day: in_russian(country, name) for day, name in found.items()})
    return MappingProxyType({day: _corrected(name, spoken) for day, name in found.items()})


def _corrected(name: str, spoken: str) -> str:
    name = _STANDS_IN_FOR.sub("", name)
    for wrong, right in _CORRECTIONS.items():
        name = name.replace(wrong, right)
    return name.translate(UZBEK_LETTERS) if spoken == "uz" else name
