"""The last look before an announcement is sent: what is wrong with it, who gets which text, when, and who decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.announcement import Announcement, Errand, State, text_wanted, undecided
from bot.domain.approval import FEWEST, Need, digest, recipients
from bot.domain.places import Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_course import frozen
from bot.ui.announce_crowded import crowded_line
from bot.ui.announce_lint import blocks, check_lines, checked
from bot.ui.announce_when import when_line
from bot.ui.announce_words import aimed_at, named, policy, reach, readers, reading_line, whom
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import BackToDraft, SendAnnouncement, SetUrgent
from bot.ui.staff_routes import (
    AnnouncementAudience,
    AnnouncementTexts,
    AnnouncementView,
    AnnouncementWhen,
    LanguageGate,
)
from bot.ui.text import heading, lines, literal, paragraphs

_NEEDS: Mapping[Need, str] = {
    Need.MANY: mark("👥 It goes to so many people that a second person has to approve it."),
    Need.FEW: mark("👥 It goes to so few people that a reader could be identified: a second person has to approve it."),
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would happen: how many readers, or copies to change, there are by language, and how many readers sleep.

    `at_once` says that it goes out now, whatever moment was chosen; for `undo` seconds it can be taken back. `frozen`
    says that a lockdown holds everything back.
    """

    counts: Mapping[Language, int] = field(default_factory=dict)
    asleep: int = 0
    need: Need | None = None
    at_once: bool = True
    undo: int = 0
    frozen: bool = False


def last_look(t: Translator, announcement: Announcement, outlook: Outlook, now: datetime) -> Screen:
    """Everything that is known before anything is promised; the button carries what was seen."""
    findings = checked(t, announcement, now.date())
    text = paragraphs(
        named(t, announcement),
        check_lines(t, findings),
        who_gets_it(t, announcement, outlook.counts),
        lines(_moment(t, announcement, outlook, now), _asleep(t, announcement, outlook)),
        "" if outlook.at_once else crowded_line(t, announcement.timing, now),
        policy(t, announcement.when_uncertain) if announcement.errand is Errand.SEND else "",
        t(_NEEDS[outlook.need]) if outlook.need else "",
        frozen(t) if outlook.frozen else "",
    )
    obstacle = _obstacle(t, announcement, outlook.counts, blocked=blocks(findings))
    rows = _ways_on(t, announcement, obstacle) if obstacle else _sending(t, announcement, outlook, now)
    text = paragraphs(text, literal(f"⛔ {obstacle[0]}")) if obstacle else text
    late = announcement.state is State.LATE
    back = AnnouncementView(id=announcement.id) if late else AnnouncementWhen(id=announcement.id)
    return Screen(text, (*rows, *foot(t, back)))


def who_gets_it(t: Translator, announcement: Announcement, counts: Mapping[Language, int]) -> str:
    """Whom it is for, and how many of each language get which text."""
    if announcement.errand is Errand.RECALL:
        return t("For everybody who has announcement {id}: their copies will be recalled.", id=announcement.about)
    # Whoever has a copy may read another language by now.
    speaking = aimed_at(announcement.audience) if announcement.about is None else tuple(Language)
    told = [language for language in speaking if counts.get(language)]
    getting = {language: counts[language] for language in told if text_wanted(announcement, language) is not None}
    return lines(
        heading(t.plain("Who gets it")),
        whom(t, announcement.audience)
        if announcement.about is None
        else t("For everybody who has announcement {id}: their copies will be edited.", id=announcement.about),
        *(reading_line(t, announcement, language, counts[language]) for language in told),
        t("Together: {readers}.", readers=reach(t, getting)),
    )


def _moment(t: Translator, announcement: Announcement, outlook: Outlook, now: datetime) -> str:
    if not outlook.at_once:
        return t("Goes out: {moment}.", moment=when_line(t, announcement, now))
    said = t("Goes out: at once.")
    if not outlook.undo:
        return said
    undo = t.plural("You can undo it for {n} second.", "You can undo it for {n} seconds.", outlook.undo)
    return f"{said} {undo}"


def _asleep(t: Translator, announcement: Announcement, outlook: Outlook) -> str:
    """Who sleeps then. Beside the total, all but a few would tell how many those few are."""
    if not outlook.asleep:
        return ""
    awake = recipients(announcement, outlook.counts) - outlook.asleep
    many = t.plain("nearly everybody") if 0 < awake < FEWEST else readers(t, outlook.asleep)
    return t(
        "🌙 In quiet hours or on a day of mourning then: {readers}. They get it afterwards: at 9:00 their local time "
        "unless they chose another hour.",
        readers=many,
    )


def _obstacle(
    t: Translator, announcement: Announcement, counts: Mapping[Language, int], *, blocked: bool
) -> tuple[str, Press] | None:
    """What has to be put right first, as plain text, and where."""
    at = announcement.id
    if announcement.errand is Errand.RECALL:
        return None
    if undecided(announcement):
        return (
            t.plain("Some languages have no text. Decide first what their readers get."),
            Press(t.plain("Decide what they get"), LanguageGate(id=at), style="primary"),
        )
    if blocked:
        return (
            t.plain("It cannot be sent as it is: see what is wrong above."),
            Press(t.plain("Change the texts"), AnnouncementTexts(id=at), style="primary"),
        )
    if not recipients(announcement, counts):
        return (
            t.plain("Nobody would get it: choose other people or other languages."),
            Press(t.plain("Choose who gets it"), AnnouncementAudience(id=at), style="primary"),
        )
    return None


def _ways_on(t: Translator, announcement: Announcement, obstacle: tuple[str, Press]) -> tuple[Row, ...]:
    if announcement.state is State.DRAFT:
        return ((obstacle[1],),)
    return ((Press(t.plain("Back to draft"), BackToDraft(id=announcement.id)),),)


def _sending(t: Translator, announcement: Announcement, outlook: Outlook, now: datetime) -> tuple[Row, ...]:
    send = SendAnnouncement(id=announcement.id, seen=digest(announcement, now)[:12])
    label = t.plain("Send") if outlook.at_once else t.plain("Schedule")
    if outlook.need:
        label = t.plain("Ask a colleague to approve")
    buttons = [Press(label, send, style="success")]
    if outlook.asleep and announcement.state is State.DRAFT:
        buttons.append(
            Press(t.plain("Send in quiet hours too"), SetUrgent(id=announcement.id, on=True, last_look=True))
        )
    return in_pairs(buttons)
