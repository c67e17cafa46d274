"""What the bot sends by itself, as staff see it: a page of it, what each is about, and what they decide about it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, update

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, State
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.store import announcements
from bot.store.database import Connection
from bot.store.queue import MATTERS
from bot.store.tables import announcement, item, outbox

_MATTERS = tuple(MATTERS[errand] for errand in BY_ITSELF)


@dataclass(frozen=True, slots=True)
class Sending:
    """One of them: how many new items it tells of, or which one it is about; its recipients by what became of them."""

    announcement: Announcement
    new: int = 0
    kind: Kind | None = None
    slug: str | None = None
    tally: Mapping[Status, int] = field(default_factory=dict)


async def total(c: Connection) -> int:
    """How many there are."""
    return await c.scalar(select(func.count()).where(announcement.c.errand.in_(BY_ITSELF))) or 0


async def page(c: Connection, limit: int, offset: int) -> list[Sending]:
    """One page of the list, newest first."""
    newest = select(announcement.c.id).where(announcement.c.errand.in_(BY_ITSELF)).order_by(announcement.c.id.desc())
    ids = (await c.scalars(newest.limit(limit).offset(offset))).all()
    return await _read(c, ids)


async def get(c: Connection, about: Announcement) -> Sending:
    """One of them, as it is in the list."""
    return (await _read(c, [about.id]))[0]


async def kinds_of(c: Connection, announcement_id: int) -> dict[Kind, int]:
    """How many items of each kind this alert tells of."""
    found = await c.execute(
        select(item.c.kind, func.count()).where(item.c.publication == announcement_id).group_by(item.c.kind)
    )
    return dict(found.all())


async def tell(tx: Connection, announcement_id: int, now: datetime) -> bool:
    """Lets an alert go that waited for an answer; False when nobody is asked any more."""
    return await _answer(tx, announcement_id, State.SCHEDULED, now)


async def tell_nobody(tx: Connection, announcement_id: int, now: datetime) -> bool:
    """Nobody is told of its items, in digests neither; False when nobody is asked any more."""
    if not await _answer(tx, announcement_id, State.CANCELLED, now):
        return False
    await tx.execute(update(item).where(item.c.publication == announcement_id).values(publication=None))
    return True


async def _answer(tx: Connection, announcement_id: int, to: State, now: datetime) -> bool:
    done = await tx.execute(
        update(announcement)
        .where(
            announcement.c.id == announcement_id,
            announcement.c.errand == Errand.ALERT,
            announcement.c.state == State.AWAITING,
        )
        .values(state=to, due_at=now),
    )
    return done.rowcount > 0


async def _read(c: Connection, ids: Collection[int]) -> list[Sending]:
    found = await announcements.several(c, ids)
    new = await _new(c, ids)
    tallies = await _tallies(c, ids)
    about = await _items(c, [one.item_id for one in found if one.item_id is not None])
    made = []
    for one in found:
        kind, slug = about.get(one.item_id or 0, (None, None))
        made.append(Sending(one, new.get(one.id, 0), kind, slug, tallies.get(one.id, {})))
    return made


async def _new(c: Connection, ids: Collection[int]) -> dict[int, int]:
    found = await c.execute(
        select(item.c.publication, func.count()).where(item.c.publication.in_(ids)).group_by(item.c.publication)
    )
    return dict(found.all())


async def _items(c: Connection, ids: Sequence[int]) -> dict[int, tuple[Kind, str]]:
    found = await c.execute(select(item.c.id, item.c.kind, item.c.slug).where(item.c.id.in_(ids)))
    return {row.id: (row.kind, row.slug) for row in found}


async def _tallies(c: Connection, ids: Collection[int]) -> dict[int, Counter[Status]]:
    found = await c.execute(
        select(outbox.c.subject, outbox.c.status, func.count())
        .where(outbox.c.matter.in_(_MATTERS), outbox.c.subject.in_(ids))
        .group_by(outbox.c.subject, outbox.c.status)
    )
    tallies: dict[int, Counter[Status]] = {}
    for subject, status, n in found:
        tallies.setdefault(subject, Counter())[status] += n
    return tallies
