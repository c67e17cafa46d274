"""The outbox: every recipient of everything sent unasked, claimed and settled in batches.

A row is WAITING until it is claimed; it is written down as BEGUN before the call is made, and settled by what became of
it. Whatever is found BEGUN after a crash may or may not have arrived.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    case,
    exists,
    literal,
    literal_column,
    null,
    or_,
    update,
)

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import MESSAGES, Matter, Status
from bot.domain.interests import Interests, Kind
from bot.domain.member import ChatKind, Standing
from bot.domain.places import Country, Language
from bot.domain.quiet import USUAL, Hours
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.queue import BEGIN, CHOICES, FIRST_WAITING, MATTERS, PICK, READY, SENDING, SETTLE
from bot.store.tables import IN_FLIGHT, announcement, outbox


# These two are made once a message, and making a tuple takes a fifth of the time of a frozen dataclass.
class Claimed(NamedTuple):
    """One row claimed, with what is needed to check again whether it is still wanted.

    `message_id` is the copy that a correction or a recall is about, and `due_at` then says when that was sent.
    """

    id: int
    member_id: int
    person: bytes
    language: Language
    country: Country | None
    standing: Standing
    paused: bool
    interests: Interests
    subject: int
    matter: Matter
    attempts: int
    message_id: int | None
    due_at: datetime
    doubts: int = 0
    is_staff: bool = False
    daily: frozenset[Kind] = frozenset()
    weekly: frozenset[Kind] = frozenset()
    quiet: Hours = USUAL
    quiet_days: bool = True
    chat: ChatKind = ChatKind.PERSON
    paused_until: datetime | None = None


class Settlement(NamedTuple):
    """What became of one claimed row. WAITING puts it back, not to be claimed before `not_before`.

    `attempts` is what the row had when it was claimed: it tells this claim from any other. `doubts` is how often it may
    have arrived without an answer, this time included.
    """

    id: int
    status: Status
    message_id: int | None = None
    not_before: datetime | None = None
    reason: str | None = None
    attempts: int = 0
    doubts: int = 0


async def sending(c: Connection) -> set[int]:
    """The numbers of the announcements that are being sent; none while everything is frozen."""
    return {row.id for row in await c.execute(SENDING)}


async def claim(
    tx: Connection, limit: int, now: datetime, lease: timedelta, spare: Collection[bytes] = ()
) -> list[Claimed]:
    """Writes down as begun the next rows that may go out, at most `limit`, and gives them, the longest waiting first.

    Recalls come before corrections, those before what is urgent, then reminders, changes, and the rest in the order of
    their numbers. Whoever is in `spare` is left alone.
    """
    claimed: list[Claimed] = []
    for subject, errand in (await tx.execute(READY, {"now": now})).all():
        wanted = {"wanted": limit - len(claimed), "now": now, "spare": list(spare)}
        found = await tx.execute(PICK, {"matter": MATTERS[errand], "about": subject, **wanted})
        claimed += [_claimed_in(row, subject, MATTERS[errand]) for row in found]
        if len(claimed) >= limit:
            break
    if claimed:
        await tx.execute(BEGIN, {"rows": [row.id for row in claimed], "until": now + lease})
    return claimed


async def settle(tx: Connection, settlements: Sequence[Settlement], now: datetime) -> None:
    """Writes down what became of claimed rows. Done twice it is as done once.

    An answer that comes after the lease ended still counts, unless somebody else has claimed the row since or it was
    settled for certain: it knows better than the recovery, which could only guess. A row put back counts an attempt.
    """
    if not settlements:
        return
    at = int(now.timestamp())
    await SETTLE.run(tx, [_settled(one, at) for one in settlements])


async def recover_all(tx: Connection, now: datetime) -> int:
    """Settles every row that was in flight when the process died; how many. Only for a process that is alone."""
    return await _recover(tx, [], now)


async def recover_expired(tx: Connection, now: datetime) -> int:
    """Settles the rows in flight whose lease is over; how many."""
    return await _recover(tx, [outbox.c.lease_until <= now], now)


def _claimed_in(row: Row[*tuple[Any, ...]], subject: int, matter: Matter) -> Claimed:
    number, member_id, person, paused, attempts, message_id, due_at, doubts, is_staff, *rest = row
    quiet_days, paused_until, *stored = rest
    language, country, standing, kinds, themes, countries, daily, weekly, quiet, chat = CHOICES.read(*stored)
    return Claimed(
        number,
        member_id,
        person,
        language,
        country,
        standing,
        paused,
        Interests(kinds, themes, countries),
        subject,
        matter,
        attempts,
        message_id,
        due_at,
        doubts,
        bool(is_staff),
        daily,
        weekly,
        quiet,
        quiet_days,
        chat,
        paused_until,
    )


def _settled(one: Settlement, at: int) -> dict[str, object]:
    waits = one.status is Status.WAITING
    return {
        "row": one.id,
        "was": one.attempts,
        "becomes": one.status.value,
        "message": one.message_id,
        "why": one.reason,
        "wait": one.not_before and int(not_earlier(one.not_before).timestamp()),
        "tries": one.attempts + waits,
        "doubts": one.doubts,
        "at": None if waits else at,
    }


async def _recover(tx: Connection, conditions: list[ColumnElement[bool]], now: datetime) -> int:
    # Editing or deleting a copy once more does no harm.
    resend = or_(
        outbox.c.matter.not_in(MESSAGES),
        exists().where(
            announcement.c.id == outbox.c.subject,
            announcement.c.when_uncertain == WhenUncertain.RESEND,
        ),
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
            doubts=outbox.c.doubts + 1,
            lease_until=null(),
            settled_at=case((resend, null()), else_=literal(now, outbox.c.settled_at.type)),
        ),
    )
    return done.rowcount


async def next_due(c: Connection) -> datetime | None:
    """The moment from which something can be claimed; None when nothing of what is being sent is waiting."""
    found = await c.scalars(FIRST_WAITING)
    return min((moment for moment in found if moment is not None), default=None)
