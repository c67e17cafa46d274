"""Screens of the second person, of the lockdown, and what staff are told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.announcement import Audience, Errand, Media, MediaKind, State
from bot.domain.approval import Need
from bot.domain.interests import Theme
from bot.domain.places import Country, Language
from bot.domain.schedule import Timing
from bot.i18n.translator import Translator
from bot.ui import announce_approval, announce_audience, lockdown
from bot.ui.lockdown import Asked
from bot.ui.packing import Action, Route
from bot.ui.screen import Screen
from bot.ui.staff_actions import Approve, Freeze, SendBack, Thaw
from bot.ui.staff_notices import notice
from bot.ui.staff_routes import Announcements, Lockdown, ReviewAnnouncement, StaffList
from tests.ui.samples_staff import COUNTS, EVERYBODY, NOW, SCHEDULED, WRITTEN
from tests.ui.samples_when import BY_CRON, DECIDED, EVERY_WEEK, THEIRS

TOKEN = "0123456789abcdef01234567"
AWAITING = replace(DECIDED, state=State.AWAITING)
CROWDED = replace(
    AWAITING,
    id=2**53,
    texts=dict.fromkeys(Language, "Ж" * 1024),
    audience=replace(EVERYBODY, themes=frozenset(Theme)),
    timing=BY_CRON,
    urgent=True,
    link_preview=True,
    media=Media(MediaKind.PHOTO, "photo"),
)
COLLEAGUES = Audience(frozenset(Language), frozenset(Country), staff_only=True)


def approval_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every one with a name that says which."""
    yield from _reviews(t)
    yield from _audiences(t)
    yield from _lockdowns(t)
    yield from _notices(t)


def _reviews(t: Translator) -> Iterator[tuple[str, Screen]]:
    large = dict.fromkeys(Language, 1_000_000)
    few = {Language.RU: 3}
    filed = replace(AWAITING, media=Media(MediaKind.DOCUMENT, "file"), timing=EVERY_WEEK)
    correction = replace(AWAITING, errand=Errand.CORRECT, about=11)
    review = announce_approval.review
    yield "review, many", review(t, CROWDED, large, Need.MANY, TOKEN, NOW)
    yield "review, few", review(t, replace(AWAITING, timing=THEIRS), few, Need.FEW, TOKEN, NOW)
    yield "review, days left out", review(t, replace(filed, timing=_without_days()), COUNTS, None, TOKEN, NOW)
    yield "review, a file", review(t, filed, COUNTS, None, TOKEN, NOW)
    too_long = replace(CROWDED, texts=dict.fromkeys(Language, "Ж" * 4096))
    yield "review, blocked", review(t, too_long, large, Need.MANY, TOKEN, NOW)
    yield "review, nobody asks", review(t, AWAITING, COUNTS, Need.MANY, None, NOW)
    yield "review, a correction", review(t, correction, COUNTS, Need.MANY, TOKEN, NOW)


def _without_days() -> Timing:
    assert EVERY_WEEK.repeat is not None
    days = frozenset((NOW + timedelta(weeks=week)).date() for week in range(5))
    return replace(EVERY_WEEK, repeat=replace(EVERY_WEEK.repeat, skipped=days))


def _audiences(t: Translator) -> Iterator[tuple[str, Screen]]:
    for name, wanted in (("all topics", Audience()), ("some topics", CROWDED.audience), ("staff", COLLEAGUES)):
        one = replace(WRITTEN, audience=wanted)
        yield f"audience, {name}", announce_audience.audience(t, one, COUNTS)
        yield f"topics of the audience, {name}", announce_audience.themes(t, one, COUNTS)


def _lockdowns(t: Translator) -> Iterator[tuple[str, Screen]]:
    until = NOW + timedelta(minutes=10)
    yield "lockdown, none", lockdown.lockdown(t, None, None, None)
    yield "lockdown", lockdown.lockdown(t, NOW, None, Country.KZ)
    for name, at in (("none", None), ("frozen", NOW)):
        yield f"lockdown, alone, {name}", lockdown.lockdown(t, at, None, None, alone=True)
    yield "lockdown, I asked", lockdown.lockdown(t, NOW, Asked(until, mine=True), Country.KZ)
    yield "lockdown, a colleague asked", lockdown.lockdown(t, NOW, Asked(until, mine=False), None)


def _notices(t: Translator) -> Iterator[tuple[str, Screen]]:
    told: tuple[Route | Action, ...] = (Freeze(), Thaw(), Lockdown())
    about = (
        (ReviewAnnouncement(id=12), State.AWAITING),
        (SendBack(id=12), State.DRAFT),
        (Approve(id=12, token=TOKEN), State.SENDING),
    )
    for what, state in (*((one, State.AWAITING) for one in told), *about):
        one = notice(t, what, replace(AWAITING, state=state))
        assert one is not None
        yield f"notice, {type(what).__name__}", one
    for name, timing in (("at once", None), ("weekly", EVERY_WEEK)):
        approved = notice(t, Approve(id=12, token=TOKEN), replace(SCHEDULED, timing=timing), Country.TM)
        assert approved is not None
        yield f"notice, approved, {name}", approved
    for what in (Announcements(), StaffList()):
        one = notice(t, what, None)
        assert one is not None
        yield f"notice, {type(what).__name__}", one
