"""When applications are taken, and in which order a reader of a country sees what takes them."""

from datetime import date
from enum import StrEnum

from bot.domain.places import Country


class Window(StrEnum):
    """When applications are taken."""

    DATED = "dated"  # until a day that is known
    ROLLING = "rolling"  # at any time
    EXPECTED = "expected"  # usually once a year; this year's window is not announced
    UNKNOWN = "unknown"  # the last call known is some years old, or nothing says that there will be another


def order_key(
    window: Window, deadline: date | None, countries: frozenset[Country], home: Country | None
) -> tuple[bool, int, date]:
    """Sorts own country first, soonest deadline first, then rolling, then only expected, then unknown."""
    ranks = {Window.DATED: 0, Window.ROLLING: 1, Window.EXPECTED: 2, Window.UNKNOWN: 3}
    return (home is not None and home not in countries, ranks[window], deadline or date.max)
