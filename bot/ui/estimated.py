"""How many alerts to expect: what the last weeks would have brought, or nothing where nobody can tell."""

from bot.domain.estimate import Per, rate_of
from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.i18n.translator import Translator


def estimated(t: Translator, messages: int | None) -> str:
    """`messages` is how many would have come in the last 90 days; None when nobody can tell.

    Then it is empty: these screens ask what should come, and a newcomer takes "not known" for a bot that is dead.
    """
    if messages is None:
        return ""
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
