"""What all messages have in common that the bot sends by itself."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime

from bot.domain.announcement import Announcement
from bot.domain.member import Standing
from bot.domain.places import reader_zone
from bot.i18n.translator import Translator
from bot.outreach.edition import Copy
from bot.outreach.guard import Guard
from bot.outreach.materials import Letters, Materials
from bot.outreach.trial import Trial
from bot.outreach.verdicts import Verdict, put_back, skip
from bot.store.database import Connection
from bot.store.outbox import Claimed
from bot.ui.screen import Screen


class ByItself:
    """Fits `edition.Edition` once `look_up` and `turn` are there."""

    def __init__(self, announcement: Announcement, materials: Materials) -> None:
        self.announcement = announcement
        self.trial = Trial()
        self.going = True
        self._materials = materials
        self._letters = Letters(materials)

    def _copy(
        self,
        row: Claimed,
        what: Hashable,
        show: Callable[[Translator], Screen],
        told: tuple[int, ...] = (),
        dropped: tuple[int, ...] = (),
    ) -> Copy | Verdict:
        """What `show` makes, for this reader; `what` is all that it depends on, besides language and catalogue."""
        with Guard("Rendering what the bot sends by itself") as guard:
            return Copy(row.language, self._letters.get(row.language, what, show), told, dropped)
        return put_back(row, pause=guard.failure)


class Nothing(ByItself):
    """What it was about is not there."""

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """See `Edition.look_up`."""

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        del now
        return skip(row)


class Unreadable(Nothing):
    """What it is about was stored in a way that this version does not understand: a human decides."""

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        del now
        return put_back(row, pause="Unreadable")


def can_be_told(row: Claimed) -> bool:
    """Whether anything unasked may be sent to this member at all."""
    return row.standing is Standing.ACTIVE and not row.paused


def day_of(row: Claimed, now: datetime) -> date:
    """The day on the calendar of this reader."""
    return now.astimezone(reader_zone(row.country)).date()
