"""Choosing whom an announcement is for."""

import pytest

from bot.domain.announcement import Audience, State
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.handlers import announce_audience
from bot.handlers.visit import Next
from bot.store.database import Database
from bot.ui.staff_routes import AimCountry, AimKind, AimLanguage, AnnouncementAudience, AnnouncementView
from tests.handlers.announced import draft, in_state, name_boris, readers, stored
from tests.visits import BORIS, visit


async def test_switches_narrow_and_widen_and_taps_are_not_counted(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    for _ in range(2):
        await announce_audience.aim_language(boris, AimLanguage(id=made, language=Language.KK, on=True))
        await announce_audience.aim_country(boris, AimCountry(id=made, country=Country.KZ, on=True))
        answer = await announce_audience.aim_country(boris, AimCountry(id=made, country=Country.UZ, on=True))
        assert answer == Next(AnnouncementAudience(id=made))
    await announce_audience.aim_country(boris, AimCountry(id=made, country=Country.KZ, on=False))

    assert (await stored(sqlite_db, made)).audience == Audience(frozenset({Language.KK}), frozenset({Country.UZ}))


async def test_an_interest_more_does_not_leave_the_others_out(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    await announce_audience.aim_kind(boris, AimKind(id=made, kind=Kind.GRANT, on=True))
    both = (await stored(sqlite_db, made)).audience.wanted_kinds
    await announce_audience.aim_kind(boris, AimKind(id=made, kind=Kind.ANNOUNCEMENT, on=False))
    one = (await stored(sqlite_db, made)).audience.wanted_kinds
    await announce_audience.aim_kind(boris, AimKind(id=made, kind=Kind.GRANT, on=False))
    none = (await stored(sqlite_db, made)).audience.wanted_kinds

    assert both == {Kind.ANNOUNCEMENT, Kind.GRANT}
    assert one == {Kind.GRANT}
    assert none == {Kind.ANNOUNCEMENT}


async def test_the_size_is_counted_anew(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    await readers(sqlite_db, Language.RU, 7, first=20_000)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    everybody = await announce_audience.audience(boris, AnnouncementAudience(id=made))
    await announce_audience.aim_language(boris, AimLanguage(id=made, language=Language.KK, on=True))
    narrowed = await announce_audience.audience(boris, AnnouncementAudience(id=made))

    assert "Can be reached now: 13 readers." in everybody.text
    assert "Can be reached now: 6 readers." in narrowed.text


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_what_is_no_draft_keeps_its_audience(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_audience.aim_language(boris, AimLanguage(id=made, language=Language.KK, on=True))
    screen = await announce_audience.audience(boris, AnnouncementAudience(id=made))

    assert answer.route == AnnouncementView(id=made)
    assert answer.toast in {"This announcement is already scheduled.", "This announcement is cancelled."}
    assert (await stored(sqlite_db, made)).audience == Audience()
    assert "The buttons:" not in screen.text
