"""Settings: language, country, what may be sent, and the way to one's own data."""

from bot.domain.member import Member
from bot.domain.places import OWN_NAMES
from bot.i18n.translator import Translator
from bot.ui.alert_routes import QuietTimes
from bot.ui.arriving import what_arrives
from bot.ui.doors import add_to_group
from bot.ui.pausing import pause_or_resume
from bot.ui.quiet_times import hours_in_short
from bot.ui.reminder_times import days_in_short
from bot.ui.routes import Alerts, ChooseCountry, ChooseLanguage, DeleteMyData, MyData, Privacy, Settings
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Link, Press, Screen
from bot.ui.text import field, heading, lines, literal, paragraphs


def settings(t: Translator, member: Member, username: str) -> Screen:
    """How things stand, and a button for each of them; `username` is the bot's."""
    country = t.country(member.country) if member.country else t.plain("not chosen")
    text = paragraphs(
        heading(t.plain("Settings")),
        lines(
            field(t("Language"), literal(OWN_NAMES[member.language])),
            field(t("Country"), literal(country)),
            field(t("Quiet hours"), literal(hours_in_short(t, member.quiet))),
            field(t("Reminders, days before a deadline"), literal(days_in_short(t, member))),
        ),
        what_arrives(t, member),
    )
    back_here = Settings()
    buttons = (
        Press(t.plain("Language"), ChooseLanguage(then=back_here.pack())),
        Press(t.plain("Country"), ChooseCountry(then=back_here.pack())),
        Press(t.plain("My alerts"), Alerts()),
        Press(t.plain("Quiet hours"), QuietTimes()),
        pause_or_resume(t, member, back_here),
        Press(t.plain("What the bot knows about me"), MyData()),
        Press(t.plain("Delete my data"), DeleteMyData()),
        Press(t.plain("Privacy"), Privacy()),
        Link(t.plain("Add to a group"), add_to_group(username)),
    )
    return Screen(text, (*in_pairs(buttons), *foot(t)))
