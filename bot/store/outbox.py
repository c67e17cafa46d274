"""The outbox: every recipient of everything sent unasked, planned, claimed and settled in batches.

A row is WAITING until it is claimed; it is written down as BEGUN before the call is made, and settled by what became of
it. Whatever is found BEGUN after a crash may or may not have arrived.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    case,
    func,
    literal,
    literal_column,
    null,
    select,
    update,
)

from bot.domain.announcement import Announcement, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.store import advisory
from bot.store.audience import is_reached
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.queue import BEGIN, CLAIMED, IS_ANNOUNCEMENT, SENDING, SETTLE
from bot.store.rows import interests_in
from bot.store.tables import IN_FLIGHT, announcement, member, outbox


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row claimed, with what is needed to check again whether it is still wanted."""

    id: int
    member_id: int
    person: bytes
    language: Language
    country: Country | None
    standing: Standing
    paused: bool
    interests: Interests
    subject: int
    state: State
    audience_kinds: frozenset[Kind]
    attempts: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one claimed row. WAITING puts it back, not to be claimed before `not_before`."""

    id: int
    status: Status
    message_id: int | None = None
    not_before: datetime | None = None
    reason: str | None = None


_PLANNED = (
    outbox.c.member_id,
    outbox.c.matter,
    outbox.c.subject,
    outbox.c.due_at,
    outbox.c.status,
    outbox.c.not_before,
    outbox.c.attempts,
)


async def plan_announcement(tx: Connection, planned: Announcement, now: datetime) -> int:
    """Makes a waiting row for every member the announcement reaches; how many are new.

    Planning the same announcement for the same moment again adds only whoever was missed.
    """
    if planned.due_at is None:
        raise ValueError(f"announcement {planned.id} has no moment")
    rows = (
        select(
            member.c.id,
            literal(Matter.ANNOUNCEMENT, outbox.c.matter.type),
            literal(planned.id, outbox.c.subject.type),
            literal(planned.due_at, outbox.c.due_at.type),
            literal(Status.WAITING, outbox.c.status.type),
            literal(now, outbox.c.not_before.type),
            literal(0, outbox.c.attempts.type),
        )
        .where(is_reached(planned.audience))
        .order_by(member.c.id)
    )
    await advisory.share(tx, advisory.Lock.PLANNING)
    done = await tx.execute(insert_missing(tx, outbox, _PLANNED, rows, unique=_PLANNED[:4]))
    return done.rowcount


async def claim(
    tx: Connection, limit: int, now: datetime, lease: timedelta, spare: Collection[bytes] = ()
) -> list[Claimed]:
    """Writes down as begun the next rows that may go out, at most `limit`, and gives them, the longest waiting first.

    Announcements being sent take their turn in the order of their numbers. Whoever is in `spare` is left alone.
    """
    subjects = await tx.scalars(SENDING)
    claimed: list[Claimed] = []
    for subject in subjects.all():
        wanted = limit - len(claimed)
        begun = await tx.scalars(
            BEGIN, {"about": subject, "wanted": wanted, "now": now, "until": now + lease, "spare": list(spare)}
        )
        found = await tx.execute(CLAIMED, {"ids": begun.all()})
        claimed += [_claimed_in(row) for row in found]
        if len(claimed) >= limit:
            break
    return claimed


async def settle(tx: Connection, settlements: Sequence[Settlement], now: datetime) -> None:
    """Writes down what became of claimed rows, all in one statement.

    An answer that comes after the lease ended still counts, unless the row was settled otherwise since: it knows better
    than the recovery, which could only guess. A row put back counts an attempt.
    """
    if not settlements:
        return
    await tx.execute(
        SETTLE,
        [
            {
                "row": one.id,
                "becomes": one.status,
                "message": one.message_id,
                "why": one.reason,
                "wait": one.not_before and not_earlier(one.not_before),
                "tries": int(one.status is Status.WAITING),
                "at": None if one.status is Status.WAITING else now,
            }
            for one in settlements
        ],
    )
    if any(one.status is Status.WAITING for one in settlements):
        await _cancel(tx, announcement.c.state == State.CANCELLED, now)


async def recover_all(tx: Connection, now: datetime) -> int:
    """Settles every row that was in flight when the process died; how many. Only for a process that is alone."""
    return await _recover(tx, [], now)


async def recover_expired(tx: Connection, now: datetime) -> int:
    """Settles the rows in flight whose lease is over; how many."""
    return await _recover(tx, [outbox.c.lease_until <= now], now)


def _claimed_in(row: Row[*tuple[Any, ...]]) -> Claimed:
    return Claimed(
        id=row.id,
        member_id=row.member_id,
        person=row.person,
        language=row.language,
        country=row.country,
        standing=row.standing,
        paused=row.paused,
        interests=interests_in(row),
        subject=row.subject,
        state=row.state,
        audience_kinds=row.audience_kinds,
        attempts=row.attempts,
    )


async def _recover(tx: Connection, conditions: list[ColumnElement[bool]], now: datetime) -> int:
    resend = (
        select(announcement.c.id)
        .where(
            announcement.c.id == outbox.c.subject,
            announcement.c.when_uncertain == WhenUncertain.RESEND,
        )
        .exists()
    )
    done = await tx.execute(
        update(outbox)
        .where(literal_column(IN_FLIGHT), *conditions)
        .values(
            status=case(
                (resend, literal(Status.WAITING, outbox.c.status.type)),
                else_=literal(Status.UNCERTAIN, outbox.c.status.type),
            ),
            attempts=outbox.c.attempts + 1,
            lease_until=null(),
            settled_at=case((resend, null()), else_=literal(now, outbox.c.settled_at.type)),
        ),
    )
    if done.rowcount:
        await _cancel(tx, announcement.c.state == State.CANCELLED, now)
    return done.rowcount


async def cancel_waiting(tx: Connection, announcement_id: int, now: datetime) -> int:
    """Cancels what this announcement has not sent yet; how many rows."""
    return await _cancel(tx, announcement.c.id == announcement_id, now)


async def _cancel(tx: Connection, of: ColumnElement[bool], now: datetime) -> int:
    done = await tx.execute(
        update(outbox)
        .where(
            IS_ANNOUNCEMENT,
            outbox.c.subject.in_(select(announcement.c.id).where(of)),
            outbox.c.status == Status.WAITING,
        )
        .values(status=Status.CANCELLED, settled_at=now),
    )
    return done.rowcount


async def unfinished(c: Connection, announcement_id: int) -> int:
    """How many rows of this announcement are waiting or in flight."""
    found = await c.scalar(
        select(func.count())
        .select_from(outbox)
        .where(
            IS_ANNOUNCEMENT,
            outbox.c.subject == announcement_id,
            outbox.c.status.in_([Status.WAITING, Status.BEGUN]),
        ),
    )
    return found or 0


async def next_due(c: Connection) -> datetime | None:
    """The moment from which something can be claimed; None when nothing of what is being sent is waiting."""
    found: datetime | None = await c.scalar(
        select(func.min(outbox.c.not_before)).where(
            IS_ANNOUNCEMENT,
            outbox.c.subject.in_(select(announcement.c.id).where(announcement.c.state == State.SENDING)),
            outbox.c.status == Status.WAITING,
        ),
    )
    return found
