"""The lockdown: whether all sending is frozen, and how it goes on."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.places import ZONES, Country
from bot.i18n.translator import Translator
from bot.ui.announce_words import moment
from bot.ui.rows import foot
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import Freeze, Thaw
from bot.ui.staff_routes import Announcements
from bot.ui.text import heading, lines, literal, paragraphs


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants sending to go on, and somebody else can agree until then; `mine` when the reader asked."""

    until: datetime
    mine: bool


def lockdown(
    t: Translator, frozen_at: datetime | None, asked: Asked | None, home: Country | None, *, alone: bool = False
) -> Screen:
    """Whether it is frozen and since when; `home` is the country on whose clock moments are told.

    `alone` is a reader beside whom nobody may announce, so that nobody could agree; to what a colleague asked for
    while they still might, the reader can.
    """
    zone = ZONES[home] if home else None
    if frozen_at is None:
        text = lines(
            t("Sending is not frozen."),
            t("Freezing stops at once everything the bot sends of its own accord. It takes two people to resume."),
            literal(nobody_else(t)) if alone else "",
        )
        freeze = Press(t.plain("Freeze all sending"), Freeze(), style="danger")
        return _screen(t, text, (freeze,))
    text = paragraphs(
        lines(
            t("🧊 All sending has been frozen since {moment}.", moment=moment(t, frozen_at, zone)),
            t("The bot sends nothing of its own accord. It still answers everybody who presses a button."),
        ),
        literal(nobody_else(t)) if alone and (asked is None or asked.mine) else _how_it_ends(t, asked, zone),
    )
    if asked and asked.mine:
        return _screen(t, text)
    label = t.plain("I agree: resume sending") if asked else t.plain("Resume sending")
    return _screen(t, text, (Press(label, Thaw(), style="primary"),))


def nobody_else(t: Translator) -> str:
    """That there is no second person, as plain text for a screen or a toast."""
    return t.plain(
        "A second person has to agree, but nobody else may send announcements. Owners are listed in the bot's "
        "settings; they name others with /staff."
    )


def _how_it_ends(t: Translator, asked: Asked | None, zone: str | None) -> str:
    if asked is None:
        return t(
            "For sending to resume, two people who may send announcements have to press the button below within "
            "ten minutes of each other."
        )
    until = moment(t, asked.until, zone)
    if asked.mine:
        return t("You asked for sending to resume. Somebody else has to agree before {moment}.", moment=until)
    return t("A colleague wants sending to resume. If you agree, press the button before {moment}.", moment=until)


def _screen(t: Translator, text: str, *rows: Row) -> Screen:
    return Screen(paragraphs(heading(t.plain("Sending freeze")), text), (*rows, *foot(t, Announcements())))
