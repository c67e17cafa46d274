"""How many alerts a choice would bring, counted from what was published lately."""

from collections.abc import Collection
from datetime import timedelta

from bot.content.telling import funder_of, past_of, reaches_back
from bot.domain.estimate import DAYS, Per, messages_in, rate_of
from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.handlers.today import today
from bot.handlers.visit import Visit
from bot.store import items, mutes


async def expected(visit: Visit, member: Member) -> int | None:
    """How many messages the last 90 days would have brought this member; None when nobody can tell.

    An item counts on the day that its content gives. One without a day counts on the day on which this bot found it
    and told of it, once the bot has watched for 90 days: before, the first of them would be missing. Nothing of a
    funder that the member muted counts, as long as the catalogue says whose it is.

    That something comes seldom can be said only of days of which something is known: two weeks of a new catalogue
    would make it look as if hardly anything came.
    """
    day = today(visit)
    async with visit.db.read() as c:
        told = await items.told_since(c, day - timedelta(days=DAYS - 1))
        muted = await mutes.of(c, visit.person)
    dated = past_of(visit.catalogue, day, DAYS)
    if told is None and not dated:
        return None
    known = {**(told or {}), **dated}
    past = [one for (kind, slug), one in known.items() if not _is_of(visit, kind, slug, muted)]
    messages = messages_in(past, member.interests, member.daily, member.weekly, day)
    seldom = rate_of(messages).per is Per.SELDOM
    return None if seldom and told is None and not reaches_back(visit.catalogue, day) else messages


def _is_of(visit: Visit, kind: Kind, slug: str, funders: Collection[str]) -> bool:
    """Whether the item is of one of these funders."""
    item = visit.catalogue.find(kind, slug) if funders else None
    return item is not None and funder_of(item) in funders
