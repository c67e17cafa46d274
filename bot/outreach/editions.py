"""The announcements that are being sent, each as the edition that fits who wrote it: staff, or nobody."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.content.catalogue import Catalogue
from bot.domain.announcement import BY_ITSELF
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach import calendars
from bot.outreach.alert_editions import edition_of
from bot.outreach.by_itself import Unreadable
from bot.outreach.edition import Copy, Edition
from bot.outreach.guard import Guard
from bot.outreach.materials import Materials, nothing
from bot.outreach.ports import Letter
from bot.outreach.verdicts import Verdict, put_back
from bot.outreach.waking import Waking
from bot.outreach.written import Written
from bot.store import announcements
from bot.store.database import Connection
from bot.store.outbox import Claimed
from bot.ui.screen import Screen


class Editions:
    """`catalogue` gives what the bot tells of by itself, as it is now."""

    def __init__(
        self, translator: Callable[[Language], Translator], catalogue: Callable[[], Catalogue] = nothing
    ) -> None:
        self._translator = translator
        self._catalogue = catalogue
        self._open: dict[int, Edition] = {}

    async def open(self, c: Connection, rows: Sequence[Claimed], prepare: Callable[[Screen], Letter]) -> None:
        """Makes the announcements of these rows known to `get`, and lets each look up its recipients."""
        by_subject: dict[int, list[Claimed]] = {}
        for row in rows:
            by_subject.setdefault(row.subject, []).append(row)
        for subject, theirs in by_subject.items():
            if subject not in self._open:
                await self._add(c, subject, prepare)
            await self._open[subject].look_up(c, theirs)

    async def _add(self, c: Connection, announcement_id: int, prepare: Callable[[Screen], Letter]) -> None:
        found = await announcements.get(c, announcement_id)
        if found is None:
            return
        if found.errand in BY_ITSELF:
            materials = Materials(self._translator, self._catalogue, prepare)
            try:
                self._open[announcement_id] = await edition_of(c, found, materials)
            except (ValueError, LookupError):  # what is stored was written by another version; the rest goes on
                self._open[announcement_id] = Unreadable(found, materials)
            return
        original = await announcements.get(c, found.about) if found.about is not None else None
        waking = Waking(calendars.hardly_any)
        self._open[announcement_id] = Written(found, original, self._translator, prepare, waking)

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


def turn_of(edition: Edition, row: Claimed, now: datetime) -> Copy | Verdict:
    """The turn of this recipient. One that fails in a way nobody foresaw pauses its announcement and no other."""
    with Guard("The turn of a recipient") as guard:
        return edition.turn(row, now)
    return put_back(row, pause=guard.failure)
