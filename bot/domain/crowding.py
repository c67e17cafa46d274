"""Whether a repetition goes out more than once on one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby, islice

from bot.domain.cron import read_cron
from bot.domain.schedule import Repeat, Timing, next_occurrence, next_wall


@dataclass(frozen=True, slots=True)
class Crowded:
    """The first day to come, on the clock of the announcement, with several times; and how many they are.

    `by_minutes` when there are several within one hour: the first field of the expression says so, perhaps by mistake.
    """

    day: date
    times: int
    by_minutes: bool


def crowded(timing: Timing, after: datetime) -> Crowded | None:
    """What is repeated too often after a UTC moment; None when it goes out once a day at most. Raises CronError."""
    if timing.repeat is None or timing.repeat.rhythm:
        return None
    rule = read_cron(timing.repeat.rule)
    if len(rule.minutes) * len(rule.hours) == 1:
        return None
    ahead = next_occurrence(timing, after)
    if ahead is None or ahead.repeat is None:
        return None
    for day, walls in groupby(islice(_walls(ahead.wall, ahead.repeat), ahead.repeat.times), key=datetime.date):
        times = sum(1 for _ in walls)
        if times > 1:
            return Crowded(day, times, by_minutes=len(rule.minutes) > 1)
    return None


def _walls(first: datetime, repeat: Repeat) -> Iterator[datetime]:
    """Every wall time from the first on, without the days left out."""
    wall: datetime | None = first
    while wall is not None and (repeat.until is None or wall.date() <= repeat.until):
        if wall.date() in repeat.skipped:
            # The whole day at once: an expression may have a thousand times on it.
            wall = datetime.combine(wall.date(), time.max)
        else:
            yield wall
        wall = next_wall(repeat.rule, first, wall)
