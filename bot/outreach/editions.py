"""Announcements as they are sent: each made ready once a language, however many read it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcement import Announcement, Errand, text_wanted
from bot.domain.delivery import Matter
from bot.domain.member import Standing
from bot.domain.places import Country, Language, reader_zone
from bot.domain.timing import quiet_until
from bot.i18n.translator import Translator
from bot.outreach.guard import Guard
from bot.outreach.ports import Letter
from bot.outreach.trial import Trial
from bot.store import announcements
from bot.store.database import Connection
from bot.store.outbox import Claimed
from bot.ui import announce_recall_note
from bot.ui.announce_message import delivered
from bot.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Copy:
    """What one reader gets, and in which language its text really is."""

    text: Language
    letter: Letter


class Edition:
    """One announcement being sent. Its texts cannot change any more, so that copies may be kept.

    `original` is the announcement that a correction or a recall is about. `going` ends when nothing more of it may go
    out. `fault` is the kind of error for which a copy could not be made ready.
    """

    def __init__(
        self,
        announcement: Announcement,
        original: Announcement | None,
        translator: Callable[[Language], Translator],
        prepare: Callable[[Screen], Letter],
    ) -> None:
        self.announcement = announcement
        self.original = original
        self.trial = Trial()
        self.going = True
        self.fault: str | None = None
        self._translator = translator
        self._prepare = prepare
        self._copies: dict[Language, Copy | None] = {}
        self._waking: dict[Country | None, datetime | None] = {}
        self._asked: datetime | None = None

    def copy_for(self, reader: Language) -> Copy | None:
        """What a reader of this language gets; None when nothing, or when there is a fault now."""
        if reader not in self._copies:
            with Guard("Rendering an announcement") as guard:
                self._copies[reader] = self._made(reader)
            self.fault = guard.failure
        return self._copies.get(reader)

    def is_wanted(self, row: Claimed) -> bool:
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

    def quiet_until(self, country: Country | None, now: datetime) -> datetime | None:
        """When the quiet hours of a reader there end; None when it may go out now."""
        if self.announcement.urgent or self.announcement.errand is not Errand.SEND:
            return None
        if self._asked != now:
            self._asked = now
            self._waking.clear()
        if country not in self._waking:
            self._waking[country] = quiet_until(now, reader_zone(country))
        return self._waking[country]

    def _made(self, reader: Language) -> Copy | None:
        if self.announcement.errand is Errand.RECALL:
            media = self.original.media if self.original else None
            return Copy(reader, self._prepare(announce_recall_note.withdrawn(self._translator(reader), media)))
        text = text_wanted(self.announcement, reader)
        if text is None:
            return None
        return Copy(text, self._prepare(delivered(self._translator(reader), self.announcement, text)))


class Editions:
    """The announcements that are being sent."""

    def __init__(self, translator: Callable[[Language], Translator]) -> None:
        self._translator = translator
        self._open: dict[int, Edition] = {}

    async def open(self, c: Connection, announcement_ids: Iterable[int], prepare: Callable[[Screen], Letter]) -> None:
        """Makes these known to `get`."""
        for announcement_id in set(announcement_ids) - self._open.keys():
            found = await announcements.get(c, announcement_id)
            if found is not None:
                original = await announcements.get(c, found.about) if found.about is not None else None
                self._open[announcement_id] = Edition(found, original, self._translator, prepare)

    def get(self, announcement_id: int) -> Edition:
        """One that was opened."""
        return self._open[announcement_id]

    def keep(self, announcement_ids: Collection[int]) -> None:
        """Ends all others: nothing more of them goes out. Should one go on later, it is on trial again."""
        for announcement_id in self._open.keys() - set(announcement_ids):
            self._open.pop(announcement_id).going = False

    def close(self, announcement_id: int) -> None:
        """Ends this one."""
        self.keep(self._open.keys() - {announcement_id})
