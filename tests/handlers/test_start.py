"""/start, the language and the country: a newcomer, a member, somebody who comes back."""

from datetime import date, time, timedelta

import pytest

from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.places import OWN_NAMES, Country, Language, reader_zone
from bot.handlers import first_alerts, pausing, start
from bot.handlers.visit import Next
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import FirstAlerts, PauseFor
from bot.ui.packing import behind
from bot.ui.pausing import last_paused_day
from bot.ui.routes import (
    Begin,
    ChooseCountry,
    ChooseLanguage,
    FundingItem,
    Home,
    SetCountry,
    SetLanguage,
    Settings,
)
from tests.buttons import labels, press
from tests.visits import AISULU, join, visit

GRANT = FundingItem(slug="small-grants")


async def test_a_newcomer_is_asked_in_the_hinted_language_and_in_russian(sqlite_db: Database) -> None:
    here = await visit(sqlite_db, AISULU, hint=Language.EN)
    screen = await start.choose_language(here, ChooseLanguage())
    english, *others = screen.text.splitlines()
    assert english == "Hello! Please choose your language."
    assert others == [text for text in [here.translator(Language.RU)(english)] if text != english]
    assert labels(screen)[0] == OWN_NAMES[Language.EN]
    assert sorted(labels(screen)) == sorted(OWN_NAMES.values())


async def test_the_first_choice_makes_a_member_and_leads_over_the_country_to_the_linked_place(
    sqlite_db: Database,
) -> None:
    newcomer = await visit(sqlite_db, AISULU)
    question = await start.choose_language(newcomer, ChooseLanguage(then=behind(GRANT)))
    chosen = press(question, "Кыргызча")
    assert isinstance(chosen, SetLanguage)
    first = await start.set_language(newcomer, chosen)
    assert isinstance(first.route, ChooseCountry)
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.language is Language.KY
    assert member.interests == Interests(kinds=frozenset({Kind.ANNOUNCEMENT}))

    country_question = await start.choose_country(await visit(sqlite_db, AISULU), first.route)
    answered = press(country_question, (await visit(sqlite_db, AISULU)).t.country("KG"))
    assert isinstance(answered, SetCountry)
    second = await start.set_country(await visit(sqlite_db, AISULU), answered)
    assert second.route == FirstAlerts(then=GRANT.pack())
    offer = await first_alerts.first_alerts(await visit(sqlite_db, AISULU), second.route)
    assert press(offer, (await visit(sqlite_db, AISULU)).t.plain("Not now")) == GRANT
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.country is Country.KG


async def test_two_impatient_taps_on_a_language_both_lead_to_the_country(sqlite_db: Database) -> None:
    newcomer = await visit(sqlite_db, AISULU)
    question = await start.choose_language(newcomer, ChooseLanguage())
    chosen = press(question, "English")
    assert isinstance(chosen, SetLanguage)
    first = await start.set_language(newcomer, chosen)
    second = await start.set_language(await visit(sqlite_db, AISULU), chosen)
    assert first.route == second.route
    assert isinstance(first.route, ChooseCountry)


async def test_a_newcomer_with_a_bare_button_is_asked_for_the_country_too(sqlite_db: Database) -> None:
    done = await start.set_language(await visit(sqlite_db, AISULU), SetLanguage(language=Language.TG, then="hp"))
    assert done.route == ChooseCountry(then="sf_hp")


async def test_a_newcomer_who_follows_a_link_to_the_country_is_asked_for_it_once(sqlite_db: Database) -> None:
    newcomer = await visit(sqlite_db, AISULU)
    question = await start.choose_language(newcomer, ChooseLanguage(then=behind(ChooseCountry(then="o"))))
    chosen = press(question, "English")
    assert isinstance(chosen, SetLanguage)
    assert (await start.set_language(newcomer, chosen)).route == ChooseCountry(then="o")


async def test_the_country_can_be_skipped(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU)
    question = await start.choose_country(here, ChooseCountry(then=FirstAlerts().pack()))
    assert labels(question)[-1] == "Skip", "there is nowhere to go back to"
    skip = press(question, "Skip")
    assert skip == SetCountry(country=None, then="sf")
    assert isinstance(skip, SetCountry)
    assert (await start.set_country(here, skip)).route == Home()
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.country is None


async def test_who_skips_the_first_country_question_is_offered_nothing(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU)
    skip = press(await start.choose_country(here, ChooseCountry(then=FirstAlerts(then=GRANT.pack()).pack())), "Skip")
    assert isinstance(skip, SetCountry)
    assert (await start.set_country(here, skip)).route == GRANT


async def test_two_impatient_taps_on_a_country_both_lead_to_the_offer(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    tap = SetCountry(country=Country.KZ, then=FirstAlerts(then=GRANT.pack()).pack())
    first = await start.set_country(await visit(sqlite_db, AISULU), tap)
    assert await start.set_country(await visit(sqlite_db, AISULU), tap) == first == Next(FirstAlerts(then=GRANT.pack()))


async def test_who_opened_a_question_by_mistake_can_go_back(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU)
    for screen in (
        await start.choose_country(here, ChooseCountry(then="o")),
        await start.choose_language(here, ChooseLanguage(then="o")),
        await start.choose_language(here, ChooseLanguage()),  # by /language
    ):
        assert press(screen, "Back") == Settings()
        assert press(screen, "Main menu") == Home()
    screen = await start.choose_country(here, ChooseCountry(then="o"))
    assert "You can skip this" not in screen.text
    assert press(screen, "✓ No country") == SetCountry(then="o")


async def test_a_country_can_be_taken_back(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.TJ)
    here = await visit(sqlite_db, AISULU)
    screen = await start.choose_country(here, ChooseCountry(then="o"))
    assert press(screen, "✓ Tajikistan") == SetCountry(country=Country.TJ, then="o")
    done = await start.set_country(here, SetCountry(then="o"))
    assert done.route == Settings()
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.country is None


@pytest.mark.parametrize(
    ("wanted", "country", "after"),
    [
        ({Country.TJ}, Country.KZ, {Country.KZ}),
        ({Country.TJ}, None, {Country.TJ}),
        ({Country.UZ}, Country.KZ, {Country.UZ}),
        ({Country.TJ, Country.UZ}, Country.KZ, {Country.TJ, Country.UZ}),
        (set(), Country.KZ, set()),
    ],
)
async def test_alerts_for_the_own_country_alone_move_with_the_member(
    sqlite_db: Database, wanted: set[Country], country: Country | None, after: set[Country]
) -> None:
    person = await join(sqlite_db, AISULU, country=Country.TJ)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests(frozenset({Kind.GRANT}), countries=frozenset(wanted)))
    await start.set_country(await visit(sqlite_db, AISULU), SetCountry(country=country, then="o"))
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.interests == Interests(frozenset({Kind.GRANT}), countries=frozenset(after))


@pytest.mark.parametrize(("old", "new"), [(Country.AZ, Country.KG), (Country.KG, Country.AZ), (Country.AZ, None)])
async def test_a_pause_ends_on_the_same_day_of_the_new_clock(db: Database, old: Country, new: Country | None) -> None:
    await join(db, AISULU, country=old)
    await pausing.pause_for(await visit(db, AISULU), PauseFor(days=7))
    before = (await visit(db, AISULU)).member
    assert before is not None
    last = last_paused_day(before)

    for _ in range(2):
        await start.set_country(await visit(db, AISULU), SetCountry(country=new, then="o"))

    after = (await visit(db, AISULU)).member
    assert after is not None
    assert last_paused_day(after) == last is not None
    assert after.paused_until is not None
    there = after.paused_until.astimezone(reader_zone(new))
    assert (there.date(), there.time()) == (last + timedelta(days=1), time())


@pytest.mark.parametrize("paused", [False, True])
async def test_a_move_begins_and_ends_no_pause(sqlite_db: Database, paused: bool) -> None:
    person = await join(sqlite_db, AISULU, country=Country.AZ)
    async with sqlite_db.write() as tx:
        await members.set_paused(tx, person, paused)
    await start.set_country(await visit(sqlite_db, AISULU), SetCountry(country=Country.KG, then="o"))
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert (member.paused, member.paused_until) == (paused, None)


async def test_a_member_changes_the_language_and_returns_to_settings(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN)
    here = await visit(sqlite_db, AISULU)
    screen = await start.choose_language(here, ChooseLanguage())
    assert press(screen, "✓ English") == SetLanguage(language=Language.EN)
    done = await start.set_language(here, SetLanguage(language=Language.UZ))
    assert done.route == Settings()
    assert done.toast == here.translator(Language.UZ).plain("Saved.")
    assert (await visit(sqlite_db, AISULU)).language is Language.UZ


async def test_the_country_of_nobody_is_not_kept(sqlite_db: Database) -> None:
    done = await start.set_country(await visit(sqlite_db, AISULU), SetCountry(country=Country.AZ))
    assert done.route == Home()
    assert (await visit(sqlite_db, AISULU)).member is None


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.BLOCKED, Standing.GONE])
async def test_start_wakes_a_member_with_the_old_settings(sqlite_db: Database, standing: Standing) -> None:
    person = await join(sqlite_db, AISULU, Language.EN, Country.UZ)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, standing)
    done = await start.begin(await visit(sqlite_db, AISULU), Begin(then=behind(GRANT)))
    assert done.route == GRANT
    assert done.toast
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert (member.standing, member.country) == (Standing.ACTIVE, Country.UZ)


async def test_start_is_silent_for_a_member_who_never_left(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    done = await start.begin(await visit(sqlite_db, AISULU), Begin())
    assert (done.route, done.toast) == (Home(), None)


async def test_start_leaves_a_newcomer_to_the_language_question(sqlite_db: Database) -> None:
    done = await start.begin(await visit(sqlite_db, AISULU), Begin(then=behind(GRANT)))
    assert done.route == GRANT
    assert (await visit(sqlite_db, AISULU)).member is None


async def test_another_language_does_not_wake_somebody_who_stopped(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, Standing.STOPPED)
    await start.set_language(await visit(sqlite_db, AISULU), SetLanguage(language=Language.RU))
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert (member.language, member.standing) == (Language.RU, Standing.STOPPED)


async def test_a_first_day_is_the_day_and_no_more(sqlite_db: Database) -> None:
    await start.set_language(await visit(sqlite_db, AISULU), SetLanguage(language=Language.RU))
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert (member.joined_on, member.seen_on) == (date(2026, 11, 23), date(2026, 11, 23))


async def test_a_forged_place_behind_a_question_leads_home(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    done = await start.set_country(await visit(sqlite_db, AISULU), SetCountry(country=Country.KZ, then="zz_top"))
    assert done.route == Home()
