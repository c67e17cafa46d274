"""Whom something that staff wrote is for: members, or the copies of another announcement that members have."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, literal, select, true

from bot.domain.announcement import Announcement
from bot.domain.delivery import Matter, Status
from bot.domain.places import reader_zone
from bot.domain.quiet import open_from
from bot.domain.schedule import moment_for
from bot.store.audience import is_reached
from bot.store.database import Connection
from bot.store.openings import Days, Habits, moments
from bot.store.recipients_rows import CHUNK, Span, all_members, put, row_for
from bot.store.tables import member, outbox


@dataclass(frozen=True, slots=True)
class Members:
    """An announcement, for the members of its audience: each at their own hours, on any day but one of mourning."""

    planned: Announcement
    now: datetime
    days: Days
    chunk: int = CHUNK

    def numbers(self, after: int) -> Select[int]:
        """All members."""
        return all_members(after)

    async def write(self, tx: Connection, span: Span) -> None:
        """A row for everybody of the audience."""
        planned = self.planned
        # Who reads a language that has a text gets it, whatever was chosen while it had none.
        left_out = planned.skipped - planned.texts.keys()
        reached = is_reached(planned.audience), member.c.language.not_in(left_out) if left_out else true()
        rows = row_for(planned, member.c.id, await self._not_before(tx, span)).where(*reached)
        await put(tx, rows.where(span.holds(member.c.id)).order_by(member.c.id))

    async def _not_before(self, tx: Connection, span: Span) -> ColumnElement[datetime]:
        kind = outbox.c.not_before.type
        if self.planned.urgent and not self._is_by_reader:
            return literal(self.now, kind)
        return await moments(tx, span.holds(member.c.id), self._opens, kind)

    @property
    def _is_by_reader(self) -> bool:
        return self.planned.timing is not None and self.planned.timing.by_reader

    def _opens(self, habits: Habits) -> datetime:
        timing = self.planned.timing
        moment = max(self.now, moment_for(timing, habits.country)) if timing and self._is_by_reader else self.now
        if self.planned.urgent:
            return moment
        closed = self.days.remembrance(habits.country)
        return open_from(moment, reader_zone(habits.country), habits.quiet, closed)


@dataclass(frozen=True, slots=True)
class Copies:
    """A correction or a recall, for every copy that arrived; nobody is woken by an edit."""

    planned: Announcement
    now: datetime
    chunk: int = CHUNK

    def numbers(self, after: int) -> Select[int]:
        """Everybody for whom the original was planned."""
        return select(outbox.c.member_id).where(*self._theirs(Span(after))).order_by(outbox.c.member_id)

    async def write(self, tx: Connection, span: Span) -> None:
        """A row for every copy."""
        not_before = literal(self.now, outbox.c.not_before.type)
        rows = row_for(
            self.planned, outbox.c.member_id, not_before, due_at=outbox.c.settled_at, message_id=outbox.c.message_id
        ).where(*self._theirs(span), outbox.c.status == Status.SENT, outbox.c.message_id.is_not(None))
        await put(tx, rows.order_by(outbox.c.member_id))

    def _theirs(self, span: Span) -> tuple[ColumnElement[bool], ...]:
        of_original = outbox.c.matter == Matter.ANNOUNCEMENT, outbox.c.subject == self.planned.about
        return *of_original, span.holds(outbox.c.member_id)
