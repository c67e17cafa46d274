"""Who an announcement reaches, as a condition on the member table: the same for counting and for planning."""

from sqlalchemy import ColumnElement, Integer, and_, type_coerce

from bot.domain.announcement import Audience
from bot.domain.interests import to_mask
from bot.domain.member import Standing
from bot.store.tables import member


def is_reached(audience: Audience) -> ColumnElement[bool]:
    """A member who can be written to, wants one of these kinds, and is of these languages and countries."""
    conditions = [
        member.c.standing == Standing.ACTIVE,
        member.c.paused.is_(False),
        type_coerce(member.c.kinds, Integer).bitwise_and(to_mask(audience.wanted_kinds)) != 0,
    ]
    if audience.languages:
        conditions.append(member.c.language.in_(audience.languages))
    if audience.countries:
        conditions.append(member.c.country.in_(audience.countries))
    return and_(*conditions)
