"""Moments and zones: reading a typed date and time, telling how far a day is, and when people sleep."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

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


def days_until(day: date, today: date) -> int:
    """Whole days from `today` to `day`; negative when it has passed."""
    return (day - today).days
