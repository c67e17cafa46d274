"""Items as they were last seen."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.announcement import Errand, State
from bot.domain.estimate import Past
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country
from bot.store import announcements, items
from bot.store.database import Database
from bot.store.items import Known
from tests.store.news import MONDAY, item, made

CLOSES = date(2026, 12, 11)


async def test_what_is_recorded_is_known_by_kind_and_slug(db: Database) -> None:
    async with db.write() as tx:
        number = await items.record(
            tx, Kind.GRANT, "one", {Theme.MEDIA}, {Country.KG}, "donor", '{"maximum":5}', None, MONDAY, CLOSES
        )
        other = await items.record(tx, Kind.COURSE, "one", (), (), None, "{}", None, MONDAY, None, gone_on=MONDAY)
    one = Known(
        number,
        Kind.GRANT,
        "one",
        frozenset({Theme.MEDIA}),
        frozenset({Country.KG}),
        "donor",
        '{"maximum":5}',
        None,
        MONDAY,
        CLOSES,
        None,
    )
    async with db.read() as c:
        found = await items.known(c)
        assert found[Kind.GRANT, "one"] == one
        assert found[Kind.COURSE, "one"].gone_on == MONDAY
        assert len(found) == 2
        assert await items.find(c, Kind.GRANT, "one") == await items.get(c, number) == one
        assert await items.find(c, Kind.JOB, "one") is None
        assert await items.get(c, other + 1) is None


async def test_what_an_item_says_now_replaces_what_it_said(db: Database) -> None:
    async with db.write() as tx:
        number = await item(tx, "one", funder="donor")
        before = await items.get(tx, number)
        await items.note(tx, number, {Theme.YOUTH}, {Country.TJ}, None, '{"minimum":1}', CLOSES)
        after = await items.get(tx, number)
    assert before is not None
    assert after == replace(
        before,
        themes=frozenset({Theme.YOUTH}),
        countries=frozenset({Country.TJ}),
        funder=None,
        facts='{"minimum":1}',
        closes_on=CLOSES,
    )


async def test_an_item_goes_and_comes_back_as_the_same_one(db: Database) -> None:
    async with db.write() as tx:
        number = await item(tx, "one")
        for day in (MONDAY, None):
            await items.set_gone(tx, number, day)
            found = await items.get(tx, number)
            assert found is not None
            assert found.gone_on == day


async def test_an_alert_has_its_items_in_the_order_in_which_they_were_seen(db: Database) -> None:
    async with db.write() as tx:
        alert = await made(tx, Errand.ALERT)
        first, later = await item(tx, "first"), await item(tx, "later", alert)
        await item(tx, "silent")
        await items.set_publication(tx, first, alert)
        assert [one.id for one in await items.of_publication(tx, alert)] == [first, later]
        await items.set_publication(tx, first, None)
        assert [one.id for one in await items.of_publication(tx, alert)] == [later]


async def test_what_was_told_since_a_day_is_known_when_something_was_seen_before_it(db: Database) -> None:
    day = MONDAY
    async with db.write() as tx:
        told, refused = await made(tx, Errand.ALERT), await made(tx, Errand.ALERT)
        await announcements.move(tx, told, State.SCHEDULED, State.SENDING)
        await announcements.move(tx, told, State.SENDING, State.DONE)
        await announcements.move(tx, refused, State.SCHEDULED, State.CANCELLED)
        await item(tx, "one", told, themes={Theme.MEDIA}, countries={Country.KG})
        await item(tx, "imported", refused)
        await item(tx, "quiet")
        assert await items.told_since(tx, day) is None
        await items.record(tx, Kind.GRANT, "first", (), (), None, "{}", None, day - timedelta(days=1), None)
        assert await items.told_since(tx, day) == {
            (Kind.GRANT, "one"): Past(day, Kind.GRANT, frozenset({Theme.MEDIA}), frozenset({Country.KG}))
        }
        assert await items.told_since(tx, day + timedelta(days=1)) == {}
