"""The zones of funders' offices in words: a city that applicants know."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n.marks import mark
from bot.i18n.translator import Translator

# Ours and short: what CLDR says of a zone is a place for one ("Brussels Time"), a country for another.
_ZONES: dict[str, str] = {
    "America/New_York": mark("New York time"),
    "Europe/London": mark("London time"),
    "Europe/Brussels": mark("Brussels time"),
    "Europe/Paris": mark("Paris time"),
    "Europe/Berlin": mark("Berlin time"),
    "Europe/Amsterdam": mark("Amsterdam time"),
    "Europe/Vienna": mark("Vienna time"),
    "Europe/Zurich": mark("Zurich time"),
    "Europe/Prague": mark("Prague time"),
    "Europe/Warsaw": mark("Warsaw time"),
    "Europe/Stockholm": mark("Stockholm time"),
    "Europe/Helsinki": mark("Helsinki time"),
    "Europe/Istanbul": mark("Istanbul time"),
    "Asia/Baku": mark("Baku time"),
    "Asia/Almaty": mark("Almaty time"),
    "Asia/Bishkek": mark("Bishkek time"),
    "Asia/Dushanbe": mark("Dushanbe time"),
    "Asia/Ashgabat": mark("Ashgabat time"),
    "Asia/Tashkent": mark("Tashkent time"),
    "Asia/Tokyo": mark("Tokyo time"),
}


def clock_there(t: Translator, moment: datetime, zone: str) -> str:
    """A moment as the clocks of an IANA zone show it: "1 March 2027, 17:00 (Brussels time)"; plain text.

    A zone without a name of ours is told by its distance from UTC then.
    """
    if zone not in _ZONES:
        return t.moment(moment, zone)
    there = moment.astimezone(ZoneInfo(zone))
    return t.plain(
        "{date}, {time} ({zone})", date=t.date(there.date()), time=f"{there:%H:%M}", zone=t.plain(_ZONES[zone])
    )
