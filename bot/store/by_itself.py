"""Announcements that nobody writes: the bot makes them when the catalogue or the calendar gives a reason."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, literal, select

from bot.domain.announcement import Errand, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.tables import announcement, outbox

# No alert is made to wait longer (`BOT_ALERTS_AFTER`). One that does was made while the clock was wrong.
LONGEST_WAIT = timedelta(days=1)

# What may have arrived counts as well: it is not told again.
ARRIVED = (Status.SENT, Status.UNCERTAIN)


async def make(
    tx: Connection,
    errand: Errand,
    now: datetime,
    due_at: datetime,
    *,
    state: State = State.SCHEDULED,
    key: str | None = None,
    item_id: int | None = None,
) -> int | None:
    """The number of a new announcement of this errand; None when there is one of this key already.

    Without texts or an author; what a reader gets is made when it is sent. A lost answer is tried again.
    """
    empty = literal(0)
    values = {
        announcement.c.state: literal(state, announcement.c.state.type),
        announcement.c.languages: empty,
        announcement.c.countries: empty,
        announcement.c.kinds: empty,
        announcement.c.due_at: literal(due_at, announcement.c.due_at.type),
        announcement.c.zone: literal("UTC"),
        announcement.c.when_uncertain: literal(WhenUncertain.RESEND, announcement.c.when_uncertain.type),
        announcement.c.created_on: literal(now.astimezone(UTC).date(), announcement.c.created_on.type),
        announcement.c.errand: literal(errand, announcement.c.errand.type),
        announcement.c.item_id: literal(item_id, announcement.c.item_id.type),
        announcement.c.key: literal(key, announcement.c.key.type),
    }
    # SQLite takes "ON" for a join where the rows have no condition.
    row = select(*values.values()).where(literal(1) == literal(1))
    missing = insert_missing(tx, announcement, tuple(values), row, unique=(announcement.c.errand, announcement.c.key))
    made: int | None = await tx.scalar(missing.returning(announcement.c.id))
    return made


async def open_alert(c: Connection, now: datetime) -> int | None:
    """The number of the ALERT that has not come to its moment yet, and can still take in items.

    So can one that waits for an answer of staff: a large import comes in several parts, and is one question.
    """
    found: int | None = await c.scalar(
        select(func.max(announcement.c.id)).where(
            announcement.c.state.in_([State.SCHEDULED, State.AWAITING]),
            announcement.c.due_at > now,
            announcement.c.due_at <= now + LONGEST_WAIT,
            announcement.c.errand == Errand.ALERT,
        ),
    )
    return found


async def digest_days(c: Connection, since: date) -> set[date]:
    """The days, from `since` on, for which a digest was made; one that an outage cut short counts for nothing."""
    found = await c.scalars(
        select(announcement.c.key).where(
            announcement.c.errand == Errand.DIGEST,
            announcement.c.key >= since.isoformat(),
            announcement.c.state != State.CANCELLED,
        ),
    )
    return {date.fromisoformat(key) for key in found if key is not None}


async def digests_before(c: Connection, day: date) -> list[int]:
    """The numbers of the digests of earlier days of the same week, cut short or not."""
    monday = day - timedelta(days=day.weekday())
    found = await c.scalars(
        select(announcement.c.id).where(
            announcement.c.errand == Errand.DIGEST,
            announcement.c.key >= monday.isoformat(),
            announcement.c.key < day.isoformat(),
        ),
    )
    return list(found)


async def reached(c: Connection, digests: Collection[int], members: Collection[int]) -> dict[int, bool]:
    """Whether one of these digests was sent to each of these members; left out is who was to get none of them."""
    found = await c.execute(
        select(outbox.c.member_id, outbox.c.status).where(
            outbox.c.matter == Matter.DIGEST, outbox.c.subject.in_(digests), outbox.c.member_id.in_(members)
        ),
    )
    were: dict[int, bool] = {}
    for member_id, status in found:
        were[member_id] = were.get(member_id, False) or status in ARRIVED
    return were
