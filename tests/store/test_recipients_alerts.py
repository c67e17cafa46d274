"""Who is told of what is new, and when."""

import random
import sqlite3
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import delete, event, update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Standing
from bot.domain.places import Country
from bot.domain.quiet import NONE, Hours
from bot.domain.saved import Telling
from bot.store import alerts, announcements, by_itself, changes, items, members, mutes, planning
from bot.store.database import Database
from bot.store.openings import Days
from bot.store.recipients import plan_of
from bot.store.recipients_alerts import PAIRS
from bot.store.recipients_rows import CHUNK
from bot.store.tables import alert, announcement
from tests.store.news import (
    MONDAY,
    NOW,
    alerts_in,
    at,
    digested,
    ended,
    held,
    item,
    made,
    moments_of,
    planned,
    published,
    reader,
    sundays,
)
from tests.store.plans import scheduled

E = TypeVar("E", bound=Enum)

SUNDAY = date(2026, 11, 29)
GRANTS = frozenset({Kind.GRANT})


async def digest(db: Database, day: date, now: datetime, chunk: int = CHUNK) -> dict[int, datetime]:
    """From when on each gets the digest of this day."""
    async with db.write() as tx:
        number = await made(tx, Errand.DIGEST, now, key=day.isoformat())
    await planned(db, number, now, chunk)
    return await moments_of(db, number)


# An alert: whom


async def test_whoever_wants_an_item_is_told_and_nobody_else(db: Database) -> None:
    aisulu = await reader(db, 1)
    await reader(db, 2, {Kind.JOB, Kind.ANNOUNCEMENT})
    await reader(db, 3, ())
    await reader(db, 4, standing=Standing.STOPPED)
    number, one, two = await published(db, "one", "two")
    await planned(db, number)
    assert await alerts_in(db) == {(aisulu.id, one), (aisulu.id, two)}
    assert await moments_of(db, number) == {aisulu.id: NOW}


async def test_who_wants_what_is_decided_as_the_domain_says(db: Database) -> None:
    dice = random.Random(5)

    def some(kind: type[E]) -> frozenset[E]:
        return frozenset(dice.sample(list(kind), dice.randint(0, 3)))

    choices: dict[int, Interests] = {}
    for n in range(1, 41):
        chosen = Interests(some(Kind), some(Theme), some(Country))
        one = await reader(db, n)
        choices[one.id] = chosen
        async with db.write() as tx:
            await members.set_interests(tx, one.person, chosen)
    async with db.write() as tx:
        number = await made(tx, Errand.ALERT)
        for n in range(30):
            await item(
                tx, f"item-{n}", number, kind=dice.choice(list(Kind)), themes=some(Theme), countries=some(Country)
            )
    async with db.read() as c:
        catalogue = await items.of_publication(c, number)
    await planned(db, number, chunk=7)
    assert await alerts_in(db) == {
        (who, one.id)
        for who, wanted in choices.items()
        for one in catalogue
        if wanted.want(one.kind, one.themes, one.countries)
    }


async def test_what_has_gone_or_closed_meanwhile_is_not_told(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        number = await made(tx, Errand.ALERT)
        gone = await item(tx, "gone", number)
        await items.set_gone(tx, gone, MONDAY)
        await item(tx, "closed", number, closes_on=MONDAY - timedelta(days=1))
        last = await item(tx, "last-day", number, closes_on=MONDAY)
        await item(tx, "silent")
    await planned(db, number)
    assert await alerts_in(db) == {(aisulu.id, last)}


async def test_a_muted_funder_is_not_heard_of(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        await mutes.add(tx, aisulu.person, "donor")
        await mutes.add(tx, bakyt.person, "another")
        number = await made(tx, Errand.ALERT)
        theirs = await item(tx, "theirs", number, funder="donor")
        nobodys = await item(tx, "nobodys", number)
    await planned(db, number)
    assert await alerts_in(db) == {(aisulu.id, nobodys), (bakyt.id, theirs), (bakyt.id, nobodys)}


async def test_whoever_paused_is_told_later_and_gets_no_message_now(db: Database) -> None:
    aisulu = await reader(db, 1, paused=True)
    number, one = await published(db, "one")
    await planned(db, number)
    assert await alerts_in(db) == {(aisulu.id, one)}
    assert await moments_of(db, number) == {}


async def test_a_message_is_for_those_who_hear_of_one_of_the_kinds_at_once(db: Database) -> None:
    both = {Kind.GRANT, Kind.JOB}
    daily, weekly = await reader(db, 1, daily=GRANTS), await reader(db, 2, weekly=GRANTS)
    mixed, other = await reader(db, 3, both, daily=GRANTS), await reader(db, 4, daily={Kind.JOB})
    async with db.write() as tx:
        number = await made(tx, Errand.ALERT)
        await item(tx, "grant", number)
        await item(tx, "job", number, kind=Kind.JOB)
    await planned(db, number)
    assert {who for who, _ in await alerts_in(db)} == {daily.id, weekly.id, mixed.id, other.id}
    assert set(await moments_of(db, number)) == {mixed.id, other.id}


async def test_who_was_told_of_an_item_is_not_told_again(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2, daily=GRANTS)
    first, one = await published(db, "one")
    await planned(db, first)
    async with db.write() as tx:
        await alerts.settle(tx, [(aisulu.id, one)], Telling.TOLD)
        again = await made(tx, Errand.ALERT)
        await items.set_publication(tx, one, again)
    late = await reader(db, 3)
    await planned(db, again)
    assert set(await moments_of(db, again)) == {late.id}
    async with db.read() as c:
        waiting = await alerts.waiting(c, [aisulu.id, bakyt.id, late.id])
    assert {who: [each.item_id for each in those] for who, those in waiting.items()} == {
        aisulu.id: [],
        bakyt.id: [one],
        late.id: [one],
    }


async def test_what_was_dropped_for_somebody_is_news_to_them_when_it_opens_again(db: Database) -> None:
    told, missed = await reader(db, 1), await reader(db, 2)
    first, one, other = await published(db, "one", "other")
    await planned(db, first)
    async with db.write() as tx:
        await alerts.settle(tx, [(told.id, one)], Telling.TOLD)
        await alerts.settle(tx, [(missed.id, one), (missed.id, other)], Telling.DROPPED)
        again = await made(tx, Errand.ALERT)
        await items.set_publication(tx, one, again)
    await planned(db, again, chunk=1)
    assert set(await moments_of(db, again)) == {missed.id}
    async with db.read() as c:
        waiting = await alerts.waiting(c, [told.id, missed.id])
    assert [each.item_id for each in waiting[missed.id]] == [one]


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
async def test_chunks_of_an_alert_lose_and_double_nobody(db: Database, chunk: int) -> None:
    people = [await reader(db, n) for n in range(1, 8)]
    number, *those = await published(db, "one", "two", "three")
    await planned(db, number, chunk=chunk)
    assert await alerts_in(db) == {(one.id, each) for one in people for each in those}
    assert set(await moments_of(db, number)) == {one.id for one in people}


async def test_the_more_items_the_fewer_members_at_a_time(db: Database) -> None:
    number, *_ = await published(db, *(f"item-{n}" for n in range(20)))
    async with db.write() as tx:
        plan = await plan_of(tx, await held(tx, number), NOW, Days(sundays, sundays))
    assert plan.chunk == PAIRS // 20


# An alert: when


async def test_each_gets_it_outside_of_their_own_hours_and_days(db: Database) -> None:
    saturday_night = at(28, 17)  # 21:00 in Baku, 22:00 in Almaty, 23:00 in Bishkek
    baku = await reader(db, 1, country=Country.AZ)
    almaty = await reader(db, 2, country=Country.KZ, quiet=Hours(23, 7))
    bishkek = await reader(db, 3, country=Country.KG, quiet_days=False)
    unknown = await reader(db, 4, quiet=NONE, quiet_days=False)
    number, _ = await published(db, "one")
    await planned(db, number, saturday_night)
    assert await moments_of(db, number) == {
        baku.id: at(30, 5),  # Monday at nine
        almaty.id: saturday_night,
        bishkek.id: at(29, 3),  # Sunday at nine
        unknown.id: saturday_night,
    }


async def test_on_a_day_of_remembrance_nobody_is_written_to(db: Database) -> None:
    aisulu = await reader(db, 1, quiet_days=False)
    number, _ = await published(db, "one")
    async with db.write() as tx:
        await planning.start(tx, await held(tx, number), NOW, remembrance=lambda _: lambda day: day == MONDAY)
    assert await moments_of(db, number) == {aisulu.id: at(24, 4)}


async def test_what_staff_write_keeps_to_the_hours_of_each_reader_on_any_day(db: Database) -> None:
    wanted = {Kind.ANNOUNCEMENT}
    owl, lark = await reader(db, 1, wanted, quiet=Hours(3, 12)), await reader(db, 2, wanted, quiet=Hours(19, 5))
    sunday_evening = at(29, 15)  # 20:00 in Tashkent
    async with db.write() as tx:
        number = await scheduled(tx)
    await planned(db, number, sunday_evening)
    assert await moments_of(db, number) == {owl.id: sunday_evening, lark.id: at(30, 0)}


async def test_members_of_hundreds_of_habits_are_planned_too(db: Database) -> None:
    lives = [Hours(start, end) for start in range(0, 24, 3) for end in range(0, 24, 5)]
    for n, (hours, country) in enumerate((hours, country) for hours in lives for country in (None, *Country)):
        await reader(db, 1 + n, quiet=hours, country=country, quiet_days=bool(n % 2))
    number, _ = await published(db, "one")
    await planned(db, number)
    assert len(await moments_of(db, number)) == len(lives) * 7


# A digest


async def test_a_digest_is_for_whom_something_waits_that_comes_daily(db: Database) -> None:
    daily, at_once = await reader(db, 1, daily=GRANTS, country=Country.KG), await reader(db, 2)
    await reader(db, 3, {Kind.JOB}, daily={Kind.JOB})
    number, _ = await published(db, "one")
    await planned(db, number)
    assert await digest(db, date(2026, 11, 24), at(23, 20)) == {daily.id: at(24, 4)}  # ten in Bishkek
    assert set(await moments_of(db, number)) == {at_once.id}


async def test_a_digest_that_is_late_goes_out_now_or_after_the_quiet_hours(db: Database) -> None:
    daily = await reader(db, 1, daily=GRANTS, country=Country.KG)
    await planned(db, (await published(db, "one"))[0])
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    assert await digest(db, tuesday, at(24, 9)) == {daily.id: at(24, 9)}
    assert await digest(db, wednesday, at(25, 16)) == {daily.id: at(26, 3)}


async def test_what_comes_weekly_waits_for_the_first_open_day_of_the_week(db: Database) -> None:
    weekly = await reader(db, 1, weekly=GRANTS)
    await planned(db, (await published(db, "one"))[0])
    for day in (24, 25):  # Monday's has been
        async with db.write() as tx:
            if day == 24:
                await made(tx, Errand.DIGEST, key=MONDAY.isoformat())
        assert await digest(db, date(2026, 11, day), at(day - 1, 20)) == {}
    assert set(await digest(db, date(2026, 11, 30), at(29, 20))) == {weekly.id}


async def test_a_weekly_digest_that_an_outage_missed_comes_later_in_the_week(db: Database) -> None:
    weekly = await reader(db, 1, weekly=GRANTS)
    await planned(db, (await published(db, "one"))[0])
    assert set(await digest(db, date(2026, 11, 26), at(25, 20))) == {weekly.id}


async def test_a_weekly_digest_that_was_cut_short_comes_again_to_those_whom_it_had_not_reached(db: Database) -> None:
    reached, missed = await reader(db, 1, weekly=GRANTS), await reader(db, 2, weekly=GRANTS)
    both = await reader(db, 3, {Kind.GRANT, Kind.JOB}, weekly=GRANTS, daily={Kind.JOB})
    await planned(db, (await published(db, "one"))[0])
    async with db.write() as tx:
        monday = await made(tx, Errand.DIGEST, key=MONDAY.isoformat())
        await announcements.move(tx, monday, State.SCHEDULED, State.CANCELLED)
        await digested(tx, monday, reached.id)
        await digested(tx, monday, missed.id, Status.SKIPPED)
        await digested(tx, monday, both.id, Status.UNCERTAIN)
    assert set(await digest(db, MONDAY + timedelta(days=1), at(23, 20))) == {missed.id}
    assert set(await digest(db, MONDAY + timedelta(days=7), at(29, 20))) == {reached.id, missed.id, both.id}


@pytest.mark.parametrize(
    ("status", "is_due"),
    [(status, status not in by_itself.ARRIVED) for status in Status if status is not Status.CANCELLED],
)
async def test_a_weekly_digest_that_did_not_arrive_in_time_comes_again_to_those(
    db: Database, status: Status, is_due: bool
) -> None:
    missed, nothing_new = await reader(db, 1, weekly=GRANTS), await reader(db, 2, weekly=GRANTS)
    await planned(db, (await published(db, "one"))[0])
    async with db.write() as tx:
        await digested(tx, await made(tx, Errand.DIGEST, key=MONDAY.isoformat()), missed.id, status)
    found = set(await digest(db, MONDAY + timedelta(days=1), at(23, 20)))
    assert found == ({missed.id} if is_due else set())
    # Of the row of Tuesday it is not known yet what becomes of it.
    found = set(await digest(db, MONDAY + timedelta(days=2), at(24, 20)))
    assert found == ({missed.id} if is_due else set())
    assert set(await digest(db, MONDAY + timedelta(days=7), at(29, 20))) == {missed.id, nothing_new.id}


async def test_who_moves_to_where_monday_was_a_holiday_gets_no_second_weekly_digest(db: Database) -> None:
    moved, settled = await reader(db, 1, weekly=GRANTS, country=Country.KZ), await reader(db, 2, weekly=GRANTS)
    await planned(db, (await published(db, "one"))[0])
    async with db.write() as tx:
        await digested(tx, await made(tx, Errand.DIGEST, key=MONDAY.isoformat()), moved.id)
        tuesday = await made(tx, Errand.DIGEST, at(23, 20), key="2026-11-24")
        await planning.start(tx, await held(tx, tuesday), at(23, 20), calendars=lambda _: lambda day: day == MONDAY)
    assert set(await moments_of(db, tuesday)) == {settled.id}


async def test_on_a_quiet_day_there_is_no_digest_for_those_who_keep_it(db: Database) -> None:
    await reader(db, 1, daily=GRANTS)
    busy = await reader(db, 2, daily=GRANTS, quiet_days=False)
    await planned(db, (await published(db, "one"))[0])
    assert set(await digest(db, SUNDAY, at(28, 20))) == {busy.id}


async def test_what_was_to_come_at_once_comes_with_a_digest_when_its_alert_is_over(db: Database) -> None:
    aisulu = await reader(db, 1, paused=True)
    number, _ = await published(db, "one")
    await planned(db, number)
    async with db.write() as tx:
        await members.set_paused(tx, aisulu.person, False)
    # The alert still goes out to others, who may have a long holiday; no message of it comes to her.
    assert set(await digest(db, date(2026, 11, 24), at(23, 20))) == {aisulu.id}
    await ended(db, number)
    assert set(await digest(db, date(2026, 11, 25), at(24, 20))) == {aisulu.id}


async def test_what_comes_at_once_is_left_to_its_alert_while_that_waits_for_its_reader(db: Database) -> None:
    aisulu = await reader(db, 1)
    number, _ = await published(db, "one")
    await planned(db, number)
    assert await digest(db, date(2026, 11, 24), at(23, 20)) == {}
    async with db.read() as c:
        assert [one.is_over for one in (await alerts.waiting(c, [aisulu.id]))[aisulu.id]] == [False]


async def test_a_digest_is_never_empty(db: Database) -> None:
    aisulu = await reader(db, 1, daily=GRANTS)
    for change in ("gone", "closed", "muted", "interests", "told", "cancelled", "paused"):
        async with db.write() as tx:
            number = await made(tx, Errand.ALERT)
            one = await item(tx, change, number, funder=change, closes_on=MONDAY if change == "closed" else None)
        await planned(db, number)
        async with db.write() as tx:
            match change:
                case "gone":
                    await items.set_gone(tx, one, MONDAY)
                case "muted":
                    await mutes.add(tx, aisulu.person, "muted")
                case "interests":
                    await members.set_interests(tx, aisulu.person, Interests(frozenset({Kind.JOB})))
                case "told":
                    await alerts.settle(tx, [(aisulu.id, one)], Telling.TOLD)
                case "cancelled" | "paused":
                    await announcements.move(tx, number, State.SENDING, State(change))
        day = MONDAY + timedelta(days=1)
        async with db.write() as tx:
            digested = await made(tx, Errand.DIGEST, key=day.isoformat())
            await planning.start(tx, await held(tx, digested), at(23, 20))
            await announcements.move(tx, digested, State.SENDING, State.CANCELLED)
        assert await moments_of(db, digested) == {}, change
        async with db.write() as tx:
            # Out of the way of the next.
            await members.set_interests(tx, aisulu.person, Interests(GRANTS))
            await tx.execute(delete(alert))
            await tx.execute(update(announcement).values(key=None))


@pytest.mark.parametrize("chunk", [1, 2, 5])
async def test_chunks_of_a_digest_lose_and_double_nobody(db: Database, chunk: int) -> None:
    people = [await reader(db, n, daily=GRANTS) for n in range(1, 6)]
    await planned(db, (await published(db, "one", "two"))[0])
    assert set(await digest(db, date(2026, 11, 24), at(23, 20), chunk)) == {one.id for one in people}


async def test_a_digest_of_no_day_is_not_planned(db: Database) -> None:
    async with db.write() as tx:
        number = await made(tx, Errand.DIGEST)
        with pytest.raises(ValueError, match="is of no day"):
            await planning.start(tx, await held(tx, number), NOW)


async def test_no_step_reads_the_alerts_from_end_to_end(sqlite_db: Database, tmp_path: Path) -> None:
    aisulu = await reader(sqlite_db, 1, daily=GRANTS)
    number, one = await published(sqlite_db, "one")
    seen: list[tuple[str, tuple[object, ...]]] = []

    def see(*arguments: object) -> None:
        assert isinstance(arguments[3], tuple)
        seen.append((str(arguments[2]), arguments[3]))

    async with sqlite_db.write() as tx:
        await made(tx, Errand.DIGEST, key=MONDAY.isoformat())
        digested = await made(tx, Errand.DIGEST, key="2026-11-24")
        changed = await made(tx, Errand.CHANGE, item_id=one)
        await changes.write(tx, changed, one, "{}", "{}")
        event.listen(tx.sync_connection, "before_cursor_execute", see)
        for each in (number, digested, changed):
            await planning.start(tx, await held(tx, each), NOW)
        await alerts.waiting(tx, [aisulu.id])
        await members.forget(tx, aisulu.person)
    with sqlite3.connect(tmp_path / "bot.db") as reading:
        by_statement = [
            (statement.split(maxsplit=1)[0], str(row[3]))
            for statement, parameters in seen
            for row in reading.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    steps = [step for _, step in by_statement]
    assert "SEARCH alert USING INDEX alert_waiting (member_id=?)" in steps
    assert "SEARCH alert USING INDEX alert_waiting (member_id>?)" in steps
    assert "SEARCH alert USING PRIMARY KEY (item_id=? AND member_id>?)" in steps
    # All that was ever told of an item is looked through only when a new alert tells of it.
    by_item = "SEARCH alert USING PRIMARY KEY (item_id=?)"
    assert [where for where, step in by_statement if step == by_item] == ["DELETE"]
    large = ("alert", "member", "saved", "outbox")
    assert [step for step in steps if step.startswith(tuple(f"SCAN {table}" for table in large))] == []
