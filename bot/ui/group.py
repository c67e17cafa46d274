"""What the bot says in a group or channel: how its messages there stand, and that all else is in the private chat."""

from dataclasses import replace

from bot.domain.member import ChatKind, Member
from bot.domain.places import OWN_NAMES
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.alert_routes import HowOften, QuietTimes
from bot.ui.arriving import what_arrives
from bot.ui.doors import private_chat
from bot.ui.pausing import pause_or_resume
from bot.ui.quiet_times import hours_in_short
from bot.ui.routes import (
    Alerts,
    Begin,
    ChooseCountry,
    ChooseLanguage,
    DeleteMyData,
    ForgetMe,
    Help,
    Settings,
    StopMessages,
)
from bot.ui.rows import in_pairs
from bot.ui.screen import Button, Link, Press, Row, Screen
from bot.ui.text import field, heading, lines, literal, paragraphs

# Every command there is in a group or channel, for its administrators, as Telegram's menu shows them.
COMMANDS: dict[str, str] = {
    "alerts": mark("Choose what this group hears about"),
    "settings": mark("Language, country and messages of this group"),
    "language": mark("Change the language"),
    "stop": mark("Stop all messages to this group"),
    "help": mark("What this bot can do in a group"),
}

# What whoever may not decide is told when they press a button.
NOT_YOURS: dict[ChatKind, str] = {
    ChatKind.GROUP: mark("Only administrators of this group can change this."),
    ChatKind.CHANNEL: mark("Only administrators of this channel can change this."),
}
# The same when they sent a command, which changes nothing in itself. In a channel everybody who can write decides.
COMMANDS_NOT_YOURS: dict[ChatKind, str] = {
    **NOT_YOURS,
    ChatKind.GROUP: mark("The commands here are for administrators of this group."),
}
NOT_KNOWN = mark("It could not be checked whether you are an administrator. Please try again.")


def settings(t: Translator, member: Member) -> Screen:
    """How things stand in this chat, and a button for each of them."""
    country = t.country(member.country) if member.country else t.plain("not chosen")
    text = paragraphs(
        heading(t.plain("Messages in this group or channel")),
        lines(
            field(t("Language"), literal(OWN_NAMES[member.language])),
            field(t("Country"), literal(country)),
            field(t("Quiet hours"), literal(hours_in_short(t, member.quiet))),
        ),
        what_arrives(t, member),
        t("Only administrators can change this."),
    )
    here = Settings()
    buttons = (
        Press(t.plain("Alerts"), Alerts()),
        Press(t.plain("How often"), HowOften()),
        Press(t.plain("Language"), ChooseLanguage(then=here.pack())),
        Press(t.plain("Country"), ChooseCountry(then=here.pack())),
        Press(t.plain("Quiet hours"), QuietTimes()),
        pause_or_resume(t, member, here),
        Press(t.plain("Help"), Help()),
        Press(t.plain("Stop all messages"), StopMessages()),
        Press(t.plain("Delete everything stored"), DeleteMyData()),
    )
    return Screen(text, in_pairs(buttons))


def show_help(t: Translator, username: str) -> Screen:
    """What the bot does here, who may change it, and by which commands."""
    text = paragraphs(
        heading(t.plain("Help")),
        t("Here the bot sends what administrators chose, and says nothing else by itself. It does not read along."),
        lines(*(f"/{command} – {t(about)}" for command, about in COMMANDS.items())),
        t("Only administrators can use these commands. Where there are several bots, write the name of this one too:"),
        f"<code>/alerts@{literal(username)}</code>",
        _elsewhere(t),
    )
    return Screen(text, (*_to_settings(t), *_door(t, username)))


def elsewhere(t: Translator, username: str) -> Screen:
    """The answer to what there is in the private chat only."""
    return Screen(_elsewhere(t), _door(t, username))


def administrators_only(t: Translator, words: str, username: str) -> Screen:
    """The answer to a command of somebody who may not; `words` say whom it is kept for."""
    return Screen(lines(t(words), _elsewhere(t)), _door(t, username))


def stopped(t: Translator) -> Screen:
    """After /stop: what that means, and how to undo it."""
    text = paragraphs(
        heading(t.plain("Messages are stopped")),
        t("The bot will not write here any more. It still answers administrators."),
        t("The settings are kept: send /start and everything is as before. You can also delete them."),
    )
    ways = (Press(t.plain("Start again"), Begin()), Press(t.plain("Delete everything stored"), DeleteMyData()))
    return Screen(text, in_pairs(ways))


def ask_to_delete(t: Translator) -> Screen:
    """Asks before anything is deleted."""
    text = paragraphs(
        heading(t.plain("Delete everything stored")),
        t(
            "The settings of this group or channel will be deleted at once, also messages that wait to be sent here. "
            "The bot will not write here any more."
        ),
        t("This cannot be undone."),
    )
    yes = Press(t.plain("Yes, delete everything"), ForgetMe(), style="danger")
    return Screen(text, ((yes,), (Press(t.plain("No, keep it"), Settings()),)))


def called_alerts(t: Translator, screen: Screen) -> Screen:
    """A screen of the private chat, whose button to the alerts is called as they are called here: not "my"."""
    return replace(screen, rows=tuple(tuple(_called_alerts(t, button) for button in row) for row in screen.rows))


def goodbye(t: Translator) -> Screen:
    """What is left when nothing is."""
    text = paragraphs(
        heading(t.plain("Nothing is stored about this group or channel")),
        t("The bot will not write here any more, unless an administrator sends /start."),
    )
    return Screen(text, ((Press(t.plain("Start again"), ChooseLanguage()),),))


def _called_alerts(t: Translator, button: Button) -> Button:
    leads_there = isinstance(button, Press) and isinstance(button.to, Alerts)
    return replace(button, label=t.plain("Alerts")) if leads_there else button


def _elsewhere(t: Translator) -> str:
    return t("Everything else is in the private chat with the bot, for everybody.")


def _to_settings(t: Translator) -> tuple[Row, ...]:
    return in_pairs((Press(t.plain("Alerts"), Alerts()), Press(t.plain("Settings"), Settings())))


def _door(t: Translator, username: str) -> tuple[Row, ...]:
    return ((Link(t.plain("Open the private chat"), private_chat(username)),),)
