"""When something is said again and again: moments on a clock on the wall, and the rules by which they repeat."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.cron import LAST_YEAR, read_cron
from bot.domain.places import ZONES, Country

DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"

# No clock of our time was ever put forward by more at once, but for islands that changed their date.
_LARGEST_GAP = timedelta(hours=3)
_LEAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`rule` is "daily", "weekly", "monthly" or five fields of cron. It ends after `until`, or after `times` times.

    "monthly 31" keeps the day that was asked for when a shorter month has moved the wall to its last. `times` counts
    the occurrences still to come, the one at the wall among them. `skipped` are days, on the clock of the announcement,
    left out; they do not count.
    """

    rule: str
    until: date | None = None
    times: int | None = None
    skipped: frozenset[date] = frozenset()

    @property
    def rhythm(self) -> str | None:
        """DAILY, WEEKLY or MONTHLY; None when the rule is an expression of cron."""
        word = self.rule.partition(" ")[0]
        return word if word in {DAILY, WEEKLY, MONTHLY} else None


@dataclass(frozen=True, slots=True)
class Timing:
    """What was asked for: `wall` is a naive date and time on the clock of `zone`, an IANA name.

    With `by_reader` it is the time on each reader's own clock, and `zone` is for readers whose country is unknown.
    `countries` are then those of its audience, none for all: where nobody gets it no clock counts.
    A repetition by cron begins with the first match at or after `wall`, any other with `wall` itself.
    """

    wall: datetime
    zone: str
    by_reader: bool = False
    repeat: Repeat | None = None
    countries: frozenset[Country] = frozenset()


def next_wall(rule: str, anchor: datetime, after: datetime) -> datetime | None:
    """The first wall time by this rule later than `after` and not before `anchor`, which gives its time and day.

    A month without the day takes its last. None at the end of the calendar. Raises CronError.
    """
    after = max(after, anchor - _LEAST)
    if after.year > LAST_YEAR:
        return None
    rhythm = Repeat(rule).rhythm
    if rhythm is None:
        return read_cron(rule).after(after)
    found = datetime.combine(after.date(), anchor.time())
    if rhythm == MONTHLY:
        wanted = int(rule.partition(" ")[2] or anchor.day)
        found = _in_month(found, wanted)
        if found <= after:
            found = _in_month(found.replace(day=28) + timedelta(days=4), wanted)
        return found
    if rhythm == WEEKLY:
        found += timedelta(days=(anchor.weekday() - found.weekday()) % 7)
    if found <= after:
        found += timedelta(days=7 if rhythm == WEEKLY else 1)
    return found


def as_utc(wall: datetime, zone: str) -> datetime:
    """The UTC moment when the clock of this zone shows `wall`.

    A time that the clock leaves out is moved forward by as much, of one that it shows twice the first counts.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def moment_for(timing: Timing, country: Country | None) -> datetime:
    """The UTC moment at which this is for a reader of this country."""
    return as_utc(timing.wall, ZONES[country] if timing.by_reader and country else timing.zone)


def first_moment(timing: Timing) -> datetime:
    """The UTC moment from which on this is for somebody: by readers' clocks the earliest of all that count."""
    if not timing.by_reader:
        return moment_for(timing, None)
    return min(moment_for(timing, country) for country in timing.countries or (None, *Country))


def next_occurrence(timing: Timing, after: datetime) -> Timing | None:
    """The same, moved on to its first occurrence whose first moment is later than `after`, a UTC one; None when over.

    That is `timing` itself while it is still to come. What has passed counts against `times`, days left out do not.
    Raises CronError.
    """
    return next((one for one in _occurrences(timing, after) if not is_left_out(one)), None)


def newest(timing: Timing, due_at: datetime, now: datetime) -> tuple[Timing, Timing | None]:
    """The newest occurrence of a repetition from `due_at`, its next promised moment, until `now`; and the one after it.

    Where the rules of the zone have changed since it was promised there may be none: what was promised stands.
    """
    found, following = None, next_occurrence(timing, due_at - _LEAST)
    while following is not None and first_moment(following) <= now:
        found, following = following, next_occurrence(following, first_moment(following))
    if found is None and following is not None and timing.by_reader and first_moment(following) - due_at < _LARGEST_GAP:
        # It was promised by a clock that no longer counts, or that shows another time by now: this one was meant.
        return following, next_occurrence(following, first_moment(following))
    promised = due_at.astimezone(ZoneInfo(timing.zone)).replace(tzinfo=None)
    return found or replace(timing, wall=promised), following


def upcoming(timing: Timing, after: datetime, n: int) -> tuple[Timing, ...]:
    """The next `n` occurrences after a UTC moment, those on days left out among them: see `is_left_out`."""
    return tuple(islice(_occurrences(timing, after), n))


def is_left_out(timing: Timing) -> bool:
    """Whether the day of the wall is one of those that were taken out."""
    return timing.repeat is not None and timing.wall.date() in timing.repeat.skipped


def _occurrences(timing: Timing, after: datetime) -> Iterator[Timing]:
    repeat = timing.repeat
    if repeat is None:
        if first_moment(timing) > after:
            yield timing
        return
    # What is earlier than this has passed wherever the reader is.
    past = after.astimezone(ZoneInfo(timing.zone)).replace(tzinfo=None) - _LARGEST_GAP
    left = repeat.times
    for wall in _walls(timing, repeat, past):
        if left is not None and left <= 0:
            return
        # The wall alone would forget the 31st in February.
        is_short = repeat.rule == MONTHLY and wall.day != timing.wall.day
        rule = f"{MONTHLY} {timing.wall.day}" if is_short else repeat.rule
        occurrence = replace(timing, wall=wall, repeat=replace(repeat, rule=rule, times=left))
        if wall > past and first_moment(occurrence) > after:
            yield occurrence
        if left is not None and not is_left_out(occurrence):
            left -= 1


def _walls(timing: Timing, repeat: Repeat, past: datetime) -> Iterator[datetime]:
    """Wall times by the rule: all that are not before `past`, and those before it when they have to be counted."""
    start = max(timing.wall, past) if repeat.times is None else timing.wall
    wall = next_wall(repeat.rule, timing.wall, start - _LEAST)
    while wall is not None and (repeat.until is None or wall.date() <= repeat.until):
        yield wall
        wall = next_wall(repeat.rule, timing.wall, wall)


def _in_month(moment: datetime, day: int) -> datetime:
    """The same time on this day of the month, or on its last."""
    return moment.replace(day=min(day, monthrange(moment.year, moment.month)[1]))
