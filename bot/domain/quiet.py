"""When a reader wants no message: hours of the night and days of rest, on the reader's own clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.places import Country

# Whether a day, on the reader's calendar, is one on which nothing unasked is sent.
Closed = Callable[[date], bool]

# The closed days of a reader of this country; None for readers whose country is unknown.
Calendars = Callable[[Country | None], Closed]

# No country rests longer. A calendar without an open day in so many is taken for a mistake and passed over, or else
# what waits for its end would be lost.
_LONGEST_REST = 31

_LAST_HOUR = 23


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` o'clock until `end` o'clock (0 to 23), mostly over midnight; the same number twice means never."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start <= _LAST_HOUR and 0 <= self.end <= _LAST_HOUR):
            raise ValueError("hours are 0 to 23")

    @property
    def are_none(self) -> bool:
        """Whether there are no quiet hours at all."""
        return self.start == self.end

    def cover(self, hour: int) -> bool:
        """Whether it is quiet while the clock shows this hour."""
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


USUAL = Hours(21, 9)
NONE = Hours(0, 0)


def open_from(moment: datetime, zone: ZoneInfo, hours: Hours, closed: Closed) -> datetime:
    """The first moment, as UTC and not before `moment`, outside of the quiet hours and the closed days of this clock.

    Where the calendar has no open day within a month only the hours count.
    """
    awake = _after_hours(moment, zone, hours)
    day = awake.astimezone(zone).date()
    first = first_open_day(day, closed)
    return awake if first == day else _after_hours(datetime.combine(first, time(), zone), zone, hours)


def is_quiet(moment: datetime, zone: ZoneInfo, hours: Hours, closed: Closed) -> bool:
    """Whether what is to be sent at this moment has to wait, by the same rules as `open_from`."""
    return open_from(moment, zone, hours, closed) > moment


def first_open_day(day: date, closed: Closed) -> date:
    """This day or the first after it that is not closed; the day itself where none is open within a month."""
    days = (day + timedelta(days=n) for n in range(_LONGEST_REST))
    return next((one for one in days if not closed(one)), day)


def _after_hours(moment: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    there = moment.astimezone(zone)
    if not hours.cover(there.hour):
        return moment.astimezone(UTC)
    day = there.date() + timedelta(days=1) if there.hour >= hours.end else there.date()
    # A clock that is put back shows the same hours twice: whoever is in the second ones waits for the second end.
    return datetime.combine(day, time(hours.end, fold=there.fold), zone).astimezone(UTC)
