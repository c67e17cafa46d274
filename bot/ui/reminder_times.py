"""How many days before a deadline the bot reminds of what a member saved."""

from bot.domain.member import Member
from bot.domain.reminders import LADDER
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SetRung
from bot.ui.routes import Alerts
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import field, heading, paragraphs


def reminder_times(t: Translator, member: Member) -> Screen:
    """Each rung on or off with one tap; none means no reminders."""
    text = paragraphs(
        heading(t.plain("Deadline reminders")),
        t("The bot reminds you of the deadlines of what you saved, and of nothing else."),
        field(t("Days before the deadline"), days_in_short(t, member)),
        t("Tap to turn on (✓) or off. With none chosen there are no reminders."),
    )
    rungs = (
        Press(
            chosen(t.plain_plural("{n} day before", "{n} days before", days), on=days in member.ladder),
            SetRung(days=days, on=days not in member.ladder),
        )
        for days in LADDER
    )
    return Screen(text, (*in_pairs(rungs), *foot(t, Alerts())))


def days_in_short(t: Translator, member: Member) -> str:
    """The rungs as the value of a field, as plain text: "14, 7, 3, 1"."""
    return ", ".join(str(days) for days in LADDER if days in member.ladder) or t.plain("no reminders")
