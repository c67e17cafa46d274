"""Everything the tables know of who is asking, in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, and_, bindparam, select

from bot.domain.member import Member, Role
from bot.store.database import Connection
from bot.store.rows import MEMBER_COLUMNS, member_in
from bot.store.tables import expecting, member, staff


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of one person. `expecting` is what the next text is for: a packed route."""

    member: Member | None
    role: Role | None
    expecting: str | None


_ASKING = select(bindparam("asking", type_=LargeBinary).label("person")).subquery("asking")

# Built once: this runs for every update, and building it costs more than running it.
_KNOWN = (
    select(*MEMBER_COLUMNS, staff.c.role, expecting.c.what)
    .select_from(_ASKING)
    .outerjoin(member, member.c.person == _ASKING.c.person)
    .outerjoin(staff, staff.c.person == _ASKING.c.person)
    .outerjoin(
        expecting,
        and_(
            expecting.c.person == _ASKING.c.person, expecting.c.until > bindparam("now", type_=expecting.c.until.type)
        ),
    )
)


async def load(c: Connection, person: bytes, now: datetime) -> Known:
    """The member, the role and the expectation of this person; an expectation that is over is None."""
    found = await c.execute(_KNOWN, {"asking": person, "now": now})
    row = found.one()
    return Known(member=None if row.id is None else member_in(row), role=row.role, expecting=row.what)
