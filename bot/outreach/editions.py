"""Announcements as they are sent: each rendered once a language, however many read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.domain.announcement import Announcement, text_for
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.trial import Trial
from bot.store import announcements
from bot.store.database import Connection
from bot.ui import announce
from bot.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Copy:
    """What one reader gets, and in which language its text really is."""

    text: Language
    screen: Screen


@dataclass(frozen=True, slots=True)
class Edition:
    """One announcement being sent. Its texts cannot change any more, so that copies may be kept."""

    announcement: Announcement
    translator: Callable[[Language], Translator]
    trial: Trial = field(default_factory=Trial)
    _copies: dict[Language, Copy | None] = field(default_factory=dict)

    def copy_for(self, reader: Language) -> Copy | None:
        """What a reader of this language gets; None when there is no text at all."""
        if reader not in self._copies:
            self._copies[reader] = self._render(reader)
        return self._copies[reader]

    def _render(self, reader: Language) -> Copy | None:
        text = text_for(self.announcement.texts, reader)
        if text is None:
            return None
        written, kinds = self.announcement.texts[text], self.announcement.audience.wanted_kinds
        return Copy(text, announce.delivered(self.translator(reader), written, kinds))


class Editions:
    """The announcements that are being sent."""

    def __init__(self, translator: Callable[[Language], Translator]) -> None:
        self._translator = translator
        self._open: dict[int, Edition] = {}

    async def open(self, c: Connection, announcement_ids: Iterable[int]) -> None:
        """Makes these known to `get`."""
        for announcement_id in set(announcement_ids) - self._open.keys():
            found = await announcements.get(c, announcement_id)
            if found is not None:
                self._open[announcement_id] = Edition(found, self._translator)

    def get(self, announcement_id: int) -> Edition:
        """One that was opened."""
        return self._open[announcement_id]

    def close(self, announcement_id: int) -> None:
        """Forgets one that stops; should it go on, it is on trial again."""
        self._open.pop(announcement_id, None)

    def close_all(self) -> None:
        """Forgets all: nothing is being sent."""
        self._open.clear()
