"""Changes of items: what each said before and after, as the JSON of `domain.facts`."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from bot.domain.announcement import State
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import announcement, change


@dataclass(frozen=True, slots=True)
class Change:
    """What one CHANGE announcement tells."""

    announcement_id: int
    item_id: int
    before: str
    after: str


async def open_of(c: Connection, item_id: int) -> Change | None:
    """The change of this item that is to be told and has not begun: a further one can join it."""
    return await _find(c, change.c.item_id == item_id, announcement.c.state == State.SCHEDULED)


async def get(c: Connection, announcement_id: int) -> Change | None:
    """What this announcement tells."""
    return await _find(c, change.c.announcement_id == announcement_id)


async def write(tx: Connection, announcement_id: int, item_id: int, before: str, after: str) -> None:
    """Writes down what this announcement tells, in place of anything written before."""
    told = {"before": before, "after": after}
    await upsert(tx, change, key={"announcement_id": announcement_id}, new=told, old={"item_id": item_id})


async def _find(c: Connection, *conditions: ColumnElement[bool]) -> Change | None:
    found = await c.execute(
        select(change.c.announcement_id, change.c.item_id, change.c.before, change.c.after)
        .join(announcement, announcement.c.id == change.c.announcement_id)
        .where(*conditions)
        .order_by(change.c.announcement_id.desc())
        .limit(1),
    )
    row = found.one_or_none()
    return None if row is None else Change(*row)
