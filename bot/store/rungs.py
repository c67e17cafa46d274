"""A rung that is added to the ladder of reminders: where its day has come it is not made up for."""

from datetime import date, timedelta

from sqlalchemy import and_, or_, select, update

from bot.domain.postponing import ONLY_THIS
from bot.store.database import Connection
from bot.store.last_days import MARGIN, last_day, moments
from bot.store.tables import item, member, saved


async def pass_over(tx: Connection, person: bytes, days: int, today: date) -> None:
    """Takes this rung for over where no more than so many days are left, for every saved item of this member.

    Or else the next round would remind at once, or a day late, of deadlines whose day for it came before it was wanted.
    """
    found = await tx.execute(select(member.c.id, member.c.country).where(member.c.person == person))
    row = found.one_or_none()
    if row is None:
        return
    through = today + timedelta(days=days)
    at_an_hour = await moments(tx, item.c.closes_on.between(through - MARGIN, through + MARGIN))
    passed = [one for one, moment in at_an_hour.items() if last_day(through, moment, row.country) <= through]
    nearer = select(item.c.id).where(
        or_(and_(item.c.closes_on <= through, item.c.id.not_in(list(at_an_hour))), item.c.id.in_(passed))
    )
    await tx.execute(
        update(saved)
        .where(
            saved.c.member_id == row.id,
            saved.c.item_id.in_(nearer),
            or_(saved.c.reminded.is_(None), saved.c.reminded > days, saved.c.reminded <= ONLY_THIS),
        )
        .values(reminded=days)
    )
