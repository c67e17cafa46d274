"""Every screen of staff, from plausible and from extreme values, for the test that renders everything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain
from bot.domain.interests import Kind
from bot.domain.member import Role
from bot.domain.places import ZONES, Country, Language
from bot.i18n.translator import Translator
from bot.ui import announce_audience, staff
from bot.ui.paging import Sheet
from bot.ui.screen import Screen
from bot.ui.staff_routes import LARGEST_ID, ConfirmNaming

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


def staff_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen with a name that says which; what depends on a reader's language is read by this one."""
    yield from _colleagues(t)
    yield from _drafts(t)


def _colleagues(t: Translator) -> Iterator[tuple[str, Screen]]:
    named = tuple(staff.Listed(row, 2**52 - row, role) for row, role in enumerate((Role.EDITOR, Role.BROADCASTER), 1))
    yield "staff, nobody", staff.colleagues(t, Sheet((), 1, 1, 1))
    yield "staff", staff.colleagues(t, Sheet(named, 7, 2, 3))
    for role in (Role.EDITOR, Role.BROADCASTER):
        yield f"name, {role}", staff.name(t, role)
        for is_member in (True, False):
            route = ConfirmNaming(who=LARGEST_ID, role=role)
            yield f"confirm naming, {role}, {is_member}", staff.confirm_naming(t, route, is_member=is_member)
    for one in named:
        yield f"confirm dismissal, {one.role}", staff.confirm_dismissal(t, one)


def _drafts(t: Translator) -> Iterator[tuple[str, Screen]]:
    aimed = replace(WRITTEN, audience=EVERYBODY, when_uncertain=WhenUncertain.RESEND)
    for name, one in (("empty", DRAFT), ("written", WRITTEN), ("aimed", aimed)):
        yield f"audience, {name}", announce_audience.audience(t, one, COUNTS)
