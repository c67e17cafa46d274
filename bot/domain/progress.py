"""How far an announcement has come, and when nobody will be waiting for it any more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.announcement import MediaKind
from bot.domain.delivery import Status

# Rows that cost a call; what was skipped or cancelled says nothing about how fast Telegram is spoken to.
_CALLED = (Status.SENT, Status.GONE, Status.REFUSED, Status.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Postponed:
    """Recipients whose hour has not come: how many, and when the first and the last of them may be written to."""

    n: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of an announcement on its way beside the announcement itself.

    `tally` counts the rows of the outbox by status, and is not complete while `planning`. `notes` are those copies of a
    recall that could only be turned into notes, and `left` is what stays above each of them. `rate` is calls a second
    over the last interval, None without one. `recalled_by` is the number of the recall there is of it.
    """

    tally: Mapping[Status, int] = field(default_factory=dict)
    planning: bool = False
    postponed: Postponed | None = None
    notes: int = 0
    left: MediaKind | None = None
    frozen: bool = False
    rate: float | None = None
    recalled_by: int | None = None

    @property
    def total(self) -> int:
        return sum(self.tally.values())

    @property
    def called(self) -> int:
        """For how many recipients a call was made that came to an end."""
        return sum(self.tally.get(status, 0) for status in _CALLED)

    @property
    def waiting(self) -> int:
        return self.tally.get(Status.WAITING, 0) + self.tally.get(Status.BEGUN, 0)


def finish(progress: Progress, now: datetime) -> datetime | None:
    """When it will be through at its rate, rounded up to the minute; None when that cannot be said."""
    if not progress.rate or not progress.waiting or progress.planning or progress.frozen:
        return None
    end = now + timedelta(seconds=progress.waiting / progress.rate)
    if progress.postponed:
        end = max(end, progress.postponed.last + timedelta(seconds=progress.postponed.n / progress.rate))
    whole = end.replace(second=0, microsecond=0)
    return whole if whole == end else whole + timedelta(minutes=1)
