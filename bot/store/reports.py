"""What became of the recipients of an announcement, counted for its report; no row names anybody."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import Integer, func, literal_column, select, type_coerce

from bot.domain.announcement import Announcement
from bot.domain.delivery import SETTLED
from bot.domain.places import Country, Language
from bot.domain.report import ENDINGS, Ending
from bot.store.database import Connection
from bot.store.progress import rows_of
from bot.store.tables import member, outbox


async def by_language_and_country(
    c: Connection, about: Announcement
) -> Counter[tuple[Language, Country | None, Ending]]:
    """How many recipients there are of each language, country and ending, as they read and live now."""
    found = await c.execute(
        select(member.c.language, member.c.country, outbox.c.status, func.count())
        .select_from(outbox.join(member, member.c.id == outbox.c.member_id))
        .where(*rows_of(about))
        .group_by(member.c.language, member.c.country, outbox.c.status)
    )
    counts: Counter[tuple[Language, Country | None, Ending]] = Counter()
    for language, country, status, n in found:
        counts[language, country, ENDINGS[status]] += n
    return counts


async def over_time(
    c: Connection, about: Announcement, step: timedelta, shift: timedelta = timedelta()
) -> Counter[tuple[datetime, Ending]]:
    """How many were settled in each step of time, by the moment it begins.

    Steps are whole since 1970 on a clock that is ahead of UTC by `shift`.
    """
    width, ahead = int(step.total_seconds()), int(shift.total_seconds())
    settled = type_coerce(outbox.c.settled_at, Integer) + literal_column(str(ahead))
    begins = (settled - settled % literal_column(str(width)) - literal_column(str(ahead))).label("begins")
    found = await c.execute(
        select(begins, outbox.c.status, func.count())
        .where(*rows_of(about), outbox.c.status.in_(SETTLED), outbox.c.settled_at.is_not(None))
        .group_by(begins, outbox.c.status)
    )
    counts: Counter[tuple[datetime, Ending]] = Counter()
    for moment, status, n in found:
        counts[datetime.fromtimestamp(moment, UTC), ENDINGS[status]] += n
    return counts
