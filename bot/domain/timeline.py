"""How sending went over time, in bars that never stand for fewer people than may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.approval import FEWEST
from bot.domain.report import Ending

MOST_BARS = 40  # a phone shows no more of them apart

STEPS: tuple[timedelta, ...] = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)

# From the bottom of a bar upwards. Whoever was skipped or cancelled was not called.
SHOWN: tuple[Ending, ...] = (Ending.SENT, Ending.BLOCKED, Ending.UNCERTAIN, Ending.FAILED)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars of one width: the first begins at `start`, and each ending has a number for every bar."""

    start: datetime
    step: timedelta
    columns: Mapping[Ending, tuple[int, ...]]

    @property
    def bars(self) -> int:
        return len(next(iter(self.columns.values())))


def step_for(span: timedelta) -> timedelta:
    """The narrowest bar by which this long a time needs no more than `MOST_BARS`."""
    return next((step for step in STEPS if span <= step * MOST_BARS), STEPS[-1])


def timeline(found: Mapping[tuple[datetime, Ending], int], step: timedelta) -> Timeline | None:
    """Bars from what was counted in steps of this length, wider ones where it takes too many; None without any.

    Each number of a bar is at least `FEWEST` or nothing: smaller ones are added to the next bar, at the end to the one
    before. An ending that fewer met altogether is left out.
    """
    if not found:
        return None
    first, last = min(moment for moment, _ in found), max(moment for moment, _ in found)
    width = max(step, step_for(last + step - first))
    bars = (last - first) // width + 1
    counted = {ending: [0] * bars for ending in SHOWN}
    for (moment, ending), n in found.items():
        if ending in counted:
            counted[ending][(moment - first) // width] += n
    columns = {ending: gathered(numbers) for ending, numbers in counted.items()}
    shown = {ending: numbers for ending, numbers in columns.items() if any(numbers)}
    return Timeline(first, width, shown) if shown else None


def gathered(numbers: Sequence[int]) -> tuple[int, ...]:
    """The same sum, with every number at least `FEWEST` or nothing; all nothing when the sum is smaller."""
    told, carried, latest = [0] * len(numbers), 0, -1
    for at, n in enumerate(numbers):
        carried += n
        if carried >= FEWEST:
            told[at], carried, latest = carried, 0, at
    if latest >= 0:
        told[latest] += carried
    return tuple(told)
