"""How many members would hear of the items of an alert, counted in one look at the members."""

from typing import cast

from sqlalchemy import ColumnElement, Integer, and_, case, exists, func, literal_column, or_, select, type_coerce

from bot.domain.interests import BITS, Kind
from bot.domain.member import Standing
from bot.store.database import Connection
from bot.store.tables import item, member


async def at_once_and_later(c: Connection, announcement_id: int) -> tuple[int, int]:
    """How many would be told of one of its items at once, and how many others in a digest or after a pause.

    Muted funders are passed over: the question is how many, not who.
    """
    # Items that are alike for readers count once, or a thousand of them would be compared with each member.
    alike = (
        select(
            case(*((item.c.kind == kind, literal_column(str(BITS[kind]))) for kind in Kind)).label("bit"),
            _bits(item.c.themes).label("themes"),
            _bits(item.c.countries).label("countries"),
        )
        .where(item.c.publication == announcement_id, item.c.gone_on.is_(None))
        .distinct()
        .cte("alike")
    )
    kinds, waits = _bits(member.c.kinds), _bits(member.c.daily).bitwise_or(_bits(member.c.weekly))
    wanted = and_(
        kinds.bitwise_and(alike.c.bit) != 0,
        _fits(_bits(member.c.themes), alike.c.themes),
        _fits(_bits(member.c.countries), alike.c.countries),
    )
    at_once = and_(member.c.paused.is_(False), exists().where(wanted, waits.bitwise_and(alike.c.bit) == 0))
    at_all = exists().where(wanted)
    found = await c.execute(
        select(func.count().filter(at_once), func.count().filter(at_all)).where(member.c.standing == Standing.ACTIVE)
    )
    now, ever = found.one()
    return now, ever - now


def _bits(column: ColumnElement[object]) -> ColumnElement[int]:
    return cast("ColumnElement[int]", type_coerce(column, Integer))


def _fits(wanted: ColumnElement[int], about: ColumnElement[int]) -> ColumnElement[bool]:
    """A member who chose nothing wants all; what is about nothing in particular is for everybody."""
    return or_(wanted == 0, about == 0, wanted.bitwise_and(about) != 0)
