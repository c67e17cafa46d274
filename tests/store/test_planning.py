"""Planning: every member the announcement is for gets one row, chunk by chunk, whatever happens between."""

import itertools
import sqlite3
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.store import announcements, copies, members, outbox, planning
from bot.store.database import Database
from bot.store.outbox import Settlement
from tests.store.kills import KilledError, killed_before
from tests.store.plans import LEASE, NOW, held, joined, more, people_of, planned, row_of, scheduled, sent, start

# Chunks


async def test_a_small_one_is_planned_at_once(db: Database) -> None:
    people = await joined(db, 3)
    made = await planned(db)
    assert await people_of(db, made) == people
    assert await row_of(db, made) == (State.SENDING, None, NOW, None)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 8])
async def test_chunks_come_one_after_the_other_until_everybody_has_a_row(db: Database, chunk: int) -> None:
    people = await joined(db, 7)
    async with db.write() as tx:
        made = await scheduled(tx)
    is_left, counts = await start(db, made, chunk), [min(chunk, 7)]
    assert len(await people_of(db, made)) == counts[0]
    while is_left:
        is_left = await more(db, made, chunk)
        counts.append(len(await people_of(db, made)))
    assert all(later - earlier <= chunk for earlier, later in itertools.pairwise(counts))
    assert await people_of(db, made) == people
    assert await row_of(db, made) == (State.SENDING, None, NOW, None)
    assert not await more(db, made, chunk)
    assert len(await people_of(db, made)) == 7


async def test_a_chunk_is_of_members_looked_at_not_of_members_found(db: Database) -> None:
    await joined(db, 4)
    kazakh = await joined(db, 1, first=10, language=Language.KK)
    async with db.write() as tx:
        made = await scheduled(tx, languages=frozenset({Language.KK}))
    assert await start(db, made, 4)
    assert await people_of(db, made) == []
    assert not await more(db, made, 4)
    assert await people_of(db, made) == kazakh


async def test_whoever_comes_or_goes_meanwhile_is_planned_as_they_are(db: Database) -> None:
    people = await joined(db, 4)
    async with db.write() as tx:
        made = await scheduled(tx)
    assert await start(db, made, 2)
    async with db.write() as tx:
        await members.forget(tx, people[0])
        await members.forget(tx, people[3])
    late = await joined(db, 1, first=10)
    while await more(db, made, 2):
        pass
    assert await people_of(db, made) == [people[1], people[2], *late]


async def test_what_has_no_moment_is_not_planned(db: Database) -> None:
    async with db.write() as tx:
        made = await announcements.create(tx, b"author", NOW)
        with pytest.raises(ValueError, match="has no moment"):
            await planning.start(tx, await held(tx, made), NOW)


async def test_nothing_is_planned_of_what_is_not_scheduled(db: Database) -> None:
    await joined(db, 1)
    made = await planned(db)
    async with db.write() as tx:
        again = await held(tx, made)
        assert not await planning.start(tx, again, NOW)
    assert len(await people_of(db, made)) == 1


async def test_a_pause_stops_the_plan_and_it_goes_on_afterwards(db: Database) -> None:
    people = await joined(db, 3)
    async with db.write() as tx:
        made = await scheduled(tx)
    assert await start(db, made, 1)
    async with db.write() as tx:
        await announcements.move(tx, made, State.SENDING, State.PAUSED)
        assert (await planning.agenda(tx, NOW)).under_way == []
    assert not await more(db, made)
    assert len(await people_of(db, made)) == 1
    async with db.write() as tx:
        await announcements.move(tx, made, State.PAUSED, State.SENDING)
        assert (await planning.agenda(tx, NOW)).under_way == [made]
    assert not await more(db, made)
    assert await people_of(db, made) == people


async def test_a_cancelled_one_is_planned_no_further(db: Database) -> None:
    await joined(db, 3)
    async with db.write() as tx:
        made = await scheduled(tx)
    assert await start(db, made, 1)
    async with db.write() as tx:
        await announcements.move(tx, made, State.SENDING, State.CANCELLED)
        assert (await planning.agenda(tx, NOW)).stopped == [made]
    assert not await more(db, made)
    later = NOW + timedelta(minutes=1)
    for now in (later, later + timedelta(minutes=1)):
        async with db.write() as tx:
            await planning.stop(tx, made, now)
            assert (await planning.agenda(tx, now)).stopped == []
    assert await row_of(db, made) == (State.CANCELLED, None, NOW, later)
    assert len(await people_of(db, made)) == 1


async def test_a_long_one_is_cancelled_a_chunk_at_a_time(db: Database) -> None:
    await joined(db, 5)
    made = await planned(db)
    async with db.write() as tx:
        await announcements.move(tx, made, State.SENDING, State.CANCELLED)
        assert await outbox.claim(tx, 1, NOW, LEASE) == []  # from this moment nothing goes out
        assert await planning.call_off(tx, made, NOW, 2)
        assert await announcements.tally(tx, made) == {Status.WAITING: 3, Status.CANCELLED: 2}
        assert await planning.stop(tx, made, NOW, 2)
        assert not await planning.stop(tx, made, NOW, 2)
        assert await announcements.tally(tx, made) == {Status.CANCELLED: 5}
        assert (await planning.agenda(tx, NOW)).stopped == []


async def test_what_may_have_arrived_is_no_copy_that_was_never_sent(db: Database) -> None:
    await joined(db, 3)
    made = await planned(db)
    async with db.write() as tx:
        rows = await outbox.claim(tx, 1, NOW, LEASE)
        await outbox.settle(tx, [Settlement(row.id, Status.WAITING, doubts=1) for row in rows], NOW)

    async with db.write() as tx:
        await planning.call_off(tx, made, NOW)

    async with db.read() as c:
        assert await announcements.tally(c, made) == {Status.UNCERTAIN: 1, Status.CANCELLED: 2}
        assert (await copies.count_reachable(c, made, NOW)).uncertain == 1


async def test_a_draft_that_was_cancelled_never_was_on_its_way(db: Database) -> None:
    async with db.write() as tx:
        made = await announcements.create(tx, b"author", NOW)
        await announcements.move(tx, made, State.DRAFT, State.CANCELLED)
        assert (await planning.agenda(tx, NOW)).stopped == []


async def test_a_kill_between_any_two_statements_loses_and_doubles_nobody(db: Database) -> None:
    people = await joined(db, 5)
    async with db.write() as tx:
        made = await scheduled(tx)
    step, is_left = 0, True
    while is_left:
        # Every second life dies a little later than the one before, the others live for one transaction.
        limit = step // 2 if step % 2 == 0 else 1000
        step += 1
        with suppress(KilledError), killed_before(db, limit):
            state, *_ = await row_of(db, made)
            is_left = await (start if state is State.SCHEDULED else more)(db, made, 1)
    assert step > 10
    assert await people_of(db, made) == people


# Copies wait for each other


async def test_a_recall_waits_for_what_is_in_flight_or_may_still_go_out(db: Database) -> None:
    await joined(db, 2)
    original = await planned(db)
    async with db.write() as tx:
        await announcements.move(tx, original, State.SENDING, State.PAUSED)
        made = await scheduled(tx, errand=Errand.RECALL, about=original)

    async def is_free() -> bool:
        async with db.write() as tx:
            return await planning.is_free(tx, await held(tx, made))

    assert not await is_free()
    async with db.write() as tx:
        await announcements.move(tx, original, State.PAUSED, State.SENDING)
    assert not await is_free()
    async with db.write() as tx:
        [row] = await outbox.claim(tx, 1, NOW, LEASE)
        await announcements.move(tx, original, State.SENDING, State.CANCELLED)
        await planning.call_off(tx, original, NOW)
    assert not await is_free()
    async with db.write() as tx:
        await outbox.settle(tx, [Settlement(row.id, Status.SENT, message_id=7)], NOW)
    assert await is_free()


async def test_a_recall_waits_for_a_correction_of_the_same_copies_and_for_nothing_else(db: Database) -> None:
    await joined(db, 1)
    original = await planned(db)
    await sent(db, original, NOW)
    correction = await planned(db, errand=Errand.CORRECT, about=original)
    other = await planned(db)
    async with db.write() as tx:
        recall = await held(tx, await scheduled(tx, errand=Errand.RECALL, about=original))
        assert not await planning.is_free(tx, recall)
        await announcements.move(tx, correction, State.SENDING, State.CANCELLED)
        assert await planning.is_free(tx, recall)
    assert (await row_of(db, other))[0] is State.SENDING


# Ends


async def test_it_ends_when_nobody_is_left_to_reach(db: Database) -> None:
    await joined(db, 2)
    async with db.write() as tx:
        made = await scheduled(tx)
        assert (await planning.agenda(tx, NOW)).due == [made]
        assert (await planning.agenda(tx, NOW - timedelta(seconds=1))).due == []
    assert await start(db, made, 1)
    later = NOW + timedelta(minutes=5)

    async def ends() -> bool:
        async with db.write() as tx:
            listed = (await planning.agenda(tx, later)).ended == [made]
            done = await planning.end(tx, made, later)
        assert listed == done
        return done

    assert not await ends()
    await sent(db, made, NOW)
    assert not await ends()  # the plan has not come to everybody
    assert await more(db, made, 1)
    assert not await more(db, made, 1)
    assert not await ends()
    async with db.write() as tx:
        [row] = await outbox.claim(tx, 9, NOW, LEASE)
    assert not await ends()
    async with db.write() as tx:
        await outbox.settle(tx, [Settlement(row.id, Status.GONE)], NOW)
    assert await ends()
    assert await row_of(db, made) == (State.DONE, None, NOW, later)
    assert not await ends()


# How the database goes about it


async def test_no_step_reads_the_outbox_from_end_to_end(sqlite_db: Database, tmp_path: Path) -> None:
    [aisulu] = await joined(sqlite_db, 1)
    original = await planned(sqlite_db)
    await sent(sqlite_db, original, NOW)
    seen: list[tuple[str, tuple[object, ...]]] = []

    def see(*arguments: object) -> None:
        assert isinstance(arguments[3], tuple)
        seen.append((str(arguments[2]), arguments[3]))

    async with sqlite_db.write() as tx:
        made = await scheduled(tx, errand=Errand.RECALL, about=original)
        event.listen(tx.sync_connection, "before_cursor_execute", see)
        recall = await held(tx, made)
        await planning.agenda(tx, NOW)
        await planning.is_free(tx, recall)
        await planning.start(tx, recall, NOW)
        await planning.end(tx, made, NOW)
        await announcements.move(tx, made, State.SENDING, State.CANCELLED)
        await planning.call_off(tx, made, NOW, 1)
        await planning.stop(tx, made, NOW)
        await members.forget(tx, aisulu)
    with sqlite3.connect(tmp_path / "bot.db") as reading:
        steps = [
            str(row[3])
            for statement, parameters in seen
            if "outbox" in statement
            for row in reading.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert any("(matter=? AND subject=? AND member_id>?" in step for step in steps)
    assert any("(matter=? AND subject=? AND member_id=?)" in step for step in steps)
    assert [step for step in steps if step.startswith(("SCAN outbox", "SCAN copy"))] == []
