"""What waits for a digest and is given up with it: nobody wants it any more, or nobody can be told of it any more."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.announcement import Errand, State
from bot.domain.digests import NEWS_FOR
from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.saved import Saving, Telling
from bot.store import announcements, items, members, mutes, saved
from bot.store.database import Database
from bot.store.recipients_rows import CHUNK
from bot.store.tables import alert, announcement
from tests.store.news import GRANT, MONDAY, NOW, Reader, at, item, made, moments_of, planned, published, reader

TUESDAY = MONDAY + timedelta(days=1)
LONG_AGO = TUESDAY - NEWS_FOR - timedelta(days=1)


async def after_a_digest(db: Database, day: date = TUESDAY, chunk: int = CHUNK) -> dict[int, Telling]:
    """What became of the alerts of each member, who has one at most."""
    async with db.write() as tx:
        number = await made(tx, Errand.DIGEST, at(23, 20), key=day.isoformat())
    await planned(db, number, at(23, 20), chunk)
    async with db.read() as c:
        found = await c.execute(select(alert.c.member_id, alert.c.state))
        return dict(found.all())


async def stop_wanting(db: Database, who: Reader, how: str, one: int) -> None:
    async with db.write() as tx:
        match how:
            case "kind":
                await members.set_interests(tx, who.person, Interests(frozenset({Kind.JOB})))
            case "funder":
                await mutes.add(tx, who.person, "donor")
            case _:
                await saved.save(tx, who.person, one, MONDAY)
                await saved.decide(tx, who.person, one, Saving.DECLINED)


@pytest.mark.parametrize("chunk", [1, 2, CHUNK])
@pytest.mark.parametrize("how", ["kind", "funder", "declined"])
async def test_what_is_not_wanted_any_more_is_dropped_with_the_digest(db: Database, how: str, chunk: int) -> None:
    people = [await reader(db, n, daily=GRANT) for n in range(1, 6)]
    number, one = await published(db, "one", funder="donor")
    await planned(db, number)
    for who in people[::2]:
        await stop_wanting(db, who, how, one)
    dropped = {who.id for who in people[::2]}
    assert await after_a_digest(db, chunk=chunk) == {
        who.id: Telling.DROPPED if who.id in dropped else Telling.WAITING for who in people
    }


async def test_what_has_no_turn_today_is_kept(db: Database) -> None:
    at_once = await reader(db, 1)  # their message waits for the morning
    weekly = await reader(db, 2, weekly=GRANT)
    pausing = await reader(db, 3, daily=GRANT, paused=True)
    stopped = await reader(db, 4, daily=GRANT)
    number, one = await published(db, "one")
    await planned(db, number)
    assert set(await moments_of(db, number)) == {at_once.id}
    for who in (at_once, weekly, pausing, stopped):
        await stop_wanting(db, who, "kind", one)
    async with db.write() as tx:
        await members.set_standing(tx, stopped.person, Standing.STOPPED)
        await made(tx, Errand.DIGEST, key=MONDAY.isoformat())
    assert set((await after_a_digest(db)).values()) == {Telling.WAITING}
    # On a Sunday nobody has a turn who keeps it.
    await reader(db, 5, daily=GRANT)
    assert set((await after_a_digest(db, MONDAY + timedelta(days=6))).values()) == {Telling.WAITING}


@pytest.mark.parametrize(
    ("what", "becomes"),
    [
        ("closed", Telling.DROPPED),
        ("last day", Telling.WAITING),
        ("gone long ago", Telling.DROPPED),
        ("gone", Telling.WAITING),
        ("cancelled", Telling.DROPPED),
        ("paused", Telling.WAITING),
        ("told by nobody", Telling.DROPPED),
    ],
)
async def test_what_nobody_can_be_told_of_any_more_is_dropped(db: Database, what: str, becomes: Telling) -> None:
    pausing = await reader(db, 1, daily=GRANT, paused=True)
    async with db.write() as tx:
        number = await made(tx, Errand.ALERT)
        closes_on = {"closed": MONDAY, "last day": TUESDAY}.get(what)
        one = await item(tx, "one", number, closes_on=closes_on)
    await planned(db, number)
    async with db.write() as tx:
        match what:
            case "gone" | "gone long ago":
                await items.set_gone(tx, one, MONDAY if what == "gone" else LONG_AGO)
            case "cancelled" | "paused":
                await announcements.move(tx, number, State.SENDING, State(what))
            case "told by nobody":
                await items.set_publication(tx, one, None)
    assert await after_a_digest(db) == {pausing.id: becomes}


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("is_old", [True, False], ids=["old", "new"])
async def test_old_news_are_not_kept_for_those_who_are_not_there(
    db: Database, standing: Standing, is_old: bool
) -> None:
    one = await reader(db, 1, daily=GRANT, paused=True)
    number, _ = await published(db, "one")
    await planned(db, number)
    async with db.write() as tx:
        await members.set_standing(tx, one.person, standing)
        if is_old:
            await tx.execute(update(announcement).values(created_on=LONG_AGO))
    is_lost = is_old and standing is not Standing.ACTIVE
    assert await after_a_digest(db) == {one.id: Telling.DROPPED if is_lost else Telling.WAITING}


async def test_what_was_dropped_is_news_again_when_the_call_opens_anew(db: Database) -> None:
    one = await reader(db, 1, daily=GRANT)
    number, call = await published(db, "one")
    await planned(db, number)
    await stop_wanting(db, one, "kind", call)
    assert await after_a_digest(db) == {one.id: Telling.DROPPED}
    async with db.write() as tx:
        await members.set_interests(tx, one.person, Interests(GRANT))
        again = await made(tx, Errand.ALERT, NOW + timedelta(days=1))
        await items.set_publication(tx, call, again)
    await planned(db, again, NOW + timedelta(days=1))
    assert await after_a_digest(db, MONDAY + timedelta(days=2)) == {one.id: Telling.WAITING}
