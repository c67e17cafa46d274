"""What the bot sends by itself as staff see it, unsubscribing, and why people stop."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Kind, to_mask
from bot.domain.parting import Reason
from bot.domain.places import Country
from bot.domain.progress import Progress
from bot.i18n.translator import Translator
from bot.ui import announce, announce_cancel, announce_report, new_items, reasons, sent_by_bot, staff_notices, stopping
from bot.ui.alert_routes import NewItems
from bot.ui.paging import Sheet
from bot.ui.screen import Screen
from tests.ui.samples_progress import BEGAN, ENDED, ON_ITS_WAY, OVER_TIME, PLANNED, REPORT
from tests.ui.samples_staff import DUE, NOW

TITLE = "Фонд <«Зелёный двор»> & " + "слово " * 30
KINDS, RUNGS = (1 << 16) - 1, 15


def by_bot(errand: Errand, state: State) -> Announcement:
    """One of them: the digest of a day, the rest of an item."""
    key = "2026-11-24" if errand is Errand.DIGEST else None
    return Announcement(
        id=2**53, state=state, due_at=DUE, errand=errand, key=key, when_uncertain=WhenUncertain.RESEND, zone="UTC"
    )


def by_bot_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield from _stopping(t)
    yield from _lists(t)
    for errand in sorted(BY_ITSELF):
        yield from _cards(t, errand)
    yield from _questions(t)


def _stopping(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield "stopped and thanked", stopping.stopped_and_thanked(t)
    for name, kinds, rungs in (("everything", KINDS, 0), ("grants", to_mask({Kind.GRANT}), 0), ("reminders", 0, RUNGS)):
        yield f"why stopped, {name}", stopping.why_stopped(t, kinds, rungs)
        yield f"thanked, {name}", stopping.thanked(t, kinds, rungs)
        yield f"why stopped, {name}, some saved", stopping.why_stopped(t, kinds, rungs, saved=True)
        yield f"thanked, {name}, some saved", stopping.thanked(t, kinds, rungs, saved=True)


def _lists(t: Translator) -> Iterator[tuple[str, Screen]]:
    each = tuple(
        sent_by_bot.Listed(by_bot(errand, state), sent_by_bot.About(n, TITLE), {Status.SENT: n, Status.GONE: 3})
        for n, (errand, state) in enumerate(zip([*sorted(BY_ITSELF), Errand.ALERT], list(State)[3:], strict=True), 1)
    )
    yield "sent by the bot, nothing", sent_by_bot.sent_by_bot(t, Sheet((), 1, 1, 1))
    yield "sent by the bot", sent_by_bot.sent_by_bot(t, Sheet(each, 7, 2, 3), Country.TM)


def _cards(t: Translator, errand: Errand) -> Iterator[tuple[str, Screen]]:
    about = sent_by_bot.About(21, TITLE)
    for state in (one for one in State if one is not State.DRAFT):
        one = replace(by_bot(errand, state), began_at=BEGAN)
        yield f"card, {errand}, {state}", announce.card(t, one, Progress(), NOW)
        yield f"card, {errand}, {state}, about", sent_by_bot.card(t, one, ON_ITS_WAY, NOW, Country.TM, about)
        yield f"card, {errand}, {state}, being planned", sent_by_bot.card(t, one, PLANNED, NOW, None, about)
        few = Progress(tally={Status.SENT: 2, Status.WAITING: 2})
        yield f"card, {errand}, {state}, few", sent_by_bot.card(t, one, few, DUE + timedelta(hours=1), None, about)
        yield f"cancel, {errand}, {state}", announce_cancel.confirm_cancel(t, one)
    over = replace(by_bot(errand, State.DONE), began_at=BEGAN, ended_at=ENDED)
    yield f"report, {errand}", announce_report.report(t, over, REPORT, Country.KZ)
    yield f"chart, {errand}", announce_report.picture(t, over, REPORT, OVER_TIME, Country.KZ)
    yield f"table, {errand}", announce_report.table(t, over, REPORT)


def _questions(t: Translator) -> Iterator[tuple[str, Screen]]:
    one = by_bot(Errand.ALERT, State.AWAITING)
    yield "many new items", new_items.new_items(t, one, dict.fromkeys(Kind, 1_000_000), 90_000, 3)
    yield "many new items, of one kind", new_items.new_items(t, one, {Kind.GRANT: 21}, 0, 0)
    told = staff_notices.notice(t, NewItems(id=2**53), one)
    assert told is not None
    yield "notice of many new items", told
    yield "reasons, none", reasons.reasons(t, {})
    yield "reasons", reasons.reasons(t, {reason: n * 10**n for n, reason in enumerate(Reason)})
