"""My alerts: one tap on, one tap off, and the sentence that says what will arrive."""

from datetime import timedelta

import pytest

from bot.content.catalogue import publish
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country, Language
from bot.handlers import alerts, home
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import HowOften, PauseUntil, QuietTimes, ReminderTimes
from bot.ui.packing import behind
from bot.ui.routes import (
    LONGEST_ONWARD,
    AlertCountries,
    Alerts,
    AlertThemes,
    AllCountries,
    AllThemes,
    FundingItem,
    Home,
    NoticeList,
    SetCountryWanted,
    SetKind,
    SetPaused,
    SetTheme,
)
from tests.buttons import labels, press
from tests.ui import items
from tests.visits import AISULU, NOW, join, visit


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
        "You will receive: grants on all topics for all countries, at once; announcements of the programme."
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


async def test_an_alert_turned_on_from_an_empty_list_returns_there(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    news = NoticeList(kind=Kind.NEWS)
    done = await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.NEWS, on=True, then=news.pack()))
    assert done.route == news
    assert Kind.NEWS in (await interests(sqlite_db)).kinds


async def test_the_first_kind_is_for_the_own_country_and_one_tap_widens_it(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KZ)
    toasts = [
        (await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.GRANT, on=True))).toast
        for _ in range(2)
    ]
    assert toasts == ["Grants: on, for Kazakhstan", "Grants: on"]
    assert (await interests(sqlite_db)).countries == {Country.KZ}
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert "You will receive: grants on all topics for Kazakhstan, at once;" in screen.text
    narrowed = "Alerts are only for your own country, Kazakhstan."
    assert narrowed in screen.text
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.COURSE, on=True))
    assert narrowed not in (await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())).text  # courses know none
    widen = press(screen, "Widen to all countries")
    assert isinstance(widen, AllCountries)
    await alerts.all_countries(await visit(sqlite_db, AISULU), widen)
    assert (await interests(sqlite_db)).countries == frozenset()
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.NEWS, on=True))
    assert (await interests(sqlite_db)).countries == frozenset(), "only the first kind begins so"


@pytest.mark.parametrize(
    ("country", "before", "turned_on", "after"),
    [
        (None, Interests(), Kind.GRANT, frozenset()),
        (Country.KZ, Interests(), Kind.ANNOUNCEMENT, frozenset()),
        (Country.KZ, Interests(frozenset({Kind.COURSE})), Kind.GRANT, frozenset()),
        (Country.KZ, Interests(countries=frozenset({Country.TJ})), Kind.GRANT, frozenset({Country.TJ})),
    ],
)
async def test_a_choice_of_countries_is_not_made_for_anybody_else(
    sqlite_db: Database,
    country: Country | None,
    before: Interests,
    turned_on: Kind,
    after: frozenset[Country],
) -> None:
    person = await join(sqlite_db, AISULU, country=country)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, before)
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=turned_on, on=True))
    assert (await interests(sqlite_db)).countries == after


async def test_how_and_when_alerts_come_is_one_tap_away(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert press(screen, "How often") == HowOften()
    assert press(screen, "Quiet hours") == QuietTimes()
    assert press(screen, "Deadline reminders") == ReminderTimes()


async def test_a_newcomer_who_chooses_topics_finds_the_way_on(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    place = FundingItem(slug="a" * 40)
    there = Alerts(then=behind(place, LONGEST_ONWARD))
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), there)
    assert press(screen, "Continue") == place
    kind = press(screen, "Grants")
    assert isinstance(kind, SetKind)
    assert (await alerts.set_kind(await visit(sqlite_db, AISULU), kind)).route == there
    topics = press(screen, "Topics: all")
    assert isinstance(topics, AlertThemes)
    theme = press(await alerts.alert_themes(await visit(sqlite_db, AISULU), topics), "Environment")
    assert isinstance(theme, SetTheme)
    after = (await alerts.set_theme(await visit(sqlite_db, AISULU), theme)).route
    assert isinstance(after, AlertThemes)
    back = press(await alerts.alert_themes(await visit(sqlite_db, AISULU), after), "Back")
    assert back == there


async def test_how_much_comes_is_counted_from_the_catalogue(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    ages = (*range(0, 80, 2), 90)
    news = [items.notice(Kind.NEWS, f"news-{age}", published=NOW.date() - timedelta(days=age)) for age in ages]
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.NEWS, on=True))
    screen = await alerts.alerts(await visit(sqlite_db, AISULU, catalogue=publish(news)), Alerts())
    assert "In the last 90 days these alerts would have been about 3 messages a week." in screen.text
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.NEWS, on=False))
    await alerts.set_kind(await visit(sqlite_db, AISULU), SetKind(kind=Kind.GRANT, on=True))
    screen = await alerts.alerts(await visit(sqlite_db, AISULU, catalogue=publish(news)), Alerts())
    assert "less than one message a month" in screen.text
    screen = await alerts.alerts(await visit(sqlite_db, AISULU, catalogue=publish(news[:-1])), Alerts())
    assert "In the last 90 days" not in screen.text, "of a catalogue that is younger it cannot be said"
    screen = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert screen.text.splitlines()[2:4] == [
        "You will receive: grants on all topics for all countries, at once; announcements of the programme.",
        "",
    ], "nothing is said of what nobody can tell"


async def test_how_much_is_left_is_said_where_topics_and_countries_are_chosen(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests(frozenset({Kind.GRANT})))
    days = [NOW.date() - timedelta(days=7 * number) for number in range(14)]
    calls = [
        items.funding(f"call-{day}", themes=(Theme.YOUTH,), countries=(Country.KZ,)).model_copy(
            update={"published": day}
        )
        for day in days
    ]
    weekly, seldom = "about 1 message a week.", "less than one message a month."

    async def said() -> tuple[str, str]:
        here = await visit(sqlite_db, AISULU, catalogue=publish(calls))
        topics, countries = AlertThemes(), AlertCountries()
        return (await alerts.alert_themes(here, topics)).text, (await alerts.alert_countries(here, countries)).text

    assert [weekly in text for text in await said()] == [True, True]
    await alerts.set_theme(await visit(sqlite_db, AISULU), SetTheme(theme=Theme.SAFETY, on=True))
    assert [seldom in text for text in await said()] == [True, True]
    await alerts.all_themes(await visit(sqlite_db, AISULU), AllThemes())
    await alerts.set_country_wanted(await visit(sqlite_db, AISULU), SetCountryWanted(country=Country.TJ, on=True))
    assert [seldom in text for text in await said()] == [True, True]


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
    assert press(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()), "Topics: Gender") == AlertThemes()
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
    there = await alerts.alerts(await visit(sqlite_db, AISULU), Alerts())
    assert press(there, "Countries: Kazakhstan") == AlertCountries()
    await alerts.set_country_wanted(await visit(sqlite_db, AISULU), SetCountryWanted(country=Country.TJ, on=True))
    assert "Countries: 2" in labels(await alerts.alerts(await visit(sqlite_db, AISULU), Alerts()))
    lift = press(screen, "All countries")
    assert isinstance(lift, AllCountries)
    assert (await alerts.all_countries(await visit(sqlite_db, AISULU), lift)).route == AlertCountries()
    assert (await interests(sqlite_db)).countries == frozenset()


@pytest.mark.parametrize(
    ("chosen", "paused", "said"),
    [
        (Interests(frozenset({Kind.GRANT})), False, False),
        (Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH})), False, True),
        (Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ})), False, False),
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
    assert press(screen, "Pause everything") == PauseUntil(then="s")
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


async def test_kinds_topics_and_countries_are_three_taps_from_the_main_menu(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU)
    first = press(await home.home(here, Home()), "My alerts")
    assert isinstance(first, Alerts)
    screen = await alerts.alerts(here, first)
    assert isinstance(press(screen, "Grants"), SetKind)
    topics, countries = press(screen, "Topics: all"), press(screen, "Countries: all")
    assert isinstance(topics, AlertThemes)
    assert isinstance(countries, AlertCountries)
    assert isinstance(press(await alerts.alert_themes(here, topics), "Youth"), SetTheme)
    assert isinstance(press(await alerts.alert_countries(here, countries), "Kazakhstan"), SetCountryWanted)
