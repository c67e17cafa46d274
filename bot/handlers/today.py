"""Which day it is where the member lives."""

from bot.domain.places import reader_zone
from bot.domain.timing import Today
from bot.handlers.visit import Visit


def today(visit: Visit) -> Today:
    """The day by which deadlines are counted for this reader, on the clock by which they are written to as well."""
    return Today.at(visit.now, reader_zone(visit.member.country if visit.member else None))
