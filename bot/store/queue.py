"""The statements by which the outbox is claimed and settled, built once: building one costs as much as running it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Matter, Status
from bot.store.columns import RowId, Together
from bot.store.tables import announcement, lockdown, member, outbox, staff

MATTERS = {
    Errand.SEND: Matter.ANNOUNCEMENT,
    Errand.CORRECT: Matter.CORRECTION,
    Errand.RECALL: Matter.RECALL,
    Errand.ALERT: Matter.ALERT,
    Errand.DIGEST: Matter.DIGEST,
    Errand.REMINDER: Matter.REMINDER,
    Errand.CHANGE: Matter.CHANGE,
}


def _is(status: Status) -> ColumnElement[bool]:
    # A literal, so that a planner that knows the statement but not the values still takes the right index.
    return outbox.c.status == literal_column(f"{status:d}")


_NOT_FROZEN = ~exists().where(lockdown.c.id.is_not(None))
_GOING = and_(announcement.c.state == State.SENDING, _NOT_FROZEN)

# Harm is taken back first, then put right; what is urgent goes before what has a day, and that before the rest.
_RANK = case(
    (announcement.c.errand == Errand.RECALL, 0),
    (announcement.c.errand == Errand.CORRECT, 1),
    (announcement.c.urgent, 2),
    (announcement.c.errand == Errand.REMINDER, 3),
    (announcement.c.errand == Errand.CHANGE, 4),
    # What people wrote does not wait for hours behind a digest for everybody.
    (announcement.c.errand.in_([Errand.ALERT, Errand.DIGEST]), 6),
    else_=5,
)
SENDING = (
    select(announcement.c.id, announcement.c.errand)
    .where(_GOING)
    .order_by(_RANK, announcement.c.urgent.desc(), announcement.c.id)
)

CHOICES = Together(
    member.c.language,
    member.c.country,
    member.c.standing,
    member.c.kinds,
    member.c.themes,
    member.c.countries,
    member.c.daily,
    member.c.weekly,
    member.c.quiet,
    member.c.chat,
)

PICK = (
    select(
        outbox.c.id,
        outbox.c.member_id,
        member.c.person,
        member.c.paused,
        outbox.c.attempts,
        outbox.c.message_id,
        outbox.c.due_at,
        outbox.c.doubts,
        exists().where(staff.c.person == member.c.person).label("is_staff"),
        member.c.quiet_days,
        member.c.paused_until,
        *CHOICES.stored,
    )
    .select_from(outbox.join(member, member.c.id == outbox.c.member_id))
    .where(
        outbox.c.matter == bindparam("matter", type_=outbox.c.matter.type),
        outbox.c.subject == bindparam("about"),
        _is(Status.WAITING),
        outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type),
        member.c.person.not_in(bindparam("spare", expanding=True)),
        # Once more: what stops must stop at once, though the list of what is being sent is a moment old.
        exists().where(announcement.c.id == bindparam("about"), _GOING),
    )
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("wanted"))
    .with_for_update(of=outbox, skip_locked=True)
)

BEGIN = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(status=Status.BEGUN, lease_until=bindparam("until", type_=outbox.c.lease_until.type))
)

# The matter of the rows of an announcement.
MATTER = case(
    *((announcement.c.errand == errand, literal_column(f"{matter:d}")) for errand, matter in MATTERS.items()),
)


def matter_of(announcement_id: int) -> ScalarSelect[Matter]:
    """The matter of an announcement's rows: one value, so that an index is read in the order of what comes behind."""
    return select(MATTER).where(announcement.c.id == announcement_id).scalar_subquery()


# Those of which something can be claimed at `now`: on a day with many deadlines hundreds are open and wait for an hour,
# and a claim holds the write lock.
READY = SENDING.where(
    exists()
    .where(
        outbox.c.matter == MATTER,
        outbox.c.subject == announcement.c.id,
        _is(Status.WAITING),
        outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type),
    )
    .correlate(announcement)
)

# For each announcement that is being sent, the moment from which its first row can be claimed, or null.
FIRST_WAITING = select(
    select(outbox.c.not_before)
    .where(outbox.c.matter == MATTER, outbox.c.subject == announcement.c.id, _is(Status.WAITING))
    .order_by(outbox.c.not_before)
    .limit(1)
    .correlate(announcement)
    .scalar_subquery()
).where(_GOING)

# A claim ends when its row is settled, put back or given up, and the last two count an attempt; so the number of
# attempts says whose claim it was. What was given up as lost may still be settled by whoever claimed it, who knows
# better, but not once somebody else has claimed it again. What is certain stays.
_WAS = bindparam("was", type_=outbox.c.attempts.type)
_STILL_OURS = or_(
    and_(_is(Status.BEGUN), outbox.c.attempts == _WAS),
    and_(or_(_is(Status.WAITING), _is(Status.UNCERTAIN)), outbox.c.attempts == _WAS + literal_column("1")),
)
# What recovery called uncertain may wait again only while its announcement goes on: nobody would ever send it.
_BECOMES = bindparam("becomes", type_=Integer)
_HAS_A_FUTURE = or_(
    literal_column(f"{Status.WAITING:d}") != _BECOMES,
    ~_is(Status.UNCERTAIN),
    exists().where(
        announcement.c.id == outbox.c.subject,
        announcement.c.state.in_([literal_column(f"'{state}'") for state in (State.SENDING, State.PAUSED)]),
    ),
)
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row", type_=RowId), _STILL_OURS, _HAS_A_FUTURE)
    .values(
        status=type_coerce(_BECOMES, outbox.c.status.type),
        message_id=func.coalesce(bindparam("message", type_=RowId), outbox.c.message_id),
        reason=bindparam("why"),
        not_before=func.coalesce(bindparam("wait", type_=outbox.c.not_before.type), outbox.c.not_before),
        attempts=bindparam("tries"),
        doubts=bindparam("doubts"),
        lease_until=null(),
        settled_at=bindparam("at"),
    )
)


class Batch:
    """A statement for many rows: compiled once a dialect, its values handed to the driver as they are to be stored.

    Reading each value by its type, as the library does for every row anew, costs three times what the database takes.
    """

    def __init__(self, statement: Update) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...]]] = {}

    async def run(self, tx: AsyncConnection, rows: Sequence[Mapping[str, object]]) -> None:
        """Runs it once for each row."""
        known = self._compiled.get(tx.dialect.name)
        if known is None:
            compiled = self._statement.compile(dialect=tx.dialect)
            known = self._compiled[tx.dialect.name] = str(compiled), tuple(compiled.positiontup or ())
        words, order = known
        await tx.exec_driver_sql(words, [tuple([row[name] for name in order]) for row in rows])


SETTLE = Batch(_SETTLE)
