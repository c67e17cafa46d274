"""The languages the bot speaks and the countries it serves, with the zone each country lives in."""

from enum import StrEnum
from zoneinfo import ZoneInfo


class Language(StrEnum):
    """ISO 639-1 codes, in the order the language menu shows them."""

    RU = "ru"
    EN = "en"
    AZ = "az"
    KK = "kk"
    KY = "ky"
    TG = "tg"
    TK = "tk"
    UZ = "uz"


class Country(StrEnum):
    """ISO 3166-1 codes, in the programme's own order."""

    AZ = "AZ"
    KZ = "KZ"
    KG = "KG"
    TJ = "TJ"
    TM = "TM"
    UZ = "UZ"


# Each language in its own name: a reader looks for this word, whatever the screen around it speaks.
OWN_NAMES: dict[Language, str] = {
    Language.RU: "Русский",
    Language.EN: "English",
    Language.AZ: "Azərbaycan dili",
    Language.KK: "Қазақ тілі",
    Language.KY: "Кыргызча",
    Language.TG: "Тоҷикӣ",
    Language.TK: "Türkmen dili",
    Language.UZ: "Oʻzbekcha",
}

# IANA zones; none of the six has summer time. Almaty is +05 since 1 March 2024 (tzdata >= 2024a).
ZONES: dict[Country, str] = {
    Country.AZ: "Asia/Baku",
    Country.KZ: "Asia/Almaty",
    Country.KG: "Asia/Bishkek",
    Country.TJ: "Asia/Dushanbe",
    Country.TM: "Asia/Ashgabat",
    Country.UZ: "Asia/Tashkent",
}

# What people write for what the standard says; community language packs of Telegram send these too.
_ALIASES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk"}


# The clock of a member whose country is unknown: of the six zones (+4 to +6) the one most live in.
USUAL_ZONE = "Asia/Tashkent"


def reader_zone(country: Country | None) -> ZoneInfo:
    """The clock by which a member of this country lives; the usual one when the country is unknown."""
    return ZoneInfo(ZONES[country] if country else USUAL_ZONE)


def zone_of(country: Country | None) -> ZoneInfo:
    """The zone a member of this country lives in; UTC for nobody's country."""
    return ZoneInfo(ZONES[country] if country else "UTC")


def language_from_hint(code: str | None) -> Language | None:
    """Telegram's `language_code` as one of ours, or None.

    The field is an IETF tag of up to 64 characters and may be a community pack's own name, so only its first
    part is read. It is a hint and never a choice: most people in the region run Telegram in Russian.
    """
    first = (code or "").lower().replace("_", "-").split("-")[0]
    first = _ALIASES.get(first, first)
    return Language(first) if first in set(Language) else None


def reading_chain(language: Language) -> tuple[Language, ...]:
    """The languages in which this reader is shown a text, best first: their own, then Russian, then English.

    Readers of English get Russian last. The chain is stated on the help screen; whoever gets a text in a language
    other than their own is told so on the screen that shows it.
    """
    chain = (language, Language.RU, Language.EN) if language is not Language.EN else (Language.EN, Language.RU)
    return tuple(dict.fromkeys(chain))
