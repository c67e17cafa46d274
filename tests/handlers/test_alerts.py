"""My alerts: one tap on, one tap off, and the sentence that says what will arrive."""

import pytest

from bot.domain.interests import Interests, Kind, Theme, to_mask
from bot.domain.places import Country, Language
from bot.handlers import alerts
from bot.store import members
from bot.store.database import Database
from bot.ui.routes import (
    AlertCountries,
    Alerts,
    AlertThemes,
    AllCountries,
    AllThemes,
    NoticeList,
    SetCountryWanted,
    SetKind,
    SetPaused,
    SetTheme,
    StopKinds,
)
from tests.buttons import press
from tests.visits import AISULU, join, visit


async def interests(db: Database) -> Interests:
    member = (await visit(db, AISULU)).member
    assert member is not None
    return member.interests


async def test_a_kind_goes_on_with_one_tap_and_off_with_another(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    turn_on = press(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()), "Grants")
    assert turn_on == SetKind(kind=Kind.GRANT, on=True)
    assert isinstance(turn_on, SetKind)
    done = await alerts.set_kind(await visit(sqlite_db, AISULU), turn_on)
    assert (done.route, done.toast) == (Alerts(), "Grants: on")
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert (
        "You will receive: grants on all topics for all countries; announcements of the programme."
        in screen.text.splitlines()
    )
    turn_off = press(screen, "✓ Grants")
    assert isinstance(turn_off, SetKind)
    assert (await alerts.set_kind(await visit(sqlite_db, AISULU), turn_off)).toast == "Grants: off"
    assert (await interests(sqlite_db)).kinds == {Kind.ANNOUNCEMENT}


async def test_two_impatient_taps_do_it_once(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    tap = SetKind(kind=Kind.COURSE, on=True)
    here = await visit(sqlite_db, AISULU)
    assert await alerts.set_kind(here, tap) == await alerts.set_kind(here, tap)
    assert (await interests(sqlite_db)).kinds == {Kind.ANNOUNCEMENT, Kind.COURSE}


async def test_a_tap_does_not_undo_another_that_came_between(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    before = await visit(sqlite_db, AISULU)
    await alerts.set_theme(before, SetTheme(theme=Theme.MEDIA, on=True))
    await alerts.set_theme(before, SetTheme(theme=Theme.YOUTH, on=True))
    assert (await interests(sqlite_db)).themes == {Theme.MEDIA, Theme.YOUTH}


async def test_what_brought_a_message_is_turned_off_under_it_and_nothing_else(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests(frozenset(Kind), frozenset({Theme.YOUTH})))
    tap = StopKinds(kinds=to_mask({Kind.GRANT, Kind.ANNOUNCEMENT}))
    for _ in range(2):
        done = await alerts.stop_kinds(await visit(sqlite_db, AISULU), tap)
        assert done.route == Alerts()
    assert await interests(sqlite_db) == Interests(
        frozenset({Kind.COURSE, Kind.NEWS, Kind.JOB, Kind.STORY}), frozenset({Theme.YOUTH})
    )


async def test_an_alert_turned_on_from_an_empty_list_returns_there(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    news = NoticeList(kind=Kind.NEWS)
    done = await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.NEWS, on=True, then=news.pack()))
    assert done.route == news
    assert Kind.NEWS in (await interests(sqlite_db)).kinds


async def test_topics_are_chosen_and_lifted(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await alerts.alert_themes(await visit(sqlite_db, AISULU), AlertThemes())
    assert press(screen, "✓ All topics") == AllThemes()
    tap = press(screen, "Gender")
    assert isinstance(tap, SetTheme)
    assert (await alerts.set_theme(await visit(sqlite_db, AISULU), tap)).route == AlertThemes()
    screen = await alerts.alert_themes(await visit(sqlite_db, AISULU), AlertThemes())
    assert press(screen, "✓ Gender") == SetTheme(theme=Theme.GENDER, on=False)
    assert press(screen, "Back") == Alerts()
    assert press(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()), "Topics: 1") == AlertThemes()
    assert (await alerts.all_themes(await visit(sqlite_db, AISULU), AllThemes())).route == AlertThemes()
    assert (await interests(sqlite_db)).themes == frozenset()
    assert press(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()), "Topics: all") == AlertThemes()


async def test_countries_are_chosen_and_lifted(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KZ)
    tap = press(await alerts.alert_countries(await visit(sqlite_db, AISULU), AlertCountries()), "Kazakhstan")
    assert isinstance(tap, SetCountryWanted)
    done = await alerts.set_country_wanted(await visit(sqlite_db, AISULU), tap)
    assert (done.route, done.toast) == (AlertCountries(), "Kazakhstan: on")
    screen = await alerts.alert_countries(await visit(sqlite_db, AISULU), AlertCountries())
    assert press(screen, "✓ Kazakhstan") == SetCountryWanted(country=Country.KZ, on=False)
    assert press(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()), "Countries: 1") == AlertCountries()
    lift = press(screen, "All countries")
    assert isinstance(lift, AllCountries)
    assert (await alerts.all_countries(await visit(sqlite_db, AISULU), lift)).route == AlertCountries()
    assert (await interests(sqlite_db)).countries == frozenset()


@pytest.mark.parametrize(
    ("chosen", "paused", "said"),
    [
        (Interests(frozenset({Kind.GRANT})), False, False),
        (Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH})), False, True),
        (Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ})), False, True),
        (Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH})), True, False),
    ],
)
async def test_what_a_choice_of_topics_does_not_narrow_is_said(
    sqlite_db: Database, chosen: Interests, paused: bool, said: bool
) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, chosen)
        await members.set_paused(tx, person, paused=paused)

    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())

    told = "When the team writes only about certain topics, you get it only if you follow one of them." in screen.text
    assert told is said


async def test_interests_outlive_a_change_of_one_of_them(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    everything = Interests(frozenset(Kind), frozenset(Theme), frozenset(Country))
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, everything)
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.JOB, on=False))
    found = await interests(sqlite_db)
    assert found == Interests(frozenset(Kind) - {Kind.JOB}, everything.themes, everything.countries)


async def test_the_pause_is_said_and_offered(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert press(screen, "Pause everything") == SetPaused(on=True, then="s")
    async with sqlite_db.write() as tx:
        await members.set_paused(tx, person, paused=True)
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert "Everything is paused: nothing will be sent to you." in screen.text
    assert press(screen, "Resume") == SetPaused(on=False, then="s")


@pytest.mark.parametrize("language", list(Language))
async def test_a_choice_speaks_the_language_of_the_member(sqlite_db: Database, language: Language) -> None:
    await join(sqlite_db, AISULU, language)
    here = await visit(sqlite_db, AISULU)
    done = await alerts.set_country_wanted(here, SetCountryWanted(country=Country.TJ, on=True))
    assert done.toast is not None
    assert here.t.country("TJ") in done.toast


async def test_a_tap_of_nobody_changes_nothing(sqlite_db: Database) -> None:
    done = await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.GRANT, on=True))
    assert done.route == Alerts()
    assert (await visit(sqlite_db, AISULU)).member is None
