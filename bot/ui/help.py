"""Help: what the bot can do, by which commands, and in which language."""

from bot.domain.member import Role, may_announce, may_name_staff
from bot.domain.places import Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.routes import AnswerTopics, Privacy
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, lines, paragraphs

# Every command of a member with what it is for, as Telegram's menu shows them (at most 256 characters each).
COMMANDS: dict[str, str] = {
    "start": mark("Begin, or begin again"),
    "menu": mark("Main menu"),
    "language": mark("Change the language"),
    "alerts": mark("Choose what you hear about"),
    "settings": mark("Language, country, your data"),
    "help": mark("What this bot can do"),
    "privacy": mark("What is stored, and what is not"),
    "stop": mark("Stop all messages"),
}
# Those of whoever may announce, and what only owners have besides.
_ANNOUNCING: dict[str, str] = {
    "announce": mark("Write and send announcements"),
    "lockdown": mark("Freeze all sending at once"),
}
STAFF_COMMANDS: dict[str, str] = {**_ANNOUNCING, "staff": mark("Name editors and broadcasters")}


def show_help(t: Translator, role: Role | None = None) -> Screen:
    """What somebody of this role needs to know to find everything else."""
    text = paragraphs(
        heading(t.plain("Help")),
        t(
            "Here you find funding opportunities, courses, news, jobs and answers to common questions. "
            "Choose in the main menu; filters and alerts bring what fits your work.",
        ),
        lines(*(f"/{command} – {t(about)}" for command, about in COMMANDS.items())),
        _for_staff(t, role),
        t(
            "The bot can also send alerts to your organisation's group or channel: add it there, and an administrator "
            "sends /start. The button for a group is in the settings.",
        ),
        _fallback(t),
        t("Every opportunity names its source and the day it was read. The page of the donor has the last word."),
    )
    ways = in_pairs((Press(t.plain("Questions and answers"), AnswerTopics()), Press(t.plain("Privacy"), Privacy())))
    return Screen(text, (*ways, *foot(t)))


def _for_staff(t: Translator, role: Role | None) -> str:
    """The commands of staff. As code they cannot be tapped: one of them freezes everything without a question."""
    if not may_announce(role):
        return ""
    commands = STAFF_COMMANDS if may_name_staff(role) else _ANNOUNCING
    return lines(t("For the team:"), *(f"<code>/{command}</code> – {t(about)}" for command, about in commands.items()))


def _fallback(t: Translator) -> str:
    # The chain of domain.places.reading_chain, in words.
    if t.language == Language.RU:
        return t("A text that is not in Russian yet is shown in English, and the screen says so.")
    if t.language == Language.EN:
        return t("A text that is not in English yet is shown in Russian, and the screen says so.")
    return t(
        "A text that is not in your language yet is shown in Russian, "
        "or in English when there is no Russian either, and the screen says so.",
    )
