"""How many alerts a choice would bring, counted from what was published lately."""

from datetime import timedelta

from bot.content.telling import past_of
from bot.domain.estimate import DAYS, messages_in
from bot.domain.member import Member
from bot.handlers.today import sending_day
from bot.handlers.visit import Visit
from bot.store import items


async def expected(visit: Visit, member: Member) -> int | None:
    """How many messages the last 90 days would have brought this member; None when nobody can tell.

    An item counts on the day that its content gives. One without a day counts on the day on which this bot found it
    and told of it, once the bot has watched for 90 days: before, the first of them would be missing.
    """
    day = sending_day(visit)
    async with visit.db.read() as c:
        told = await items.told_since(c, day - timedelta(days=DAYS - 1))
    dated = past_of(visit.catalogue, day, DAYS)
    if told is None and not dated:
        return None
    past = {**(told or {}), **dated}.values()
    return messages_in(past, member.interests, member.daily, member.weekly, day)
