"""The card in every state and errand, the list, and the report with its chart and table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.announcement import Announcement, Errand, LinkButton, Media, MediaKind, State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.places import ZONES, Country, Language
from bot.domain.progress import Postponed, Progress
from bot.domain.refusal import Fault, named
from bot.domain.report import Ending, Report, report
from bot.domain.schedule import Repeat, Timing
from bot.domain.timeline import Timeline, timeline
from bot.i18n.translator import Translator
from bot.ui import announce, announce_list, announce_message, announce_report
from bot.ui.paging import Sheet
from bot.ui.screen import Screen
from tests.ui.samples_staff import DUE, NOW, SCHEDULED

TALLY = {
    Status.WAITING: 540,
    Status.BEGUN: 4,
    Status.SENT: 1_000_450,
    Status.GONE: 3,
    Status.REFUSED: 2,
    Status.UNCERTAIN: 1,
    Status.SKIPPED: 5,
    Status.CANCELLED: 7,
}
ON_ITS_WAY = Progress(
    tally=TALLY,
    postponed=Postponed(200, NOW + timedelta(hours=19), NOW + timedelta(hours=21)),
    notes=450,
    frozen=True,
    rate=24.8,
    recalled_by=2**53,
)
PLANNED = Progress(tally={Status.WAITING: 20_000}, planning=True)

AT_TEN = Timing(datetime(2026, 11, 24, 10, 0), ZONES[Country.KZ])

EVERY_DAY = replace(AT_TEN, repeat=Repeat("daily", until=date(2027, 1, 31), skipped=frozenset({date(2026, 11, 25)})))

CORRECTION = replace(SCHEDULED, id=15, errand=Errand.CORRECT, about=12)
RECALL = replace(SCHEDULED, id=16, errand=Errand.RECALL, about=12, texts={})
SERIES = replace(SCHEDULED, timing=EVERY_DAY)

BEGAN, ENDED = datetime(2026, 11, 24, 5, 0, tzinfo=UTC), datetime(2026, 11, 24, 11, 6, 40, tzinfo=UTC)
OVER = replace(SCHEDULED, state=State.DONE, began_at=BEGAN, ended_at=ENDED)

REPORT = report(
    {
        **{(Language.RU, country, Ending.SENT): 30_000 for country in Country},
        (Language.KK, Country.KZ, Ending.SENT): 312,
        (Language.KK, Country.KZ, Ending.BLOCKED): 6,
        (Language.TK, Country.TM, Ending.SENT): 3,
        (Language.RU, None, Ending.FAILED): 1,
        **{(language, None, ending): 7_000 for language in Language for ending in Ending},
    }
)


def over_time() -> Timeline:
    found = {(BEGAN + n * timedelta(minutes=15), Ending.SENT): 1000 + 40 * n for n in range(20)}
    made = timeline({**found, (BEGAN, Ending.FAILED): 90}, timedelta(minutes=15))
    assert made is not None
    return made


OVER_TIME = over_time()


def progress_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen with a name that says which."""
    for name, one in (("sent", SCHEDULED), ("series", SERIES), ("correction", CORRECTION), ("recall", RECALL)):
        yield from _cards(t, name, one)
    yield from _other_cards(t)
    yield from _lists(t)
    yield from _reports(t)


def _cards(t: Translator, name: str, announcement: Announcement) -> Iterator[tuple[str, Screen]]:
    for state in State:
        one = replace(announcement, state=state, began_at=BEGAN)
        yield f"card, {name}, {state}", announce.card(t, one, Progress(), NOW)
        yield f"card, {name}, {state}, under way", announce.card(t, one, ON_ITS_WAY, NOW, Country.TM)
        yield f"card, {name}, {state}, being planned", announce.card(t, one, PLANNED, NOW)


def _other_cards(t: Translator) -> Iterator[tuple[str, Screen]]:
    for fault in Fault:
        reason = named(fault, "bad request: can't do <b> & more")
        paused = replace(SCHEDULED, state=State.PAUSED, pause_reason=reason)
        yield f"card, paused, {fault}", announce.card(t, paused, ON_ITS_WAY, NOW)
    other = replace(SCHEDULED, state=State.PAUSED, pause_reason="something new: <b>")
    yield "card, paused for another reason", announce.card(t, other, ON_ITS_WAY, NOW)
    resent = replace(OVER, when_uncertain=WhenUncertain.RESEND, series=11)
    yield "card, sent again when uncertain", announce.card(t, resent, ON_ITS_WAY, NOW, Country.KZ)
    soon = replace(SCHEDULED, due_at=NOW + timedelta(seconds=60))
    yield "card, can be undone", announce.card(t, soon, Progress(frozen=True), NOW)
    for timing in (AT_TEN, replace(AT_TEN, by_reader=True), replace(EVERY_DAY, repeat=Repeat("0 10 * * 1", times=1))):
        one = replace(SCHEDULED, timing=timing)
        yield f"card, scheduled, {timing}", announce.card(t, one, Progress(), DUE)
    slow = replace(ON_ITS_WAY, frozen=False, rate=0.05)
    few = Progress({Status.SENT: 3, Status.WAITING: 1}, postponed=Postponed(1, NOW, NOW))
    yield "card, few", announce.card(t, replace(SCHEDULED, state=State.SENDING), few, NOW)
    yield (
        "card, few are planned",
        announce.card(t, replace(SCHEDULED, state=State.SENDING), replace(few, planning=True), NOW),
    )
    for kind in MediaKind:
        noted = replace(ON_ITS_WAY, left=kind)
        yield f"card, recall, {kind} left", announce.card(t, replace(RECALL, state=State.DONE), noted, NOW)
    yield "card, slow", announce.card(t, replace(SCHEDULED, state=State.SENDING), slow, NOW)
    attached = replace(
        SCHEDULED,
        buttons={Language.RU: (LinkButton("Подать заявку", "https://example.org/apply"),)},
        media=Media(MediaKind.PHOTO, "AgACAgIAAxkBAAM"),
    )
    yield "message as delivered", announce_message.delivered(t, attached, Language.RU)


def _lists(t: Translator) -> Iterator[tuple[str, Screen]]:
    each = tuple(replace(SCHEDULED, state=state, id=2**53) for state in State)
    yield "announcements, none", announce_list.announcements(t, Sheet((), 1, 1, 1))
    yield "announcements", announce_list.announcements(t, Sheet(each, 7, 2, 3))
    others = (SERIES, replace(OVER, series=12), CORRECTION, RECALL)
    yield "announcements, frozen", announce_list.announcements(t, Sheet(others, 1, 1, 1), is_frozen=True)


def _reports(t: Translator) -> Iterator[tuple[str, Screen]]:
    few: Report = report({(Language.TG, None, Ending.SENT): 2})
    for name, errand in (("sent", OVER), ("correction", CORRECTION), ("recall", RECALL)):
        one = replace(errand, state=State.DONE, began_at=BEGAN, ended_at=ENDED)
        yield f"report, {name}", announce_report.report(t, one, REPORT, Country.KZ)
        yield f"chart, {name}", announce_report.picture(t, one, REPORT, OVER_TIME, Country.KZ)
        yield f"table, {name}", announce_report.table(t, one, REPORT)
    yield "report, few", announce_report.report(t, replace(OVER, began_at=None), few, None)
    yield "table, few", announce_report.table(t, OVER, few)
