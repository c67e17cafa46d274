"""A row of the member table as the domain's value, and as words in a query."""

from typing import Any

from sqlalchemy import Row

from bot.domain.interests import Interests
from bot.domain.member import Member
from bot.store import tables

MEMBER_COLUMNS = tuple(column for column in tables.member.columns if column is not tables.member.c.person)


def interests_in(row: Row[*tuple[Any, ...]]) -> Interests:
    """The interests in a row that has the three sets."""
    return Interests(row.kinds, row.themes, row.countries)


def member_in(row: Row[*tuple[Any, ...]]) -> Member:
    """The member in a row of MEMBER_COLUMNS."""
    return Member(
        id=row.id,
        language=row.language,
        country=row.country,
        interests=interests_in(row),
        standing=row.standing,
        paused=row.paused,
        joined_on=row.joined_on,
        seen_on=row.seen_on,
        daily=row.daily,
        weekly=row.weekly,
        quiet=row.quiet,
        quiet_days=row.quiet_days,
        ladder=row.ladder,
        paused_until=row.paused_until,
        chat=row.chat,
    )
