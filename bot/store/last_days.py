"""On which day an item closes for a reader: what closes at an hour does not do so on the same day everywhere.

The day in the table is that of most readers. Others are at most a day away from it: a condition on it has to be wider.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from bot.domain.facts import closing, from_json
from bot.domain.places import Country, reader_zone
from bot.domain.timing import day_by
from bot.store.database import Connection
from bot.store.tables import item

MARGIN = timedelta(days=1)


def moment_in(facts: str) -> datetime | None:
    """When an item closes that says this; None when only a day is known."""
    try:
        return closing(from_json(facts))
    except (ValueError, LookupError, TypeError):
        return None  # another version wrote it: the day in the table is all that is known


async def moments(c: Connection, those: ColumnElement[bool]) -> dict[int, datetime]:
    """When these items close, by their numbers; the few of which an hour is known."""
    found = await c.execute(select(item.c.id, item.c.facts).where(those, item.c.facts.contains('"deadline_time"')))
    read = {row.id: moment_in(row.facts) for row in found}
    return {number: moment for number, moment in read.items() if moment is not None}


def last_day(closes_on: date, moment: datetime | None, country: Country | None) -> date:
    """The last day of what is `closes_on` in the table, for who lives in this country."""
    return day_by(closes_on, moment, reader_zone(country))
