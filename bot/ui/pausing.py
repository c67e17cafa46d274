"""The pause of every message: the button for it, for how long, and the last day of it typed."""

from datetime import date, timedelta

from bot.domain.member import Member, Standing
from bot.domain.places import reader_zone
from bot.i18n.translator import Translator
from bot.ui.alert_routes import PauseFor, PauseUntil, WritePauseEnd
from bot.ui.packing import Route, from_link
from bot.ui.routes import Alerts, Begin, SetPaused
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, paragraphs

A_WEEK, A_MONTH, UNTIL_RESUMED = 7, 30, 0

_INSTANT = timedelta(seconds=1)


def pause_or_resume(t: Translator, member: Member, then: Route) -> Press:
    """What there is to do now: for a member who left, to come back; else to pause or to resume."""
    if member.standing is not Standing.ACTIVE:
        return Press(t.plain("Start again"), Begin(then=then.pack()), style="primary")
    if member.paused:
        return _resume(t, then.pack())
    return Press(t.plain("Pause everything"), PauseUntil(then=then.pack()))


def last_paused_day(member: Member) -> date | None:
    """The last day of the pause on the member's own clock; None when there is no pause, or no end to it."""
    if not member.paused or member.paused_until is None:
        return None
    return (member.paused_until - _INSTANT).astimezone(reader_zone(member.country)).date()


def pause_until(t: Translator, member: Member, route: PauseUntil) -> Screen:
    """For how long nothing is to be sent."""
    text = paragraphs(
        heading(t.plain("Pause everything")),
        _how_it_stands(t, member),
        t(
            "During a pause nothing is sent to you: no alerts, no reminders and no announcements. New opportunities "
            "that you missed come in one message after it."
        ),
        t("How long should the pause be?"),
    )
    lengths = in_pairs(
        (
            Press(t.plain("A week"), PauseFor(days=A_WEEK, then=route.then)),
            Press(t.plain("A month"), PauseFor(days=A_MONTH, then=route.then)),
            Press(t.plain("Until a date"), WritePauseEnd(then=route.then)),
            Press(t.plain("Until I resume"), PauseFor(days=UNTIL_RESUMED, then=route.then)),
        )
    )
    resume = ((_resume(t, route.then),),) if member.paused else ()
    return Screen(text, (*resume, *lengths, *foot(t, from_link(route.then) or Alerts())))


def write_pause_end(t: Translator, route: WritePauseEnd, today: date) -> Screen:
    """Asks for the last day; the example is two weeks ahead."""
    text = paragraphs(
        heading(t.plain("Pause until a date")),
        t(
            "Type the last day of the pause, for example: <code>{day}</code>",
            day=f"{today + timedelta(days=14):%d.%m.%Y}",
        ),
    )
    return Screen(text, ((Press(t.plain("Back"), PauseUntil(then=route.then)),),))


def _how_it_stands(t: Translator, member: Member) -> str:
    until = last_paused_day(member)
    if until:
        return t("Everything is paused up to and including {date}.", date=t.date(until))
    return t("Everything is paused until you resume.") if member.paused else ""


def _resume(t: Translator, then: str) -> Press:
    return Press(t.plain("Resume"), SetPaused(on=False, then=then), style="primary")
