"""Moments and zones: reading a typed date and time, telling how far a day is, and when people sleep."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.places import reader_zone

_TYPED = re.compile(
    r"^\s*(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))"
    r"[\sT,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s*$",
    re.ASCII,
)


# A dot after the year is how some write it, and a phone's keyboard offers any of these between the numbers.
_TYPED_DAY = re.compile(
    r"^\s*(?:(?P<y>\d{4})[-./\s]+(?P<m>\d{1,2})[-./\s]+(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-./\s]+(?P<m2>\d{1,2})[-./\s]+(?:(?P<y2>\d{4})|(?P<y3>\d{2})))\.?\s*$",
    re.ASCII,
)
_THIS_CENTURY = 2000


def read_moment(typed: str, zone: str) -> datetime | None:
    """A typed moment (`2026-11-24 10:00` or `24.11.2026 10:00`) in `zone`, as UTC; None when it is not one.

    Seconds may follow the minutes.
    """
    found = _TYPED.match(typed)
    if not found:
        return None
    part = {key: int(value) for key, value in found.groupdict().items() if value is not None}
    try:
        day = _day_in(part)
        moment = datetime.combine(day, time(part["hour"], part["minute"], part.get("second", 0)), ZoneInfo(zone))
    except ValueError:
        return None
    return moment.astimezone(UTC)


def read_day(typed: str) -> date | None:
    """A typed day (`2026-12-24`, `24.12.2026`, `24/12/26`), None when it is not one."""
    found = _TYPED_DAY.match(typed)
    if not found:
        return None
    part = {key: int(value) for key, value in found.groupdict().items() if value is not None}
    try:
        return _day_in(part)
    except ValueError:
        return None


def _day_in(part: Mapping[str, int]) -> date:
    """The day in the parts of an expression: year first, or day first and then a year that may be short."""
    if "y" in part:
        return date(part["y"], part["m"], part["d"])
    return date(part["y2"] if "y2" in part else _THIS_CENTURY + part["y3"], part["m2"], part["d2"])


class Today(date):
    """The day it is on a reader's own clock. A day like any other, which also knows the moment, `now`, on that clock.

    What ends at a moment far away ends on one day for its author and on another for its readers. Another day reckoned
    from this one, as tomorrow, has no moment.
    """

    now: datetime | None = None

    @classmethod
    def at(cls, moment: datetime, zone: ZoneInfo) -> Self:
        """The day of this moment in this zone."""
        here = moment.astimezone(zone)
        day = cls(here.year, here.month, here.day)
        day.now = here
        return day


def day_there(day: date, moment: datetime | None, today: date | None = None) -> date:
    """On which day something ends for who lives by the clock of `today`; when `moment` is not known, on its own `day`.

    Where nothing says which clock that is it is the one most readers live by.
    """
    now = today.now if isinstance(today, Today) else None
    return day_by(day, moment, (now and now.tzinfo) or reader_zone(None))


def day_by(day: date, moment: datetime | None, clock: tzinfo) -> date:
    """The same by this clock."""
    return day if moment is None else moment.astimezone(clock).date()


def is_past(day: date, moment: datetime | None, today: date) -> bool:
    """Whether something has ended that ends at this moment or, when it is not known, with this day."""
    now = today.now if isinstance(today, Today) else None
    if moment is None or now is None:
        return day_there(day, moment, today) < today
    return moment <= now


def days_until(day: date, today: date) -> int:
    """Whole days from `today` to `day`; negative when it has passed."""
    return (day - today).days
