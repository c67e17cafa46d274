"""What staff write, as it is sent: each text made ready once a language, however many read it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.announcement import Announcement, Errand, text_wanted
from bot.domain.delivery import Matter
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.edition import Copy
from bot.outreach.guard import Guard
from bot.outreach.ports import Letter
from bot.outreach.trial import Trial
from bot.outreach.verdicts import Verdict, put_back, skip
from bot.outreach.waking import Waking
from bot.store.database import Connection
from bot.store.outbox import Claimed
from bot.ui import announce_recall_note
from bot.ui.announce_message import delivered
from bot.ui.screen import Screen


class Written:
    """Fits `edition.Edition`. The texts cannot change any more, so that copies may be kept.

    `original` is the announcement that a correction or a recall is about.
    """

    def __init__(
        self,
        announcement: Announcement,
        original: Announcement | None,
        translator: Callable[[Language], Translator],
        prepare: Callable[[Screen], Letter],
        waking: Waking,
    ) -> None:
        self.announcement = announcement
        self.trial = Trial()
        self.going = True
        self._original = original
        self._translator = translator
        self._prepare = prepare
        self._waking = waking
        self._copies: dict[Language, Copy | None] = {}

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """There is nothing to read: all that counts stands in the rows."""

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        if row.language not in self._copies:
            with Guard("Rendering an announcement") as guard:
                self._copies[row.language] = self._made(row.language)
            if guard.failure:
                return put_back(row, pause=guard.failure)
        copy = self._copies[row.language]
        if copy is None or not self._is_wanted(row):
            return skip(row)
        until = self._quiet_until(row, now)
        return copy if until is None else put_back(row, until)

    def _is_wanted(self, row: Claimed) -> bool:
        """Whether this recipient may still be written to and wants it.

        A copy that was sent is corrected or taken back whatever its reader asked for since, also after /stop: neither
        is a new message.
        """
        if row.matter is not Matter.ANNOUNCEMENT:
            return row.message_id is not None and row.standing in {Standing.ACTIVE, Standing.STOPPED}
        if row.standing is not Standing.ACTIVE or row.paused:
            return False
        audience = self.announcement.audience
        if audience.staff_only:
            return row.is_staff
        return any(row.interests.want(kind, audience.themes) for kind in audience.wanted_kinds)

    def _quiet_until(self, row: Claimed, now: datetime) -> datetime | None:
        if self.announcement.urgent or self.announcement.errand is not Errand.SEND:
            return None
        return self._waking.quiet_until(row, now)

    def _made(self, reader: Language) -> Copy | None:
        if self.announcement.errand is Errand.RECALL:
            media = self._original.media if self._original else None
            return Copy(reader, self._prepare(announce_recall_note.withdrawn(self._translator(reader), media)))
        text = text_wanted(self.announcement, reader)
        if text is None:
            return None
        return Copy(text, self._prepare(delivered(self._translator(reader), self.announcement, text)))
