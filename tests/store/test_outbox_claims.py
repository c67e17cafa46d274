"""Whose claim a settlement belongs to, what is claimed of corrections and recalls, and nothing while all is frozen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.domain.announcement import Errand, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.store import announcements, lockdown, outbox, planning, tables
from bot.store.database import Database
from bot.store.outbox import Claimed, Settlement
from bot.store.queue import MATTERS
from tests.store.test_outbox import LEASE, NOW, claim, joined, planned, settle, tally

SENT_AT = NOW - timedelta(hours=3)


def settled(row: Claimed, status: Status, **more: object) -> Settlement:
    made: Callable[..., Settlement] = Settlement
    return made(row.id, status, attempts=row.attempts, **more)


async def recovered(db: Database) -> None:
    async with db.write() as tx:
        assert await outbox.recover_expired(tx, NOW + LEASE) == 1


@pytest.mark.parametrize("late", [Status.SENT, Status.WAITING, Status.UNCERTAIN, Status.REFUSED])
async def test_a_row_that_another_process_took_over_is_not_settled_by_the_first(db: Database, late: Status) -> None:
    await joined(db, 1)
    announcement = await planned(db, WhenUncertain.RESEND)
    [first] = await claim(db)
    await recovered(db)
    [second] = await claim(db, now=NOW + LEASE)
    await settle(db, settled(first, late))
    assert await tally(db, announcement) == {Status.BEGUN: 1}
    await settle(db, settled(second, Status.SENT, message_id=8))
    await settle(db, settled(first, late))
    assert await tally(db, announcement) == {Status.SENT: 1}


async def test_who_was_thought_dead_knows_better_until_somebody_claims_anew(db: Database) -> None:
    await joined(db, 1)
    announcement = await planned(db, WhenUncertain.RESEND)
    [row] = await claim(db)
    await recovered(db)
    await settle(db, settled(row, Status.SENT, message_id=7))
    assert await tally(db, announcement) == {Status.SENT: 1}
    assert await claim(db, now=NOW + LEASE) == []


async def test_a_settlement_that_is_repeated_counts_one_attempt(db: Database) -> None:
    await joined(db, 1)
    await planned(db)
    [row] = await claim(db)
    for _ in range(3):
        await settle(db, settled(row, Status.WAITING))
    [again] = await claim(db)
    assert again == row._replace(attempts=1)


async def changing(db: Database, errand: Errand, messages: int) -> int:
    """The number of an announcement that is being sent and changes so many messages of the first member."""
    async with db.write() as tx:
        number = await announcements.create(tx, db.seal.seal(1000), NOW)
        changed = tables.announcement.update().where(tables.announcement.c.id == number)
        await tx.execute(changed.values(errand=errand, state=State.SENDING))
        waiting = {"status": Status.WAITING, "not_before": NOW, "attempts": 0}
        common = {"member_id": 1, "matter": MATTERS[errand], "subject": number, **waiting}
        sent = [{"due_at": SENT_AT + timedelta(seconds=at), "message_id": at} for at in range(1, messages + 1)]
        await tx.execute(insert(tables.outbox), [common | one for one in sent])
    return number


@pytest.mark.parametrize(("errand", "matter"), [(Errand.CORRECT, Matter.CORRECTION), (Errand.RECALL, Matter.RECALL)])
async def test_changes_of_copies_are_claimed_with_the_message_and_when_it_was_sent(
    sqlite_db: Database, errand: Errand, matter: Matter
) -> None:
    await joined(sqlite_db, 1)
    number = await changing(sqlite_db, errand, 2)
    first, second = await claim(sqlite_db)
    assert (first.subject, first.matter, first.message_id) == (number, matter, 1)
    assert (second.message_id, second.due_at) == (2, SENT_AT + timedelta(seconds=2))


async def test_a_change_that_is_put_back_keeps_its_message(sqlite_db: Database) -> None:
    await joined(sqlite_db, 1)
    await changing(sqlite_db, Errand.CORRECT, 1)
    [row] = await claim(sqlite_db)
    await settle(sqlite_db, settled(row, Status.WAITING))
    [again] = await claim(sqlite_db)
    assert again.message_id == 1


async def test_a_change_left_by_a_crash_is_made_again_whatever_the_policy(sqlite_db: Database) -> None:
    await joined(sqlite_db, 1)
    number = await changing(sqlite_db, Errand.RECALL, 3)
    await claim(sqlite_db, 2)
    async with sqlite_db.write() as tx:
        assert await outbox.recover_all(tx, NOW) == 2
    async with sqlite_db.read() as c:
        assert await announcements.tally(c, number) == {Status.WAITING: 3}


async def test_what_is_left_of_a_change_is_found_and_cancelled_like_any_other(sqlite_db: Database) -> None:
    await joined(sqlite_db, 1)
    number = await changing(sqlite_db, Errand.CORRECT, 3)
    async with sqlite_db.read() as c:
        assert await outbox.next_due(c) == NOW
    async with sqlite_db.write() as tx:
        assert not await planning.call_off(tx, number, NOW)
        assert await outbox.next_due(tx) is None


async def test_nothing_is_claimed_while_everything_is_frozen(db: Database) -> None:
    await joined(db, 1)
    announcement = await planned(db)
    async with db.write() as tx:
        await lockdown.freeze(tx, db.seal.seal(1000), NOW)
        assert await outbox.sending(tx) == set()
        assert await outbox.next_due(tx) is None
        assert await outbox.claim(tx, 5, NOW, LEASE) == []
    async with db.write() as tx:
        await tx.execute(tables.lockdown.delete())
        assert await outbox.sending(tx) == {announcement.id}
        assert len(await outbox.claim(tx, 5, NOW, LEASE)) == 1
