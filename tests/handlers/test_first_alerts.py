"""The first offer of alerts: nothing without a tap, and the way on is kept."""

from datetime import timedelta

from bot.content.catalogue import Catalogue, publish
from bot.domain.announcement import Errand, State
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country
from bot.handlers import first_alerts
from bot.store import by_itself, members
from bot.store import items as known
from bot.store.database import Database
from bot.ui.alert_routes import FirstAlerts, TakeFirstAlerts
from bot.ui.packing import Route
from bot.ui.routes import Alerts, FundingItem, Home, NoticeItem
from tests.buttons import labels, press
from tests.ui import items
from tests.visits import AISULU, NOW, join, visit

GRANT = FundingItem(slug="small-grants")


async def interests(db: Database) -> Interests:
    member = (await visit(db, AISULU)).member
    assert member is not None
    return member.interests


async def test_grants_of_the_own_country_are_offered_with_how_many_they_are(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    days = [NOW.date() - timedelta(days=n) for n in range(0, 90, 15)]
    there = [items.funding(f"a-{day}", countries={Country.UZ}).model_copy(update={"published": day}) for day in days]
    elsewhere = [items.funding(f"b-{day}").model_copy(update={"published": day - timedelta(days=1)}) for day in days]
    here = await visit(sqlite_db, AISULU, catalogue=publish([*there, *elsewhere]))
    screen = await first_alerts.first_alerts(here, FirstAlerts())
    assert "new grants for Uzbekistan, on all topics" in screen.text
    assert "about 2 messages a month." in screen.text
    assert labels(screen) == ["Yes, turn on", "Choose myself", "Not now"]
    assert await interests(sqlite_db) == Interests(frozenset({Kind.ANNOUNCEMENT})), "an offer turns nothing on"


async def test_what_has_no_day_counts_when_the_bot_told_of_it_once_it_has_watched_long_enough(
    sqlite_db: Database,
) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    today = NOW.date()
    catalogue = publish([items.funding("dated").model_copy(update={"published": today - timedelta(days=40)})])

    async def offered(there: Catalogue) -> str:
        return (await first_alerts.first_alerts(await visit(sqlite_db, AISULU, catalogue=there), FirstAlerts())).text

    async def seen(slug: str, days_ago: int) -> None:
        async with sqlite_db.write() as tx:
            told = await by_itself.make(tx, Errand.ALERT, NOW, NOW, state=State.DONE)
            await known.record(tx, Kind.GRANT, slug, (), (), None, "{}", told, today - timedelta(days=days_ago), None)

    for n in range(12):
        await seen(f"told-{n}", 1 + 7 * n)
    await seen("dated", 3)  # the content says of it that it is older, and not for Uzbekistan
    for unknown in (publish(()), catalogue):
        assert "In the last 90 days" not in await offered(unknown)
    await seen("long-ago", 90)
    assert "about 1 message a week." in await offered(publish(()))
    assert "about 4 messages a month." in await offered(catalogue)


async def test_yes_turns_it_on_once_and_goes_on(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    offer = await first_alerts.first_alerts(await visit(sqlite_db, AISULU), FirstAlerts(then=GRANT.pack()))
    yes = press(offer, "Yes, turn on")
    assert isinstance(yes, TakeFirstAlerts)
    for _ in range(2):
        done = await first_alerts.take_first_alerts(await visit(sqlite_db, AISULU), yes)
        assert (done.route, done.toast) == (GRANT, "Grants: on")
    wanted = Interests(frozenset({Kind.ANNOUNCEMENT, Kind.GRANT}), countries=frozenset({Country.UZ}))
    assert await interests(sqlite_db) == wanted
    again = await first_alerts.first_alerts(await visit(sqlite_db, AISULU), FirstAlerts(then=GRANT.pack()))
    assert "You will receive: grants on all topics for Uzbekistan, at once;" in again.text
    assert press(again, "Continue") == GRANT


async def test_not_now_goes_on_and_choosing_keeps_the_way(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, country=Country.UZ)
    for place, on, kept in (
        ("", Home(), ""),
        (GRANT.pack(), GRANT, GRANT.pack()),
        (_longest_grant().pack(), _longest_grant(), "fi_" + "a" * 40),
        (_long().pack(), _long(), ""),  # too long for the longest button behind it
        ("zz_top", Home(), ""),
    ):
        offer = await first_alerts.first_alerts(await visit(sqlite_db, AISULU), FirstAlerts(then=place))
        assert press(offer, "Not now") == on
        assert press(offer, "Choose myself") == Alerts(then=kept)


async def test_what_was_chosen_before_stays(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU, country=Country.UZ)
    async with sqlite_db.write() as tx:
        await members.set_interests(
            tx, person, Interests(frozenset(), frozenset({Theme.MEDIA}), frozenset({Country.TJ}))
        )
    await first_alerts.take_first_alerts(await visit(sqlite_db, AISULU), TakeFirstAlerts())
    wanted = Interests(frozenset({Kind.GRANT}), frozenset({Theme.MEDIA}), frozenset({Country.TJ}))
    assert await interests(sqlite_db) == wanted


def _longest_grant() -> Route:
    return FundingItem(slug="a" * 40)


def _long() -> Route:
    return NoticeItem(kind=Kind.STORY, slug="a" * 40)
