"""Whom a reminder and a change are for, and when."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.announcement import Errand
from bot.domain.facts import Facts, to_json
from bot.domain.member import Standing
from bot.domain.places import Country
from bot.domain.quiet import Hours
from bot.domain.saved import Saving, Telling
from bot.store import changes, items, members, planning, reminding, saved
from bot.store.database import Database
from bot.store.recipients_rows import CHUNK
from tests.store.news import (
    MONDAY,
    NOW,
    Reader,
    at,
    held,
    item,
    made,
    moments_of,
    planned,
    reader,
    told,
)

DEADLINE = date(2026, 12, 11)  # a Friday
FIRST = DEADLINE - timedelta(days=14)


async def an_item(db: Database, slug: str = "one", facts: Facts | None = None) -> int:
    async with db.write() as tx:
        return await item(tx, slug, closes_on=DEADLINE, facts=to_json(facts or Facts()))


async def keeps(db: Database, one: Reader, item_id: int, day: date = date(2026, 11, 1)) -> None:
    async with db.write() as tx:
        assert await saved.save(tx, one.person, item_id, day)


async def remind(
    db: Database, item_id: int, day: date, now: datetime | None = None, chunk: int = CHUNK
) -> dict[int, datetime]:
    """From when on each is reminded on this day; made as the day begins in Bishkek unless `now` says otherwise."""
    moment = now or datetime.combine(day, datetime.min.time(), NOW.tzinfo) - timedelta(hours=6)
    async with db.write() as tx:
        key = f"{item_id}:{moment.hour}:{day.isoformat()}"
        number = await made(tx, Errand.REMINDER, moment, key=key, item_id=item_id)
    await planned(db, number, moment, chunk)
    return await moments_of(db, number)


async def reminded(db: Database, one: Reader, item_id: int) -> int | None:
    async with db.read() as c:
        found = await saved.find(c, one.person, item_id)
    assert found is not None
    return found.reminded


# Reminders


async def test_who_saved_it_is_reminded_at_ten_on_their_own_clock(db: Database) -> None:
    one = await an_item(db)
    baku, bishkek = await reader(db, 1, country=Country.AZ), await reader(db, 2, country=Country.KG)
    await reader(db, 3)
    for who in (baku, bishkek):
        await keeps(db, who, one)
    assert await remind(db, one, FIRST) == {baku.id: at(27, 6), bishkek.id: at(27, 4)}
    assert await reminded(db, baku, one) == 14
    assert await remind(db, one, FIRST + timedelta(days=1)) == {}


async def test_made_again_on_its_day_it_is_for_those_who_had_none_yet(db: Database) -> None:
    one, other = await an_item(db), await an_item(db, "other")
    early, late, both, missed = [await reader(db, n, country=Country.AZ) for n in range(1, 5)]
    for who in (early, both, missed):
        await keeps(db, who, one)
    assert set(await remind(db, one, FIRST)) == {early.id, both.id, missed.id}
    await keeps(db, late, one)
    await keeps(db, both, other)
    # Their turn came and they could not be written to: another day.
    async with db.write() as tx:
        await reminding.remind_anew(tx, [(missed.id, one)])

    for hour in (3, 4):
        again = await remind(db, one, FIRST, at(27, hour))
        assert again == ({late.id: at(27, 6)} if hour == 3 else {})
    assert set(await remind(db, other, FIRST, at(27, 5))) == {both.id}

    assert set(await remind(db, one, FIRST + timedelta(days=1))) == {missed.id}


async def test_nobody_is_reminded_on_the_day_on_which_they_saved_it(db: Database) -> None:
    one, saturday = await an_item(db), date(2026, 12, 5)
    before, that_day = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        await items.note(tx, one, (), (), None, "{}", date(2026, 12, 13))  # the day of its rung of seven is a Sunday
    await keeps(db, before, one, saturday - timedelta(days=1))
    await keeps(db, that_day, one, saturday)
    assert set(await remind(db, one, saturday)) == {before.id}
    assert set(await remind(db, one, saturday + timedelta(days=2))) == {that_day.id}


async def test_every_rung_comes_once_and_after_the_deadline_nothing(db: Database) -> None:
    one = await an_item(db)
    aisulu = await reader(db, 1, country=Country.KG)
    await keeps(db, aisulu, one)
    came = []
    for n in range(20):
        day = FIRST - timedelta(days=2) + timedelta(days=n)
        came += [(DEADLINE - day).days] * len(await remind(db, one, day))
    assert came == [14, 7, 3, 1]


async def test_after_an_outage_only_the_nearest_rung_is_made_up_for(db: Database) -> None:
    one = await an_item(db)
    aisulu = await reader(db, 1)
    await keeps(db, aisulu, one)
    assert set(await remind(db, one, DEADLINE - timedelta(days=2))) == {aisulu.id}
    assert await reminded(db, aisulu, one) == 3


async def test_each_is_reminded_by_their_own_ladder(db: Database) -> None:
    one = await an_item(db)
    seven, none = await reader(db, 1, ladder={7}), await reader(db, 2, ladder=())
    for who in (seven, none):
        await keeps(db, who, one)
    assert await remind(db, one, FIRST) == {}
    assert set(await remind(db, one, DEADLINE - timedelta(days=7))) == {seven.id}


async def test_it_comes_before_a_quiet_day_for_those_who_keep_it(db: Database) -> None:
    one = await an_item(db)
    kept, not_kept = await reader(db, 1), await reader(db, 2, quiet_days=False)
    async with db.write() as tx:
        await items.note(tx, one, (), (), None, "{}", date(2026, 12, 13))  # a Sunday; the Sunday before is a week away
        for who in (kept, not_kept):
            await members.set_ladder(tx, who.person, {7})
    for who in (kept, not_kept):
        await keeps(db, who, one)
    assert set(await remind(db, one, date(2026, 12, 5))) == {kept.id}
    assert set(await remind(db, one, date(2026, 12, 6))) == {not_kept.id}


async def test_quiet_hours_over_ten_are_gone_before(db: Database) -> None:
    one = await an_item(db)
    late = await reader(db, 1, country=Country.KG, quiet=Hours(9, 12))
    await keeps(db, late, one)
    assert await remind(db, one, FIRST) == {late.id: at(27, 2)}  # eight in Bishkek


async def test_a_day_that_has_nothing_but_quiet_hours_left_is_passed_over(db: Database) -> None:
    one = await an_item(db)
    baku, bishkek = await reader(db, 1, country=Country.AZ), await reader(db, 2, country=Country.KG)
    for who in (baku, bishkek):
        await keeps(db, who, one)
    evening = at(27, 16)  # 20:00 in Baku, 22:00 in Bishkek
    assert await remind(db, one, FIRST, evening) == {baku.id: evening}
    assert await reminded(db, bishkek, one) is None
    assert set(await remind(db, one, FIRST + timedelta(days=1))) == {bishkek.id}


async def test_who_decided_or_cannot_be_written_to_is_not_reminded(db: Database) -> None:
    one = await an_item(db)
    applied, declined, paused, stopped = [await reader(db, n) for n in range(1, 5)]
    for who in (applied, declined, paused, stopped):
        await keeps(db, who, one)
    async with db.write() as tx:
        await saved.decide(tx, applied.person, one, Saving.APPLIED)
        await saved.decide(tx, declined.person, one, Saving.DECLINED)
        await members.set_paused(tx, paused.person, True)
        await members.set_standing(tx, stopped.person, Standing.STOPPED)
    assert await remind(db, one, FIRST) == {}
    async with db.write() as tx:
        await members.set_paused(tx, paused.person, False)
    assert set(await remind(db, one, FIRST + timedelta(days=1))) == {paused.id}


async def test_what_was_put_off_comes_on_its_day_and_then_by_the_ladder(db: Database) -> None:
    one = await an_item(db)
    aisulu = await reader(db, 1)
    await keeps(db, aisulu, one)
    assert set(await remind(db, one, FIRST)) == {aisulu.id}
    later = FIRST + timedelta(days=2)
    async with db.write() as tx:
        assert await saved.remind_later(tx, aisulu.person, one, later)
    days = [FIRST + timedelta(days=n) for n in range(1, 15)]
    came = [day for day in days if await remind(db, one, day)]
    # The day is a Sunday, which it was not for this reader when they put it off.
    assert came == [later + timedelta(days=1), *(DEADLINE - timedelta(days=n) for n in (7, 3, 1))]


@pytest.mark.parametrize("change", ["gone", "cancelled", "without a day"])
async def test_nothing_is_due_of_what_is_over(db: Database, change: str) -> None:
    one = await an_item(db, facts=Facts(cancelled=change == "cancelled"))
    await keeps(db, await reader(db, 1), one)
    async with db.write() as tx:
        if change == "gone":
            await items.set_gone(tx, one, MONDAY)
        elif change == "without a day":
            await items.note(tx, one, (), (), None, "{}", None)
    assert await remind(db, one, FIRST) == {}


@pytest.mark.parametrize("chunk", [1, 2, 5])
async def test_chunks_of_reminders_lose_and_double_nobody(db: Database, chunk: int) -> None:
    one = await an_item(db)
    people = [await reader(db, n) for n in range(1, 6)]
    for who in people:
        await keeps(db, who, one)
    assert set(await remind(db, one, FIRST, chunk=chunk)) == {who.id for who in people}


async def test_a_reminder_of_nothing_is_not_planned(db: Database) -> None:
    for errand, words in ((Errand.REMINDER, "says not of what"), (Errand.CHANGE, "is of nothing")):
        async with db.write() as tx:
            number = await made(tx, errand)
            with pytest.raises(ValueError, match=words):
                await planning.start(tx, await held(tx, number), NOW)


# Changes


async def change(db: Database, item_id: int, now: datetime = NOW, chunk: int = CHUNK) -> dict[int, datetime]:
    async with db.write() as tx:
        number = await made(tx, Errand.CHANGE, now, item_id=item_id)
        await changes.write(tx, number, item_id, to_json(Facts()), to_json(Facts(deadline=DEADLINE)))
    await planned(db, number, now, chunk)
    return await moments_of(db, number)


async def test_a_change_is_for_those_who_were_told_and_those_who_saved(db: Database) -> None:
    one, other = await an_item(db), await an_item(db, "other")
    was_told, waits, keeping, both, declined, applied, neither = [await reader(db, n) for n in range(1, 8)]
    await told(db, (was_told.id, one), (both.id, one), (declined.id, one), (neither.id, other))
    await told(db, (waits.id, one), state=Telling.WAITING)
    for who in (keeping, both, declined, applied):
        await keeps(db, who, one)
    async with db.write() as tx:
        await saved.decide(tx, declined.person, one, Saving.DECLINED)
        await saved.decide(tx, applied.person, one, Saving.APPLIED)
    assert set(await change(db, one)) == {was_told.id, keeping.id, both.id, applied.id}


async def test_a_change_waits_for_hours_and_days_as_an_alert_does(db: Database) -> None:
    one = await an_item(db)
    aisulu, busy = await reader(db, 1), await reader(db, 2, quiet_days=False)
    paused = await reader(db, 3, paused=True)
    await told(db, (aisulu.id, one), (busy.id, one), (paused.id, one))
    assert await change(db, one, at(29, 9)) == {aisulu.id: at(30, 4), busy.id: at(29, 9)}


@pytest.mark.parametrize("chunk", [1, 2, 3, 9])
async def test_chunks_of_a_change_lose_and_double_nobody(db: Database, chunk: int) -> None:
    one = await an_item(db)
    people = [await reader(db, n) for n in range(1, 8)]
    await told(db, *((who.id, one) for who in people[:5]))
    for who in people[3:]:
        await keeps(db, who, one)
    assert set(await change(db, one, chunk=chunk)) == {who.id for who in people}
