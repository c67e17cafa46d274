"""How many alerts a choice would bring, counted from what the catalogue published lately."""

from bot.content.telling import past_of
from bot.domain.estimate import DAYS, messages_in
from bot.domain.member import Member
from bot.handlers.today import sending_day
from bot.handlers.visit import Visit


def expected(visit: Visit, member: Member) -> int | None:
    """How many messages the last 90 days would have brought this member; None when nothing is dated in them."""
    day = sending_day(visit)
    past = past_of(visit.catalogue, day, DAYS)
    return messages_in(past, member.interests, member.daily, member.weekly, day) if past else None
