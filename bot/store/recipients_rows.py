"""What the plans of all errands share: which members a chunk is of, and the columns of the outbox that are filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Column, ColumnElement, Select, and_, insert, literal, null, select, true

from bot.domain.announcement import Announcement
from bot.domain.delivery import Status
from bot.store.database import Connection
from bot.store.queue import MATTERS
from bot.store.tables import member, outbox

# Members looked at in one transaction, which holds SQLite's write lock for some 30 ms.
CHUNK = 10_000

# The columns that a plan fills.
PLANNED: Sequence[Column[object]] = (
    outbox.c.member_id,
    outbox.c.matter,
    outbox.c.subject,
    outbox.c.due_at,
    outbox.c.status,
    outbox.c.not_before,
    outbox.c.attempts,
    outbox.c.message_id,
)


@dataclass(frozen=True, slots=True)
class Span:
    """The members of one chunk, by their numbers: those after one up to another, or up to the last."""

    after: int = 0
    upto: int | None = None

    def holds(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether this number is one of them."""
        return and_(number > self.after, true() if self.upto is None else number <= self.upto)


class Plan(Protocol):
    """How one announcement is planned."""

    @property
    def chunk(self) -> int:
        """The most members that one transaction should look at."""

    def numbers(self, after: int) -> Select[int]:
        """The numbers, after this one and in their order, of all members who have to be looked at."""

    async def write(self, tx: Connection, span: Span) -> None:
        """Writes what becomes of the members of this chunk."""


def all_members(after: int) -> Select[int]:
    """The numbers of all members after this one."""
    return select(member.c.id).where(member.c.id > after).order_by(member.c.id)


def row_for(
    planned: Announcement,
    number: ColumnElement[int],
    not_before: ColumnElement[datetime],
    due_at: ColumnElement[datetime] | None = None,
    message_id: ColumnElement[int] | None = None,
) -> Select[*tuple[object, ...]]:
    """The values of PLANNED for the member with this number. `due_at` is the announcement's own moment if not given."""
    return select(
        number,
        literal(MATTERS[planned.errand], outbox.c.matter.type),
        literal(planned.id, outbox.c.subject.type),
        literal(planned.due_at, outbox.c.due_at.type) if due_at is None else due_at,
        literal(Status.WAITING, outbox.c.status.type),
        not_before,
        literal(0, outbox.c.attempts.type),
        null() if message_id is None else message_id,
    )


async def put(tx: Connection, rows: Select[*tuple[object, ...]]) -> None:
    """Writes these rows into the outbox.

    The progress keeps a chunk from being planned twice; "on conflict" would cost PostgreSQL half as much again.
    """
    await tx.execute(insert(outbox).from_select([*PLANNED], rows))
