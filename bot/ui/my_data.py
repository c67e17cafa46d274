"""What is stored about a member: the row in plain words, its deletion, and the goodbye."""

from dataclasses import dataclass

from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.member import Member, Role, Standing
from bot.domain.places import OWN_NAMES, Country
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.labels import KINDS_IN_TEXT, ROLES, THEMES_IN_TEXT
from bot.ui.pausing import last_paused_day
from bot.ui.quiet_times import hours_in_short
from bot.ui.reminder_times import days_in_short
from bot.ui.routes import ChooseLanguage, DeleteMyData, ForgetMe, MyData, Privacy, Settings
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import field, heading, lines, literal, paragraphs

_STANDINGS: dict[Standing, str] = {
    Standing.ACTIVE: mark("may be sent"),
    Standing.STOPPED: mark("stopped with /stop"),
    Standing.BLOCKED: mark("stopped, because the bot was blocked"),
    Standing.GONE: mark("stopped, because the account was closed"),
}

# Enough of the sealed number to see that it is no telephone number and no name.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is stored beside the row: items the member saved, and funders they hear no more of."""

    saved: int = 0
    muted: int = 0


def my_data(t: Translator, number: int, person: bytes, member: Member, role: Role | None, kept: Kept) -> Screen:
    """Every column of the row, and what is not there. `number` is the Telegram id that `person` seals."""
    text = paragraphs(
        heading(t.plain("What the bot knows about me")),
        lines(
            field(t("Your Telegram number"), f"<code>{number}</code>"),
            field(t("It is stored sealed, like this"), f"<code>{person.hex()[:_SHOWN]}…</code>"),
            field(t("Language"), literal(OWN_NAMES[member.language])),
            field(t("Country"), literal(_country(t, member))),
            *_interests(t, member.interests),
            *_times(t, member),
            field(t("Saved items"), t.number(kept.saved)),
            field(t("Muted funders"), t.number(kept.muted)),
            field(t("Messages"), _messages(t, member)),
            field(t("First day"), literal(t.date(member.joined_on))),
            field(t("Last visit"), literal(t.date(member.seen_on))),
            field(t("Role in the team"), t(ROLES[role])) if role else "",
        ),
        t(
            "Beside this, only which announcements and which new items were sent to you or wait to be sent, so that "
            "none comes twice, and which items you saved."
        ),
        t("Your name, username, phone number, what you write and what you read are not stored."),
    )
    ways = in_pairs((Press(t.plain("Delete my data"), DeleteMyData()), Press(t.plain("Privacy"), Privacy())))
    return Screen(text, (*ways, *foot(t, Settings())))


def delete_my_data(t: Translator, role: Role | None) -> Screen:
    """Asks before anything is deleted."""
    text = paragraphs(
        heading(t.plain("Delete my data")),
        t("Everything stored about you will be deleted at once, also messages that wait to be sent to you."),
        _with_role(t, role),
        t("This cannot be undone."),
    )
    yes = Press(t.plain("Yes, delete everything"), ForgetMe(), style="danger")
    no = Press(t.plain("No, keep my data"), MyData())
    return Screen(text, ((yes,), (no,), *foot(t)))


def goodbye(t: Translator) -> Screen:
    """What is left when nothing is."""
    text = paragraphs(
        heading(t.plain("Nothing is stored about you")),
        t("The bot has no settings, no alerts and no waiting messages of yours. It will not write to you."),
        t("What is written in this chat stays in Telegram until you delete the chat there."),
        t("You can come back at any time."),
    )
    return Screen(text, ((Press(t.plain("Start again"), ChooseLanguage()),),))


def _with_role(t: Translator, role: Role | None) -> str:
    # An owner is named in the settings of the bot and not in the database.
    if role is None or role is Role.OWNER:
        return ""
    return t("You will lose your role in the team. Announcements you wrote stay, without your name.")


def _country(t: Translator, member: Member) -> str:
    return t.country(member.country) if member.country else t.plain("not chosen")


def _interests(t: Translator, interests: Interests) -> tuple[str, str, str]:
    kinds = t.listed([t.plain(KINDS_IN_TEXT[kind]) for kind in Kind if kind in interests.kinds])
    themes = t.listed([t.plain(THEMES_IN_TEXT[theme]) for theme in Theme if theme in interests.themes])
    countries = t.listed([t.country(country) for country in Country if country in interests.countries])
    return (
        field(t("Alerts"), literal(kinds or t.plain("none"))),
        field(t("Topics"), literal(themes or t.plain("all"))),
        field(t("Countries"), literal(countries or t.plain("all"))),
    )


def _times(t: Translator, member: Member) -> tuple[str, ...]:
    daily, weekly = (
        t.listed([t.plain(KINDS_IN_TEXT[kind]) for kind in Kind if member.often(kind) is often])
        for often in (Often.DAILY, Often.WEEKLY)
    )
    return (
        field(t("Once a day"), literal(daily)) if daily else "",
        field(t("Once a week"), literal(weekly)) if weekly else "",
        field(t("Quiet hours"), literal(hours_in_short(t, member.quiet))),
        field(t("Quiet days"), t("on") if member.quiet_days else t("off")),
        field(t("Reminders, days before a deadline"), literal(days_in_short(t, member))),
    )


def _messages(t: Translator, member: Member) -> str:
    until = last_paused_day(member)
    if member.standing is Standing.ACTIVE and until:
        return t("paused up to and including {date}", date=t.date(until))
    if member.standing is Standing.ACTIVE and member.paused:
        return t("paused")
    return t(_STANDINGS[member.standing])
