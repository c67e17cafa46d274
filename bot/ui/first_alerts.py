"""The first offer of alerts, after the country was chosen: nothing is turned on without a tap."""

from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.i18n.translator import Translator
from bot.ui.alert_routes import FirstAlerts, TakeFirstAlerts
from bot.ui.arriving import alerts_of, what_arrives
from bot.ui.estimated import estimated
from bot.ui.packing import Route, behind, from_link
from bot.ui.routes import LONGEST_ONWARD, Alerts, Home
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, lines, paragraphs


def first_alerts(t: Translator, member: Member, messages: int | None, route: FirstAlerts) -> Screen:
    """Asks whether to send what makes sense for this member; `messages` is what the last 90 days would have brought."""
    go_on = from_link(route.then)
    choose = Press(t.plain("Choose myself"), Alerts(then=_kept(go_on)))
    go_on = go_on or Home()
    if member.interests.kinds - {Kind.ANNOUNCEMENT}:
        return _already_on(t, member, choose, go_on)
    text = paragraphs(
        heading(t.plain("Alerts")),
        lines(_offer(t, member), estimated(t, messages)),
        t("Turn it on? You can change or stop it at any time under “{alerts}”.", alerts=alerts_of(t, member)),
    )
    yes = Press(t.plain("Yes, turn on"), TakeFirstAlerts(then=route.then), style="primary")
    return Screen(text, ((yes,), (choose,), (Press(t.plain("Not now"), go_on),)))


def _kept(place: Route | None) -> str:
    """Where the newcomer was going, for their way back from choosing; nothing when its name is too long for that."""
    packed = behind(place, LONGEST_ONWARD) if place and place != Home() else ""
    return packed if from_link(packed) else ""


def _offer(t: Translator, member: Member) -> str:
    if member.country is None:
        return t("The bot can send you new grants for all countries, on all topics, as soon as they appear.")
    return t(
        "The bot can send you new grants for {country}, on all topics, as soon as they appear.",
        country=t.country(member.country),
    )


def _already_on(t: Translator, member: Member, choose: Press, go_on: Route) -> Screen:
    """What an old button leads to, or the second of two impatient taps."""
    text = paragraphs(heading(t.plain("Alerts")), what_arrives(t, member))
    return Screen(text, ((Press(t.plain("Continue"), go_on, style="primary"),), (choose,)))
