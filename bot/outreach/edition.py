"""What one announcement is to the sender, whoever wrote it: each recipient's turn comes, and either there is something
to send or something to write down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.places import Language
from bot.outreach.ports import Letter
from bot.outreach.trial import Trial
from bot.outreach.verdicts import Verdict
from bot.store.database import Connection
from bot.store.outbox import Claimed


@dataclass(frozen=True, slots=True)
class Copy:
    """What one reader gets, and in which language its text really is.

    `told` are the items that no longer wait for this reader once it has arrived, `dropped` those that need not wait
    any more either, though it does not tell of them.
    """

    text: Language
    letter: Letter
    told: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


class Edition(Protocol):
    """One announcement being sent. `going` ends when nothing more of it may go out."""

    announcement: Announcement
    trial: Trial
    going: bool

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """Reads what `turn` has to know of these recipients, in the transaction that claimed them."""
        ...

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """What this recipient gets now; or what becomes of the row when they get nothing now."""
        ...
