"""Choosing whom an announcement is for."""

import pytest

from bot.domain.announcement import Audience, State
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.handlers import announce_audience
from bot.handlers.visit import Next
from bot.store import members, staff
from bot.store.database import Database
from bot.ui.staff_actions import AimCountry, AimKind, AimLanguage, AimStaff, AimTheme
from bot.ui.staff_routes import AnnouncementAudience, AnnouncementView, AudienceThemes
from tests.handlers.announced import correction, draft, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, OLGA, join, visit


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
    assert answer.toast
    assert (await stored(sqlite_db, made)).audience == Audience()
    assert "The buttons:" not in screen.text


async def test_themes_narrow_with_the_size_after_each_tap(db: Database) -> None:
    await name_boris(db)
    await readers(db, Language.RU, 12)
    async with db.write() as tx:
        for who, theme in enumerate((*[Theme.YOUTH] * 5, *[Theme.CULTURE] * 4), 10_000):
            interests = Interests(frozenset({Kind.ANNOUNCEMENT}), frozenset({theme}))
            await members.set_interests(tx, db.seal.seal(who), interests)
    made = await draft(db)
    boris = await visit(db, BORIS)

    answer = await announce_audience.aim_theme(boris, AimTheme(id=made, theme=Theme.YOUTH, on=True))
    youth = await announce_audience.themes(boris, AudienceThemes(id=made))
    await announce_audience.aim_theme(boris, AimTheme(id=made, theme=Theme.CULTURE, on=True))
    both = await announce_audience.themes(boris, AudienceThemes(id=made))
    for theme in (Theme.YOUTH, Theme.CULTURE, Theme.GENDER):
        await announce_audience.aim_theme(boris, AimTheme(id=made, theme=theme, on=theme is Theme.GENDER))
    gender = await announce_audience.themes(boris, AudienceThemes(id=made))

    assert answer == Next(AudienceThemes(id=made))
    assert "Can be reached now: 8 readers." in youth.text
    assert "Can be reached now: 12 readers." in both.text
    assert "Can be reached now: fewer than 5 readers." in gender.text
    assert (await stored(db, made)).audience == Audience(themes=frozenset({Theme.GENDER}))


async def test_staff_only_is_for_colleagues_who_are_members_whatever_they_want(db: Database) -> None:
    await name_boris(db)
    await readers(db, Language.RU, 7)
    async with db.write() as tx:
        await staff.sync_owners(tx, [db.seal.seal(OLGA)], NOW.date())
        for who in range(50_000, 50_006):
            await staff.name(tx, db.seal.seal(who), Role.EDITOR, NOW.date())
    for who in (OLGA, *range(50_000, 50_005)):  # Boris and one editor have never started it
        await join(db, who, Language.RU)
    async with db.write() as tx:
        await members.set_interests(tx, db.seal.seal(OLGA), Interests())
    made = await draft(db)
    boris = await visit(db, BORIS)

    answer = await announce_audience.aim_staff(boris, AimStaff(id=made, on=True))
    only = await announce_audience.audience(boris, AnnouncementAudience(id=made))
    topics = await announce_audience.themes(boris, AudienceThemes(id=made))
    await announce_audience.aim_staff(boris, AimStaff(id=made, on=False))

    assert answer == Next(AnnouncementAudience(id=made))
    assert "Can be reached now: 6 readers." in only.text
    assert topics == only
    assert (await stored(db, made)).audience == Audience()


async def test_a_correction_keeps_the_readers_it_has(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await correction(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    answer = await announce_audience.aim_staff(boris, AimStaff(id=made, on=True))
    screen = await announce_audience.audience(boris, AnnouncementAudience(id=made))

    assert answer.route == AnnouncementView(id=made)
    assert answer.toast == "A correction goes to everybody who has a copy of the original."
    assert (await stored(sqlite_db, made)).audience == Audience()
    assert "The buttons:" not in screen.text
