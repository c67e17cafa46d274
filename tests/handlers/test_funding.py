"""Funding opportunities as a member meets them."""

from datetime import UTC, date, datetime

import pytest

from bot.content.catalogue import Catalogue, publish
from bot.content.models import Amount
from bot.domain.eligibility import Window
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country, Language
from bot.handlers import funding
from bot.store import members
from bot.store.database import Database
from bot.ui.routes import FundingByCountry, FundingByTheme, FundingItem, FundingList, Home, SetKind
from tests.buttons import address, labels, press
from tests.ui.items import URL, longest_funding
from tests.ui.items import funding as grant
from tests.visits import AISULU, join, visit

CLOSED = grant("closed", title="Closed", deadline=date(2026, 11, 22))
KAZAKH = grant("kazakh", title="For Kazakhstan", deadline=date(2026, 12, 20))
UZBEK_SOON = grant("uzbek-soon", title="Soon", countries=[Country.UZ], deadline=date(2026, 11, 25))
UZBEK_LATER = grant("uzbek-later", title="Later", countries=[Country.UZ], deadline=date(2026, 12, 25))
ROLLING = grant("rolling", title="Always", countries=[Country.UZ], window=Window.ROLLING, themes=[Theme.MEDIA])
EXPECTED = grant("expected", title="Expected", countries=[Country.UZ], window=Window.EXPECTED)
UNKNOWN = grant("unknown", title="Long ago", countries=[Country.UZ], window=Window.UNKNOWN)
ALL = publish([CLOSED, KAZAKH, UZBEK_SOON, UZBEK_LATER, ROLLING, EXPECTED, UNKNOWN])


async def test_own_country_first_then_the_soonest_deadline_and_nothing_closed(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.KZ)
    screen = await funding.funding_list(await visit(sqlite_db, AISULU, catalogue=ALL), FundingList())
    assert labels(screen)[:5] == ["1. For Kazakhstan", "2. Soon", "3. Later", "4. Always", "5. Expected"]
    assert "Closed" not in screen.text
    assert "Country: All. Topic: All." in screen.text
    assert "Fund &amp; Sons\nDeadline: November 25, 2026 (in 2 days)" in screen.text
    assert "\nRolling (no deadline)" in screen.text
    assert "Deadline: expected, no date announced yet" in screen.text


async def test_a_list_is_narrowed_by_country_and_by_topic_and_widened_again(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    whole = await funding.funding_list(here, FundingList())
    by_country = press(whole, "By country")
    assert isinstance(by_country, FundingByCountry)
    uzbekistan = press(await funding.funding_by_country(here, by_country), "Uzbekistan")
    assert uzbekistan == FundingList(country=Country.UZ)
    assert isinstance(uzbekistan, FundingList)
    narrowed = await funding.funding_list(here, uzbekistan)
    assert "Country: Uzbekistan. Topic: All." in narrowed.text
    assert "For Kazakhstan" not in narrowed.text

    by_topic = press(narrowed, "By topic")
    assert isinstance(by_topic, FundingByTheme)
    media = press(await funding.funding_by_theme(here, by_topic), "Media")
    assert media == FundingList(country=Country.UZ, theme=Theme.MEDIA)
    assert isinstance(media, FundingList)
    assert labels(await funding.funding_list(here, media))[0] == "1. Always"

    again = await funding.funding_by_country(here, FundingByCountry(theme=Theme.MEDIA, country=Country.UZ))
    assert press(again, "✓ Uzbekistan") == media
    assert press(again, "All countries") == FundingList(theme=Theme.MEDIA)
    assert press(again, "Back") == media


async def test_a_long_list_has_pages_and_an_item_leads_back_to_its_page(sqlite_db: Database) -> None:
    many = publish([grant(f"g{n:02}", title=f"Grant {n:02}", deadline=date(2026, 12, 1 + n)) for n in range(14)])
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=many)
    first = await funding.funding_list(here, FundingList(country=Country.KZ))
    assert "Page 1 of 3" in first.text
    assert "Previous" not in labels(first)
    second = press(first, "Next")
    assert second == FundingList(country=Country.KZ, page=2)
    assert isinstance(second, FundingList)
    item = press(await funding.funding_list(here, second), "7. Grant 06")
    assert item == FundingItem(slug="g06", country=Country.KZ, page=2)
    assert isinstance(item, FundingItem)
    assert press(await funding.funding_item(here, item), "Back") == second
    last = await funding.funding_list(here, FundingList(page=3))
    assert "Next" not in labels(last)
    assert press(last, "Previous") == FundingList(page=2)


async def test_a_page_from_before_the_list_shrank_is_the_last_one(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await funding.funding_list(await visit(sqlite_db, AISULU, catalogue=ALL), FundingList(page=9))
    assert labels(screen)[0] == "1. Soon"


async def test_nothing_open_is_said_plainly_and_the_alert_comes_back_to_the_list(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    route = FundingList(country=Country.TM, theme=Theme.YOUTH)
    screen = await funding.funding_list(await visit(sqlite_db, AISULU, catalogue=ALL), route)
    assert "Nothing is open now for this choice." in screen.text
    assert press(screen, "Show all opportunities") == FundingList()
    assert press(screen, "Turn the alert on") == SetKind(kind=Kind.GRANT, on=True, then=route.pack())


async def test_an_alert_that_is_on_is_not_offered_again(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests(kinds=frozenset({Kind.GRANT})))
    screen = await funding.funding_list(await visit(sqlite_db, AISULU), FundingList())
    assert "Your alert for grants is on." in screen.text
    assert "Turn the alert on" not in labels(screen)
    assert "Show all opportunities" not in labels(screen)


async def test_an_item_says_everything_one_needs_to_decide(sqlite_db: Database) -> None:
    item = grant(
        amount=Amount(minimum=10_000, maximum=150_000, currency="EUR"),
        countries=[Country.KG, Country.KZ],
        themes=[Theme.YOUTH, Theme.MEDIA],
    )
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=publish([item]))
    screen = await funding.funding_item(here, FundingItem(slug=item.slug))
    for line in (
        "<b>Small grants</b>",
        "<b>Donor:</b> Fund &amp; Sons",
        "<b>Who can apply:</b> Registered organisations",
        "<b>Deadline:</b> December 1, 2026 (in 8 days)",
        "<b>Countries:</b> Kazakhstan and Kyrgyz Republic",
        "<b>Topics:</b> Youth, Media",
        "<b>Languages of applications:</b> English and Russian",
        "For <b>local</b> work.",
        "<b>Source read on:</b> November 20, 2026",
    ):
        assert line in screen.text.splitlines()
    assert "10,000–150,000\u00a0EUR" in screen.text
    assert ">example.org</a> (2020)" in screen.text
    assert "Shown in" not in screen.text
    assert address(screen, "Open example.org") == URL
    assert press(screen, "Main menu") == Home()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(maximum=50_000, currency="USD"), "up to 50,000\u00a0USD"),
        (Amount(minimum=500, maximum=None, currency="USD"), "from 500\u00a0USD"),
        (Amount(minimum=700, maximum=700, currency="AZN"), "700\u00a0AZN"),
    ],
)
async def test_an_amount_is_said_as_far_as_it_is_known(sqlite_db: Database, amount: Amount, said: str) -> None:
    here = await visit(sqlite_db, AISULU, catalogue=publish([grant(amount=amount)]))
    screen = await funding.funding_item(here, FundingItem(slug="small-grants"))
    assert f"<b>Amount:</b> {said}" in screen.text.splitlines()


async def test_a_note_says_what_a_bare_value_would_overstate(sqlite_db: Database) -> None:
    item = longest_funding()
    here = await visit(sqlite_db, AISULU, catalogue=publish([item]))
    text = (await funding.funding_item(here, FundingItem(slug=item.slug))).text.splitlines()
    note = item.texts[Language.RU].amount_note
    assert f"<b>Amount:</b> {note}" in text
    assert f"<b>Deadline:</b> December 1, 2026 (in 8 days); {note}" in text


async def test_no_language_is_said_to_be_not_stated(sqlite_db: Database) -> None:
    catalogue = publish([grant("silent", languages=()), grant("any", languages=("any",))])
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    for slug, said in (("silent", "not stated"), ("any", "any")):
        screen = await funding.funding_item(here, FundingItem(slug=slug))
        assert f"<b>Languages of applications:</b> {said}" in screen.text.splitlines()


async def test_a_text_in_another_language_says_so(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN)
    here = await visit(sqlite_db, AISULU, catalogue=publish([grant(read_in=[Language.RU])]))
    screen = await funding.funding_item(here, FundingItem(slug="small-grants"))
    assert "Shown in Russian" in screen.text


async def test_what_was_seen_long_ago_comes_with_a_warning(sqlite_db: Database) -> None:
    catalogue = publish([grant("old", grade="B"), grant("new", grade="A")])
    here = await visit(sqlite_db, AISULU, catalogue=catalogue)
    warning = "The conditions may have changed since."
    assert warning in (await funding.funding_item(here, FundingItem(slug="old"))).text
    assert warning not in (await funding.funding_item(here, FundingItem(slug="new"))).text


async def test_an_item_that_has_gone_leads_to_its_list(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    screen = await funding.funding_item(here, FundingItem(slug="gone", country=Country.UZ, page=1))
    assert screen.toast == "This is no longer in the catalogue."
    assert "Country: Uzbekistan." in screen.text


async def test_a_call_of_years_ago_is_not_called_open(sqlite_db: Database) -> None:
    here = await visit(sqlite_db, AISULU, catalogue=publish([UNKNOWN]))
    said = "last known call is some years old: ask the donor"
    assert f"\nDeadline: {said}" in (await funding.funding_list(here, FundingList())).text
    screen = await funding.funding_item(here, FundingItem(slug="unknown"))
    assert f"<b>Deadline:</b> {said}; Usually in autumn" in screen.text.splitlines()


async def test_days_are_counted_where_the_member_lives(sqlite_db: Database) -> None:
    # 19:30 UTC on the 30th is already the 1st in Bishkek.
    late = datetime(2026, 11, 30, 19, 30, tzinfo=UTC)
    catalogue = publish([grant(countries=[Country.KG], deadline=date(2026, 12, 1))])
    await join(sqlite_db, AISULU, country=Country.KG)
    screen = await funding.funding_list(await visit(sqlite_db, AISULU, catalogue=catalogue, now=late), FundingList())
    assert "(today)" in screen.text


async def test_an_empty_catalogue_is_no_fault(sqlite_db: Database) -> None:
    screen = await funding.funding_list(await visit(sqlite_db, AISULU, catalogue=Catalogue()), FundingList())
    assert "Nothing is open now" in screen.text
