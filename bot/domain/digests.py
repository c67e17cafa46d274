"""When a reader gets what is new in one message: at which moment of a day, and on which day of a week."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.quiet import Closed, Hours, first_open_day, open_from

# On the reader's own clock.
DIGEST_AT = time(10)
# What is older is no news, however late it comes into the catalogue, or its reader back to the bot.
NEWS_FOR = timedelta(days=30)


def digest_moment(day: date, zone: ZoneInfo, hours: Hours, closed: Closed) -> datetime | None:
    """The moment, as UTC, of the digest of this day on the reader's calendar; None when the day has none.

    Quiet hours that cover it put it off to their end, which may be on the next day that is open.
    """
    if not _is_open(day, closed):
        return None
    return open_from(datetime.combine(day, DIGEST_AT, zone), zone, hours, closed)


def digest_day(day: date, zone: ZoneInfo, hours: Hours, closed: Closed) -> date:
    """The day on which the digest of this day is read: a later one only where quiet hours last from ten to midnight.

    What is left of it after that day is left to a later digest. The digests of different days are read on different
    days.
    """
    moment = digest_moment(day, zone, hours, closed)
    return day if moment is None else moment.astimezone(zone).date()


def weekly_is_due(day: date, closed: Closed, made: Collection[date]) -> bool:
    """Whether the digest of this day brings what comes weekly: on the first open day of the week, Monday to Sunday.

    `made` are the days for which digests were made. A first day that was missed is made up for on the next open one of
    the same week. A week without an open day has none: what waits comes with the next week's. Whom a digest was for and
    did not reach is another question.
    """
    if not _is_open(day, closed):
        return False
    earlier = (day - timedelta(days=n) for n in range(1, day.weekday() + 1))
    return not any(one in made and _is_open(one, closed) for one in earlier)


def _is_open(day: date, closed: Closed) -> bool:
    return first_open_day(day, closed) == day
