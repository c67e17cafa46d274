"""What is known of saved items, to remind of each: which reminders a day has, and how far they are when one moves."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Matter, Status
from bot.domain.facts import Facts, closing, to_json
from bot.domain.places import Country
from bot.domain.postponing import ONLY_THIS, STOPPED
from bot.domain.saved import Saving
from bot.store import reminding, saved
from bot.store.database import Database
from bot.store.reminding import Made
from bot.store.saved import Saved
from bot.store.tables import announcement, outbox
from bot.store.tables import saved as kept
from tests.store.news import MONDAY, NOW, Reader, at, item, made, reader

DEADLINE = date(2026, 12, 11)


async def an_item(db: Database, slug: str = "one") -> int:
    async with db.write() as tx:
        return await item(tx, slug, closes_on=DEADLINE)


async def keeps(db: Database, one: Reader, item_id: int, reminded: int | None, put_off: date | None = None) -> None:
    async with db.write() as tx:
        await saved.save(tx, one.person, item_id, MONDAY)
        theirs = update(kept).where(kept.c.member_id == one.id, kept.c.item_id == item_id)
        await tx.execute(theirs.values(reminded=reminded, not_before=put_off))


async def found(db: Database, one: Reader, item_id: int) -> Saved:
    async with db.read() as c:
        row = await saved.find(c, one.person, item_id)
    assert row is not None
    return row


async def count_anew(db: Database, item_id: int, deadline: date, now: datetime, moment: datetime | None = None) -> None:
    async with db.write() as tx:
        await reminding.count_anew(tx, item_id, deadline, moment, now)


@pytest.mark.parametrize(
    ("days", "ladder", "before", "after"),
    [
        (8, {14, 7, 3, 1}, 3, 14),
        (8, {3, 1}, 3, None),
        (60, {14, 7, 3, 1}, 1, None),
        (5, {14, 7, 3, 1}, None, 7),
        (8, (), 3, None),
        (8, (), ONLY_THIS, ONLY_THIS),  # asked for without a ladder: comes all the same
    ],
)
async def test_a_deadline_that_moves_has_its_ladder_to_come_again(
    db: Database, days: int, ladder: set[int], before: int | None, after: int | None
) -> None:
    one, other = await an_item(db), await an_item(db, "other")
    aisulu = await reader(db, 1, ladder=frozenset(ladder))
    for number in (one, other):
        await keeps(db, aisulu, number, before)
    await count_anew(db, one, MONDAY + timedelta(days=days), NOW)
    assert (await found(db, aisulu, one)).reminded == after
    assert (await found(db, aisulu, other)).reminded == before


async def test_days_are_counted_on_the_clock_of_each_reader(db: Database) -> None:
    one = await an_item(db)
    baku, bishkek, nowhere = [await reader(db, n + 1, country=c) for n, c in enumerate((Country.AZ, Country.KG, None))]
    for who in (baku, bishkek, nowhere):
        await keeps(db, who, one, 1)
    await count_anew(db, one, date(2026, 12, 1), at(23, 18, 30))  # 24 November in Bishkek, not yet in the west
    assert [(await found(db, who, one)).reminded for who in (baku, bishkek, nowhere)] == [14, 7, 14]


async def test_what_was_put_off_beyond_the_new_day_is_still_put_off_when_that_was_a_slip(db: Database) -> None:
    one, put_off = await an_item(db), MONDAY + timedelta(days=9)
    aisulu = await reader(db, 1)
    await keeps(db, aisulu, one, 7, put_off)
    for deadline in (put_off - timedelta(days=1), DEADLINE):
        await count_anew(db, one, deadline, NOW)
        assert (await found(db, aisulu, one)).not_before == put_off


@pytest.mark.parametrize(
    ("reminded", "put_off", "after"),
    [
        (7, None, (None, None)),
        (7, MONDAY + timedelta(days=9), (None, MONDAY + timedelta(days=9))),
        (ONLY_THIS, None, (ONLY_THIS, MONDAY)),  # any day that has been: due on the next
        (ONLY_THIS, MONDAY + timedelta(days=9), (ONLY_THIS, MONDAY + timedelta(days=9))),
        (STOPPED, None, (STOPPED, MONDAY)),
    ],
)
async def test_who_missed_a_reminder_has_it_to_come(
    db: Database, reminded: int | None, put_off: date | None, after: tuple[int | None, date | None]
) -> None:
    one = await an_item(db)
    aisulu, boris = await reader(db, 1), await reader(db, 2)
    await keeps(db, aisulu, one, reminded, put_off)
    await keeps(db, boris, one, reminded, put_off)
    async with db.write() as tx:
        number = await made(tx, Errand.REMINDER, key=f"{one}:3:{MONDAY}", item_id=one)
        row = {"member_id": boris.id, "matter": Matter.REMINDER, "subject": number, "due_at": NOW}
        await tx.execute(outbox.insert().values(**row, status=Status.WAITING, not_before=NOW, attempts=0))
    for _ in range(2):
        async with db.write() as tx:
            await reminding.remind_anew(tx, [(aisulu.id, one)])
            await reminding.take_back(tx, number, one)
    for who in (aisulu, boris):
        kept_now = await found(db, who, one)
        assert (kept_now.reminded, kept_now.not_before) == after


async def test_what_was_asked_for_without_a_ladder_stops_and_comes_back(db: Database) -> None:
    one, other = await an_item(db), await an_item(db, "other")
    aisulu, boris = await reader(db, 1, ladder=frozenset()), await reader(db, 2, ladder=frozenset())
    await keeps(db, aisulu, one, ONLY_THIS, DEADLINE)
    await keeps(db, aisulu, other, None, DEADLINE)  # of a ladder that was turned off since
    await keeps(db, boris, one, ONLY_THIS, DEADLINE)
    async with db.write() as tx:
        assert [await reminding.stop_all(tx, aisulu.person) for _ in range(2)] == [True, False]
    assert [(await found(db, aisulu, one)).reminded, (await found(db, boris, one)).reminded] == [STOPPED, ONLY_THIS]
    async with db.write() as tx:
        assert [await reminding.asks_for_some(tx, who.person) for who in (aisulu, boris)] == [False, True]
        await reminding.bring_back(tx, aisulu.person)
        assert await reminding.asks_for_some(tx, aisulu.person)
    assert [(await found(db, aisulu, item_id)).reminded for item_id in (one, other)] == [ONLY_THIS, None]


@pytest.mark.parametrize(
    ("country", "hour", "day"),
    [(Country.AZ, 23, 10), (Country.UZ, 23, 11), (None, 23, 11), (Country.UZ, 22, 10), (Country.KG, 22, 11)],
)
async def test_what_closes_at_an_hour_closes_on_the_day_it_is_there(
    db: Database, country: Country | None, hour: int, day: int
) -> None:
    # 23:00 in Baku is midnight in Tashkent, 22:00 midnight in Bishkek.
    facts = Facts(deadline=date(2026, 12, 10), deadline_time=time(hour, 30), deadline_zone="Asia/Baku")
    async with db.write() as tx:
        stored = date(2026, 12, 10 + (hour == 23))
        one = await item(tx, "one", closes_on=stored, facts=to_json(facts))
        await item(tx, "broken", closes_on=stored, facts='{"deadline_time":"of another version"}')
    aisulu, last = await reader(db, 1, country=country), date(2026, 12, day)
    await keeps(db, aisulu, one, None)
    async with db.read() as c:
        rungs = await reminding.rungs(c, last, last, NOW, made=[])
    assert [rung.closes_on for rung in rungs] == [last]
    async with db.write() as tx:
        await saved.save(tx, aisulu.person, one, last - timedelta(days=7))
    assert (await found(db, aisulu, one)).reminded == 7
    now = datetime.combine(last - timedelta(days=3), time(6), NOW.tzinfo)
    await count_anew(db, one, stored, now, closing(facts))
    assert (await found(db, aisulu, one)).reminded == 3


async def test_what_was_decided_stays(db: Database) -> None:
    one = await an_item(db)
    aisulu = await reader(db, 1)
    await keeps(db, aisulu, one, 3)
    async with db.write() as tx:
        await saved.decide(tx, aisulu.person, one, Saving.APPLIED)
    await count_anew(db, one, MONDAY + timedelta(days=60), NOW)
    assert (await found(db, aisulu, one)).reminded == 3


@pytest.mark.parametrize(
    ("state", "planned_through", "is_through"),
    [
        (State.SCHEDULED, None, False),
        (State.SENDING, 7, False),
        (State.SENDING, None, True),
        (State.PAUSED, None, False),
        (State.CANCELLED, None, False),
        (State.DONE, None, True),
    ],
)
async def test_the_reminders_of_a_day_and_whether_they_are_through(
    db: Database, state: State, planned_through: int | None, is_through: bool
) -> None:
    one = await an_item(db)
    async with db.write() as tx:
        number = await made(tx, Errand.REMINDER, key=f"{one}:3:{MONDAY}", item_id=one)
        await made(tx, Errand.REMINDER, key=f"{one}:3:{MONDAY - timedelta(days=1)}", item_id=one)
        await made(tx, Errand.CHANGE, item_id=one)
        await made(tx, Errand.DIGEST, key=str(MONDAY))
        values = {"state": state, "planned_through": planned_through}
        await tx.execute(update(announcement).where(announcement.c.id == number).values(**values))
        assert await reminding.of_day(tx, MONDAY, NOW + timedelta(hours=30)) == [Made(number, one, is_through)]


@pytest.mark.parametrize(
    ("ladder", "before", "after"),
    [
        ((), 7, ONLY_THIS),
        ((), None, ONLY_THIS),
        ((), STOPPED, ONLY_THIS),
        ({3}, ONLY_THIS, None),
        ({3}, STOPPED, None),
        ({3}, 7, 7),
        ({3}, None, None),
    ],
)
async def test_beside_what_is_put_off_stands_whether_it_is_wanted_without_a_ladder(
    db: Database, ladder: set[int], before: int | None, after: int | None
) -> None:
    one, other = await an_item(db), await an_item(db, "other")
    aisulu, boris = await reader(db, 1), await reader(db, 2)
    await keeps(db, aisulu, one, before)
    await keeps(db, aisulu, other, 14)
    await keeps(db, boris, one, 14)
    async with db.write() as tx:
        await reminding.note_wish(tx, aisulu.person, one, ladder)
    assert (await found(db, aisulu, one)).reminded == after
    assert ((await found(db, aisulu, other)).reminded, (await found(db, boris, one)).reminded) == (14, 14)
