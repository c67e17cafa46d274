"""Which day it is for the readers: it begins first in the east and ends last in the west."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.places import Country, reader_zone


@dataclass(frozen=True, slots=True)
class Days:
    """`ahead` is the day of those for whom it is latest and `clock` the time there, `behind` the day of the others."""

    ahead: date
    clock: time
    behind: date


def days_at(now: datetime) -> Days:
    """The days at this moment."""
    clocks = [now.astimezone(reader_zone(country)).replace(tzinfo=None) for country in Country]
    first, last = max(clocks), min(clocks)
    return Days(first.date(), first.time(), last.date())
