"""Every screen of staff, from plausible and from extreme values, for the test that renders everything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.member import Role
from bot.domain.places import ZONES, Country, Language
from bot.i18n.translator import Translator
from bot.ui import announce, announce_audience, announce_draft, announce_list, announce_texts, announce_when, staff
from bot.ui.paging import Sheet
from bot.ui.screen import Screen

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)

DRAFT = Announcement(id=12, state=State.DRAFT)
WRITTEN = replace(
    DRAFT,
    texts={
        Language.RU: "<b>Дорогие коллеги!</b>\nПриём заявок открыт до 1 декабря &lt;включительно&gt;.",
        Language.KK: "Құрметті әріптестер!",
    },
)
EVERYBODY = Audience(frozenset(Language), frozenset(Country), frozenset(Kind))
SCHEDULED = replace(WRITTEN, state=State.SCHEDULED, due_at=DUE, zone=ZONES[Country.KZ])

COUNTS = {Language.RU: 1204, Language.KK: 312, Language.TK: 3}
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


def staff_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen with a name that says which; what depends on a reader's language is read by this one."""
    yield from _cards(t)
    yield from _lists(t)
    yield from _drafts(t)
    yield from _moments(t)


def _cards(t: Translator) -> Iterator[tuple[str, Screen]]:
    for state in State:
        one = replace(SCHEDULED, state=state)
        yield f"card, {state}", announce.card(t, one, {}, NOW)
        yield f"card, {state}, under way", announce.card(t, one, TALLY, NOW)
    refused = replace(SCHEDULED, state=State.PAUSED, pause_reason="can't parse entities: <b> & more")
    yield "card, paused with a reason", announce.card(t, refused, TALLY, NOW)
    resent = replace(SCHEDULED, state=State.DONE, when_uncertain=WhenUncertain.RESEND)
    yield "card, sent again when uncertain", announce.card(t, resent, TALLY, NOW)
    yield "message as delivered", announce.delivered(t, WRITTEN.texts[Language.RU], {Kind.ANNOUNCEMENT})
    for begun in (State.SCHEDULED, State.SENDING):
        yield f"cancel, {begun}", announce_draft.confirm_cancel(t, replace(SCHEDULED, state=begun))


def _lists(t: Translator) -> Iterator[tuple[str, Screen]]:
    each = tuple(replace(SCHEDULED, state=state, id=2**53) for state in State)
    yield "announcements, none", announce_list.announcements(t, Sheet((), 1, 1, 1))
    yield "announcements", announce_list.announcements(t, Sheet((DRAFT, *each), 7, 2, 3))
    named = tuple(staff.Listed(row, 2**52 - row, role) for row, role in enumerate((Role.EDITOR, Role.BROADCASTER), 1))
    yield "staff, nobody", staff.colleagues(t, Sheet((), 1, 1, 1))
    yield "staff", staff.colleagues(t, Sheet(named, 7, 2, 3))
    for role in (Role.EDITOR, Role.BROADCASTER):
        yield f"name, {role}", staff.name(t, role)


def _drafts(t: Translator) -> Iterator[tuple[str, Screen]]:
    aimed = replace(WRITTEN, audience=EVERYBODY, when_uncertain=WhenUncertain.RESEND)
    for name, one in (("empty", DRAFT), ("written", WRITTEN), ("aimed", aimed)):
        yield f"draft, {name}", announce_draft.draft(t, one, COUNTS)
        yield f"texts, {name}", announce_texts.texts(t, one, COUNTS)
        yield f"write, {name}", announce_texts.write(t, one, Language.KK, 312)
        yield f"audience, {name}", announce_audience.audience(t, one, COUNTS)
    yield "draft, for nobody", announce_draft.draft(t, WRITTEN, {})
    shown = announce_texts.preview(t, t, WRITTEN)
    assert shown is not None
    yield "preview", shown


def _moments(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield "when", announce_when.when(t, WRITTEN, Country.KZ, NOW)
    for country in (None, *Country):
        yield f"write moment, {country}", announce_when.write_moment(t, WRITTEN, country, NOW)
    aimed = replace(WRITTEN, audience=EVERYBODY)
    yield "last look, now", announce_when.last_look(t, WRITTEN, COUNTS, None, None)
    yield "last look, later", announce_when.last_look(t, aimed, dict.fromkeys(Language, 1_000_000), DUE, Country.TM)
