"""Whom an announcement is for, as rows of the outbox to come: members, or the copies that other members have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Select, case, literal, null, select, true

from bot.domain.announcement import Announcement, Errand
from bot.domain.delivery import Matter, Status
from bot.domain.places import Country, reader_zone
from bot.domain.schedule import moment_for
from bot.domain.timing import quiet_until
from bot.store.audience import is_reached
from bot.store.queue import MATTERS
from bot.store.tables import member, outbox

# The columns that `Source.rows` fills, in its order.
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
class Source:
    """`numbers` are those of all members who have to be looked at, `rows` what becomes of them; both by `number`."""

    number: ColumnElement[int]
    numbers: Select[int]
    rows: Select[*tuple[object, ...]]


def source_of(planned: Announcement, now: datetime) -> Source:
    """Members for an announcement, copies of another one for a correction or a recall."""
    return _members(planned, now) if planned.errand is Errand.SEND else _copies(planned, now)


def _members(planned: Announcement, now: datetime) -> Source:
    # Who reads a language that has a text gets it, whatever was chosen while it had none.
    left_out = planned.skipped - planned.texts.keys()
    rows = select(
        member.c.id,
        *_subject(planned),
        literal(planned.due_at, outbox.c.due_at.type),
        *_waiting(_not_before(planned, now)),
        null(),
    ).where(is_reached(planned.audience), member.c.language.not_in(left_out) if left_out else true())
    return Source(member.c.id, select(member.c.id), rows)


def _copies(planned: Announcement, now: datetime) -> Source:
    copy = outbox.alias("copy")
    theirs = (copy.c.matter == Matter.ANNOUNCEMENT, copy.c.subject == planned.about)
    rows = select(
        copy.c.member_id,
        *_subject(planned),
        copy.c.settled_at,
        *_waiting(literal(now, outbox.c.not_before.type)),
        copy.c.message_id,
    ).where(*theirs, copy.c.status == Status.SENT, copy.c.message_id.is_not(None))
    return Source(copy.c.member_id, select(copy.c.member_id).where(*theirs), rows)


def _subject(planned: Announcement) -> tuple[ColumnElement[Matter], ColumnElement[int]]:
    return literal(MATTERS[planned.errand], outbox.c.matter.type), literal(planned.id, outbox.c.subject.type)


def _waiting(
    not_before: ColumnElement[datetime],
) -> tuple[ColumnElement[Status], ColumnElement[datetime], ColumnElement[int]]:
    return (
        literal(Status.WAITING, outbox.c.status.type),
        not_before,
        literal(0, outbox.c.attempts.type),
    )


def _not_before(planned: Announcement, now: datetime) -> ColumnElement[datetime]:
    """From when on a member may get it: by their country, of which some have another time or are asleep."""
    moments = {country: _moment(planned, country, now) for country in (None, *Country)}
    usual = moments.pop(None)
    kind = outbox.c.not_before.type
    if set(moments.values()) == {usual}:
        return literal(usual, kind)
    by_country = {country: literal(moment, kind) for country, moment in moments.items() if country}
    return case(by_country, value=member.c.country, else_=literal(usual, kind))


def _moment(planned: Announcement, country: Country | None, now: datetime) -> datetime:
    by_reader = planned.timing is not None and planned.timing.by_reader
    moment = max(now, moment_for(planned.timing, country)) if planned.timing and by_reader else now
    if planned.urgent:
        return moment
    return quiet_until(moment, reader_zone(country)) or moment
