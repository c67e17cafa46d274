"""How often alerts come: at once, or collected once a day or once a week, for each kind."""

from datetime import time

from bot.domain.interests import Kind, Often
from bot.domain.member import Member
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SetOften
from bot.ui.arriving import alerts_of, what_arrives
from bot.ui.estimated import estimated_for
from bot.ui.labels import KINDS
from bot.ui.routes import Alerts
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, lines, paragraphs

# What a button says of its kind now.
_LABELS: dict[Often, str] = {
    Often.AT_ONCE: mark("{kind}: at once"),
    Often.DAILY: mark("{kind}: daily"),
    Often.WEEKLY: mark("{kind}: weekly"),
}

_NEXT: dict[Often, Often] = {
    Often.AT_ONCE: Often.DAILY,
    Often.DAILY: Often.WEEKLY,
    Often.WEEKLY: Often.AT_ONCE,
}


def how_often(t: Translator, member: Member, messages: int | None, digest_at: time) -> Screen:
    """One button a kind: it says how often the kind comes, and a tap changes it. `digest_at` is their local time."""
    wanted = [kind for kind in Kind if kind in member.interests.kinds and kind is not Kind.ANNOUNCEMENT]
    text = paragraphs(
        heading(t.plain("How often")),
        lines(what_arrives(t, member), estimated_for(t, member, messages)),
        *(_what_to_do(t, member, digest_at) if wanted else (_nothing_wanted(t, member),)),
    )
    return Screen(text, (*in_pairs(_kind(t, member, kind) for kind in wanted), *foot(t, Alerts())))


def _what_to_do(t: Translator, member: Member, digest_at: time) -> tuple[str, str]:
    return (_digests(t, member, digest_at), t("Tap a kind to change it: at once, daily, weekly."))


def _kind(t: Translator, member: Member, kind: Kind) -> Press:
    often = member.often(kind)
    label = t.plain(_LABELS[often], kind=t.plain(KINDS[kind]))
    return Press(label, SetOften(kind=kind, often=_NEXT[often]))


def _digests(t: Translator, member: Member, digest_at: time) -> str:
    at = f"{digest_at:%H:%M}"
    if member.quiet_days:
        return t(
            "What comes daily or weekly comes as one message at {time} your local time: daily, but not on Sundays and "
            "public holidays; weekly, on the first working day of the week.",
            time=at,
        )
    return t(
        "What comes daily or weekly comes as one message at {time} your local time: daily, or weekly on Mondays.",
        time=at,
    )


def _nothing_wanted(t: Translator, member: Member) -> str:
    return t("No alerts are turned on yet. Choose some under “{alerts}”.", alerts=alerts_of(t, member))
