"""Announcements that wait for a second person, and the people there are to be it."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.announcement import State
from bot.domain.approval import Need
from bot.domain.member import Role
from bot.domain.places import Language
from bot.domain.schedule import Timing
from bot.handlers import announce_approval
from bot.handlers.visit import Next
from bot.store import announcements, members, staff, staff_notices
from bot.store.database import Database
from bot.ui.packing import unpack
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Approve
from bot.ui.staff_routes import ReviewAnnouncement
from tests.handlers.announced import RUSSIAN, decided, stored
from tests.visits import BORIS, NOW, OLGA, visit

DARIA = 6006  # another broadcaster
READERS = 60
FORGED = "f" * 24  # a right nobody was given


async def people(db: Database, *, owner: bool = True) -> None:
    """Boris and Daria are broadcasters, Olga is an owner, and there are readers."""
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
        if owner:
            await staff.sync_owners(tx, [db.seal.seal(OLGA)], NOW.date())
            await staff.name(tx, db.seal.seal(DARIA), Role.BROADCASTER, NOW.date())
    await readers(db, Language.RU, READERS)


async def readers(db: Database, language: Language, n: int, first: int = 10_000) -> None:
    """`n` members who read this language, in one transaction."""
    async with db.write() as tx:
        for who in range(first, first + n):
            await members.set_language(tx, db.seal.seal(who), language, NOW.date())


async def submitted(db: Database, made: int, who: int = BORIS, need: Need = Need.MANY) -> Next:
    asker = await visit(db, who)
    async with db.write() as tx:
        found = await announcements.get(tx, made)
        assert found is not None
        return await announce_approval.submit(asker, tx, found, need)


async def awaiting(db: Database, timing: Timing | None = None, texts: Mapping[Language, str] = RUSSIAN) -> int:
    """An announcement of Boris that waits for a second person; nobody is still to be told of it."""
    await people(db)
    made = await decided(db, timing, texts)
    await submitted(db, made)
    async with db.write() as tx:
        for one in await staff_notices.waiting(tx, NOW):
            await staff_notices.done(tx, one.id)
    return made


def right_of(screen: Screen) -> Approve | None:
    """The button that approves, when there is one."""
    found = [one.to for row in screen.rows for one in row if isinstance(one, Press) and isinstance(one.to, Approve)]
    return found[0] if found else None


async def reviewed(db: Database, made: int, who: int = OLGA, now: datetime = NOW) -> Approve:
    shown = await announce_approval.review(await visit(db, who, now=now), ReviewAnnouncement(id=made))
    right = right_of(shown)
    assert right is not None
    return right


async def told(db: Database) -> dict[int, list[object]]:
    """Who is still to be told what."""
    found: dict[int, list[object]] = {}
    async with db.read() as c:
        for one in await staff_notices.waiting(c, NOW):
            found.setdefault(db.seal.open(one.person), []).append(unpack(one.what))
    return found


async def is_awaiting(db: Database, made: int) -> bool:
    return (await stored(db, made)).state is State.AWAITING


def shown_anew(made: int, answer: Next) -> str:
    assert answer.route == ReviewAnnouncement(id=made)
    return answer.toast or ""
