"""Who gets in to the announcements; to everybody else, and for what is not there, there is no such place."""

from collections.abc import Mapping

from bot.domain.announcement import Announcement, State
from bot.domain.member import may_announce
from bot.domain.places import Language
from bot.handlers.home import home
from bot.handlers.visit import Next, Visit
from bot.i18n.marks import mark
from bot.store import announcements, copies, expecting, members
from bot.store.database import Connection
from bot.ui.routes import Hint, Home
from bot.ui.screen import Screen
from bot.ui.staff_routes import AnnouncementView

_BEING_SENT = mark("This announcement is already being sent.")

# Why it cannot be changed; a draft refuses only what no draft of its kind can have.
_WHY_NOT: Mapping[State, str] = {
    State.DRAFT: mark("This is not possible any more: see how the announcement stands."),
    State.AWAITING: mark("This announcement is awaiting approval. To change it, return it to draft."),
    State.SCHEDULED: mark("This announcement is already scheduled."),
    State.LATE: mark("The moment of this announcement has passed. To change it, return it to draft."),
    State.SENDING: _BEING_SENT,
    State.PAUSED: _BEING_SENT,
    State.DONE: mark("This announcement is complete."),
    State.CANCELLED: mark("This announcement is cancelled."),
}


async def opened(visit: Visit, announcement_id: int) -> Announcement | None:
    """The announcement, for whoever may announce."""
    if not may_announce(visit.role):
        return None
    async with visit.db.read() as c:
        return await announcements.get(c, announcement_id)


async def counted(visit: Visit, announcement_id: int) -> tuple[Announcement, Mapping[Language, int]] | None:
    """The announcement with how many can be reached in each language, for whoever may announce."""
    if not may_announce(visit.role):
        return None
    async with visit.db.read() as c:
        found = await announcements.get(c, announcement_id)
        return (found, await readers_of(c, found)) if found else None


async def readers_of(c: Connection, announcement: Announcement) -> Mapping[Language, int]:
    """How many can be reached in each language; of what changes another one, how many have a copy of that."""
    if announcement.about is not None:
        return await copies.count_copies(c, announcement.about)
    return await members.count_by_language(c, announcement.audience)


async def nothing_here(visit: Visit) -> Screen:
    """What a place shows to somebody for whom it does not exist."""
    return (await home(visit, Home())).with_toast(_word(visit))


def nowhere(visit: Visit) -> Next:
    """What an action answers to somebody for whom it does not exist."""
    return Next(Home(), toast=_word(visit))


async def not_expected(visit: Visit) -> Next:
    """What a typed word answers when its sender may not type it here, or not any more: as to any other word."""
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
    return Next(Hint())


async def no_draft(visit: Visit, tx: Connection, announcement_id: int) -> Next:
    """The answer to a change of what is not a draft, or not any more."""
    found = await announcements.get(tx, announcement_id)
    if found is None:
        return nowhere(visit)
    return Next(AnnouncementView(id=announcement_id), toast=visit.t.plain(_WHY_NOT[found.state]))


def _word(visit: Visit) -> str:
    return visit.t.plain("This button is out of date.")
