"""How far an announcement has come, counted in the index of the queue; only a recall has to look at its rows."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Integer, func, select, type_coerce

from bot.domain.announcement import Announcement, Errand, MediaKind
from bot.domain.delivery import Status
from bot.domain.progress import Postponed, Progress
from bot.store import announcements, copies, lockdown
from bot.store.database import Connection
from bot.store.queue import MATTERS
from bot.store.tables import announcement, outbox

# What waits longer than this waits for an hour of the day, and not for its turn or the end of a fault.
_A_TURN = timedelta(minutes=5)

# From this age on a copy is turned into a note: the sender does not try to delete what may be too old on the way.
_TOO_OLD = copies.DELETABLE - timedelta(minutes=5)


async def read(c: Connection, about: Announcement, now: datetime) -> Progress:
    """All of it but the rate, which is the difference between two looks."""
    tally = await announcements.tally(c, about.id)
    noted = await _notes(c, about) if about.errand is Errand.RECALL else 0
    return Progress(
        tally=tally,
        planning=await _is_planning(c, about.id),
        postponed=await _postponed(c, about, now) if tally.get(Status.WAITING) else None,
        notes=noted,
        left=await _left(c, about) if noted else None,
        frozen=await lockdown.is_frozen(c),
        recalled_by=await copies.recall_of(c, about.id) if about.errand is Errand.SEND else None,
    )


def rows_of(about: Announcement) -> tuple[ColumnElement[bool], ...]:
    """The rows of the outbox that this announcement made."""
    return outbox.c.matter == MATTERS[about.errand], outbox.c.subject == about.id


async def _is_planning(c: Connection, announcement_id: int) -> bool:
    through = await c.scalar(select(announcement.c.planned_through).where(announcement.c.id == announcement_id))
    return through is not None


async def _postponed(c: Connection, about: Announcement, now: datetime) -> Postponed | None:
    found = await c.execute(
        select(func.count(), func.min(outbox.c.not_before), func.max(outbox.c.not_before)).where(
            *rows_of(about), outbox.c.status == Status.WAITING, outbox.c.not_before > now + _A_TURN
        )
    )
    n, first, last = found.one()
    return Postponed(n, first, last) if n else None


async def _notes(c: Connection, about: Announcement) -> int:
    """Copies that were too old to be deleted; the row of a recall keeps when its copy was sent as `due_at`."""
    age = type_coerce(outbox.c.settled_at, Integer) - type_coerce(outbox.c.due_at, Integer)
    old = (*rows_of(about), outbox.c.status == Status.SENT, age >= int(_TOO_OLD.total_seconds()))
    return await c.scalar(select(func.count()).where(*old)) or 0


async def _left(c: Connection, about: Announcement) -> MediaKind | None:
    """What was attached to the announcement that is taken back: a note replaces only the words."""
    found: MediaKind | None = await c.scalar(
        select(announcement.c.media_kind).where(announcement.c.id == about.about),
    )
    return found
