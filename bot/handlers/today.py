"""Which day it is where the member lives."""

from datetime import date

from bot.domain.places import zone_of
from bot.handlers.visit import Visit


def today(visit: Visit) -> date:
    """The day by which deadlines are counted for this reader."""
    return visit.now.astimezone(zone_of(visit.member.country if visit.member else None)).date()
