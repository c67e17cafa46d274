"""Whether anybody knows of an item: was told of it, or has saved it."""

from sqlalchemy import exists, or_, select

from bot.domain.saved import Saving, Telling
from bot.store.database import Connection
from bot.store.tables import alert, saved


async def anybody_was_to_be_told(c: Connection, item_id: int) -> bool:
    """Whether the alert that told of this item had anybody to tell."""
    return bool(await c.scalar(select(exists().where(alert.c.item_id == item_id))))


async def anybody_knows(c: Connection, item_id: int) -> bool:
    """Whether a change of this item would be told to anybody."""
    told = exists().where(alert.c.item_id == item_id, alert.c.state == Telling.TOLD)
    keeps = exists().where(saved.c.item_id == item_id, saved.c.state != Saving.DECLINED)
    return bool(await c.scalar(select(or_(told, keeps))))
