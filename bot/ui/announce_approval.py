"""What a second person is shown before they approve an announcement."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.announcement import Announcement, Errand, MediaKind
from bot.domain.approval import Need
from bot.domain.places import Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_crowded import crowded_line
from bot.ui.announce_last_look import who_gets_it
from bot.ui.announce_lint import blocks, check_lines, checked
from bot.ui.announce_when import when_line
from bot.ui.announce_words import named, policy
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import Approve, SendBack, TestToMe
from bot.ui.staff_routes import AnnouncementPreview, AnnouncementView, Origin
from bot.ui.text import lines, paragraphs

_WHY: Mapping[Need, str] = {
    Need.MANY: mark("It goes to so many people that a second person has to approve it."),
    Need.FEW: mark("It goes to so few people that a reader could be identified: a second person has to approve it."),
}


def review(
    t: Translator,
    announcement: Announcement,
    counts: Mapping[Language, int],
    need: Need | None,
    token: str | None,
    now: datetime,
) -> Screen:
    """Everything readers will notice, with the right to approve it: no `token` when whoever asked is forgotten.

    `counts` are the readers by language, or those with a copy when it corrects one.
    """
    findings = checked(t, announcement, now.date())
    token = None if blocks(findings) else token
    text = paragraphs(
        named(t, announcement),
        lines(
            t(
                "A colleague wants to send this and needs a second person's approval. Please look at every text "
                "first: the buttons show each as its readers get it."
            ),
            t(_WHY[need]) if need else "",
        ),
        who_gets_it(t, announcement, counts),
        lines(
            t("Goes out: {moment}.", moment=when_line(t, announcement, now)),
            _left_out(t, announcement, now),
            crowded_line(t, announcement.timing, now),
            _beside(t, announcement),
            policy(t, announcement.when_uncertain) if announcement.errand is Errand.SEND else "",
        ),
        check_lines(t, findings),
        t("Your approval is for exactly what you see here, and can be given within ten minutes.")
        if token
        else t("It cannot be approved as it is. Send it back so that it can be changed and submitted again."),
    )
    return Screen(text, (*_rows(t, announcement, token), *foot(t, AnnouncementView(id=announcement.id))))


def _left_out(t: Translator, announcement: Announcement, now: datetime) -> str:
    """The days to come that are left out of a repetition, on its own clock."""
    timing = announcement.timing
    if timing is None or timing.repeat is None:
        return ""
    today = now.astimezone(ZoneInfo(timing.zone)).date()
    days = [t.date(day) for day in sorted(timing.repeat.skipped) if day >= today]
    return t("Skipped days: {days}.", days=t.listed(days)) if days else ""


def _beside(t: Translator, announcement: Announcement) -> str:
    """What goes with every text."""
    media = announcement.media
    return lines(
        t("A photo goes with every text.") if media and media.kind is MediaKind.PHOTO else "",
        t("A file goes with every text.") if media and media.kind is MediaKind.DOCUMENT else "",
        t("Telegram shows a preview of the first link.") if announcement.link_preview else "",
    )


def _rows(t: Translator, announcement: Announcement, token: str | None) -> tuple[Row, ...]:
    at = announcement.id
    texts = in_pairs(
        Press(t.language_label(language), AnnouncementPreview(id=at, language=language, origin=Origin.REVIEW))
        for language in Language
        if language in announcement.texts
    )
    test = (Press(t.plain("Send me all texts"), TestToMe(id=at)),)
    decide: list[Press] = [Press(t.plain("Send back"), SendBack(id=at))]
    if token:
        decide.insert(0, Press(t.plain("Approve"), Approve(id=at, token=token), style="success"))
    return (*texts, test, *in_pairs(decide))
