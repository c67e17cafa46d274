"""The statements by which the outbox is claimed and settled, built once: building one costs as much as running it."""

from sqlalchemy import ColumnElement, bindparam, func, literal_column, null, select, update

from bot.domain.announcement import State
from bot.domain.delivery import Matter, Status
from bot.store.tables import announcement, member, outbox

IS_ANNOUNCEMENT = outbox.c.matter == Matter.ANNOUNCEMENT

SENDING = select(announcement.c.id).where(announcement.c.state == State.SENDING).order_by(announcement.c.id)

# Picked once and then updated: PostgreSQL's planner may run a subselect with a limit more than once.
_SPARED = select(member.c.id).where(member.c.person.in_(bindparam("spare", expanding=True)))
_PICKED = (
    select(outbox.c.id)
    .where(
        IS_ANNOUNCEMENT,
        outbox.c.subject == bindparam("about"),
        outbox.c.status == Status.WAITING,
        outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type),
        outbox.c.member_id.not_in(_SPARED),
    )
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("wanted"))
    .with_for_update(skip_locked=True)
    .cte("picked")
)
BEGIN = (
    update(outbox)
    .where(outbox.c.id.in_(select(_PICKED.c.id)))
    .values(status=Status.BEGUN, lease_until=bindparam("until", type_=outbox.c.lease_until.type))
    .returning(outbox.c.id)
)

CLAIMED = (
    select(
        outbox.c.id,
        outbox.c.member_id,
        outbox.c.subject,
        outbox.c.attempts,
        member.c.person,
        member.c.language,
        member.c.country,
        member.c.standing,
        member.c.paused,
        member.c.kinds,
        member.c.themes,
        member.c.countries,
        announcement.c.state,
        announcement.c.kinds.label("audience_kinds"),
    )
    .join(member, member.c.id == outbox.c.member_id)
    .join(announcement, announcement.c.id == outbox.c.subject)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(outbox.c.not_before, outbox.c.id)
)

# Rows whose end is not known for certain; what is certain stays.
_IS_OPEN: ColumnElement[bool] = literal_column(
    f"status IN ({Status.WAITING:d}, {Status.BEGUN:d}, {Status.UNCERTAIN:d})"
)
SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), _IS_OPEN)
    .values(
        status=bindparam("becomes"),
        message_id=bindparam("message"),
        reason=bindparam("why"),
        not_before=func.coalesce(bindparam("wait", type_=outbox.c.not_before.type), outbox.c.not_before),
        attempts=outbox.c.attempts + bindparam("tries"),
        lease_until=null(),
        settled_at=bindparam("at"),
    )
)
