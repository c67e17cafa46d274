"""Who an announcement reaches, as a condition on the member table: the same for counting and for planning."""

from sqlalchemy import ColumnElement, Integer, and_, or_, select, type_coerce

from bot.domain.announcement import Audience
from bot.domain.interests import to_mask
from bot.domain.member import Standing
from bot.store.tables import member, staff


def is_reached(audience: Audience) -> ColumnElement[bool]:
    """A member who can be written to, is of these languages and countries, and wants one of these kinds and themes.

    What staff want does not count when it is for staff alone.
    """
    conditions = [member.c.standing == Standing.ACTIVE, member.c.paused.is_(False)]
    conditions += [_is_staff()] if audience.staff_only else [_wants(audience)]
    if audience.languages:
        conditions.append(member.c.language.in_(audience.languages))
    if audience.countries:
        conditions.append(member.c.country.in_(audience.countries))
    return and_(*conditions)


def _is_staff() -> ColumnElement[bool]:
    return member.c.person.in_(select(staff.c.person))


def _wants(audience: Audience) -> ColumnElement[bool]:
    themes = type_coerce(member.c.themes, Integer)
    kind = type_coerce(member.c.kinds, Integer).bitwise_and(to_mask(audience.wanted_kinds)) != 0
    if not audience.themes:
        return kind
    # A member without themes wants all of them.
    return and_(kind, or_(themes == 0, themes.bitwise_and(to_mask(audience.themes)) != 0))
