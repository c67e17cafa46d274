"""The axes of the chart: round numbers upwards, round times to the right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MOST_LINES = 6
FEWEST_SLOTS = 8  # one bar alone would look like a wall

_DAY = timedelta(days=1)
_TICKS: tuple[timedelta, ...] = (
    *(timedelta(seconds=n) for n in (10, 30)),
    *(timedelta(minutes=n) for n in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=n) for n in (1, 2, 3, 6, 12)),
    *(timedelta(days=n) for n in (1, 2, 7, 14, 30, 90, 180, 360)),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of numbers: a line every `step`, the last at `top`."""

    step: int
    top: int

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(range(0, self.top + 1, self.step))


@dataclass(frozen=True, slots=True)
class Tick:
    """One time on the axis: how far along it, from 0 to 1, and what stands there; `day` below it, or nothing."""

    at: float
    label: str
    day: str = ""


def scale(highest: int) -> Scale:
    """Round lines, at most `MOST_LINES` above zero, that reach at least `highest`."""
    step = 1
    while True:
        for round_step in (step, step * 2, step * 5):
            if round_step * MOST_LINES >= highest:
                return Scale(round_step, max(1, -(-highest // round_step)) * round_step)
        step *= 10


def ticks(start: datetime, span: timedelta, zone: ZoneInfo, most: int) -> tuple[Tick, ...]:
    """At most `most` round times of this zone; with the day wherever one begins, when there is more than one."""
    begins = start.astimezone(zone).replace(tzinfo=None)
    every = next((tick for tick in _TICKS if span / tick <= most - 1), _TICKS[-1])
    days = (begins + span).date() != begins.date()
    return tuple(
        Tick((moment - begins) / span, _label(moment, every), _day(moment, is_first=not n) if days else "")
        if every < _DAY
        else Tick((moment - begins) / span, f"{moment:%d.%m}")
        for n, moment in enumerate(_moments(begins, span, every))
    )


def _moments(begins: datetime, span: timedelta, every: timedelta) -> Iterator[datetime]:
    midnight = begins.replace(hour=0, minute=0, second=0, microsecond=0)
    aligned = min(every, _DAY)
    moment = midnight + -(-(begins - midnight) // aligned) * aligned
    while moment <= begins + span:
        yield moment
        moment += every


def _label(moment: datetime, every: timedelta) -> str:
    return f"{moment:%H:%M:%S}" if every < timedelta(minutes=1) else f"{moment:%H:%M}"


def _day(moment: datetime, *, is_first: bool) -> str:
    return f"{moment:%d.%m}" if is_first or (moment.hour, moment.minute) == (0, 0) else ""
