"""How much is stored about a member beside their own row."""

from sqlalchemy import func, select

from bot.store.database import Connection
from bot.store.tables import mute, saved


async def count(c: Connection, member_id: int) -> tuple[int, int]:
    """How many items they saved or put aside, and how many funders they muted."""
    found = await c.execute(
        select(
            select(func.count()).where(saved.c.member_id == member_id).scalar_subquery(),
            select(func.count()).where(mute.c.member_id == member_id).scalar_subquery(),
        )
    )
    items, funders = found.one()
    return items, funders
