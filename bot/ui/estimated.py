"""How many alerts to expect, said honestly: what the last weeks would have brought, or that nobody can tell."""

from bot.domain.estimate import Per, rate_of
from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.i18n.translator import Translator


def estimated(t: Translator, messages: int | None) -> str:
    """`messages` is how many would have come in the last 90 days; None when nothing at all is dated in them."""
    if messages is None:
        return t("It is not known how many messages will come: nothing in the bot has a date in the last 90 days.")
    rate = rate_of(messages)
    match rate.per:
        case Per.WEEK:
            return t.plural(
                "In the last 90 days these alerts would have been about {n} message a week.",
                "In the last 90 days these alerts would have been about {n} messages a week.",
                rate.n,
            )
        case Per.MONTH:
            return t.plural(
                "In the last 90 days these alerts would have been about {n} message a month.",
                "In the last 90 days these alerts would have been about {n} messages a month.",
                rate.n,
            )
        case Per.SELDOM:
            return t("In the last 90 days these alerts would have been less than one message a month.")


def estimated_for(t: Translator, member: Member, messages: int | None) -> str:
    """The same for a member; empty for one who gets no alerts now, because nothing is to be expected."""
    wants_alerts = bool(member.interests.kinds - {Kind.ANNOUNCEMENT})
    return estimated(t, messages) if wants_alerts and member.reachable else ""
