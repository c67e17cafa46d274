"""A rung that is added to the ladder of reminders: where its day has come it is not made up for."""

from datetime import date, timedelta

from sqlalchemy import or_, select, update

from bot.domain.postponing import ONLY_THIS
from bot.store.database import Connection
from bot.store.tables import item, member, saved


async def pass_over(tx: Connection, person: bytes, days: int, today: date) -> None:
    """Takes this rung for over where no more days are left, for every saved item of this member.

    Or else the next round would remind at once, or a day late, of deadlines whose day for it came before it was wanted.
    """
    number = select(member.c.id).where(member.c.person == person).scalar_subquery()
    nearer = select(item.c.id).where(item.c.closes_on <= today + timedelta(days=days))
    await tx.execute(
        update(saved)
        .where(
            saved.c.member_id == number,
            saved.c.item_id.in_(nearer),
            or_(saved.c.reminded.is_(None), saved.c.reminded > days, saved.c.reminded == ONLY_THIS),
        )
        .values(reminded=days)
    )
