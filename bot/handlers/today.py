"""Which day it is where the member lives."""

from datetime import date

from bot.domain.places import reader_zone, zone_of
from bot.handlers.visit import Visit


def today(visit: Visit) -> date:
    """The day by which deadlines are counted for this reader."""
    return visit.now.astimezone(zone_of(visit.member.country if visit.member else None)).date()


def sending_day(visit: Visit) -> date:
    """The day on the clock by which messages are sent to this reader; the usual one when no country is known."""
    return visit.now.astimezone(reader_zone(visit.member.country if visit.member else None)).date()
