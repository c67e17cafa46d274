"""How far an announcement has come, by its rows in the outbox."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.domain.announcement import Errand, MediaKind, State
from bot.domain.delivery import Matter, Status
from bot.domain.progress import Postponed, Progress
from bot.store import announcements, copies, lockdown, progress
from bot.store.database import Database
from bot.store.tables import announcement, outbox
from tests.outreach.scenes import move, readers, scheduled, sending, stored
from tests.visits import BORIS, NOW

HOUR = timedelta(hours=1)


async def read(db: Database, made: int) -> Progress:
    async with db.read() as c:
        found = await announcements.get(c, made)
        assert found is not None
        return await progress.read(c, found, NOW)


async def delay(db: Database, row: int, by: timedelta) -> None:
    async with db.write() as tx:
        await tx.execute(update(outbox).where(outbox.c.member_id == row).values(not_before=NOW + by))


async def test_before_it_begins_there_is_nothing(db: Database) -> None:
    assert await read(db, await scheduled(db)) == Progress()


async def test_rows_are_counted_by_what_became_of_them(db: Database) -> None:
    await readers(db, 3)
    made = await sending(db)
    async with db.write() as tx:
        first = (await tx.scalars(outbox.select().with_only_columns(outbox.c.id))).all()[0]
        await tx.execute(update(outbox).where(outbox.c.id == first).values(status=Status.SENT))

    assert await read(db, made) == Progress({Status.WAITING: 2, Status.SENT: 1})


async def test_a_plan_under_way_is_known(db: Database) -> None:
    made = await scheduled(db)
    async with db.write() as tx:
        await tx.execute(update(announcement).values(planned_through=0))

    assert (await read(db, made)).planning


async def test_who_waits_for_their_hour_is_counted_and_who_waits_for_their_turn_is_not(db: Database) -> None:
    await readers(db, 5)
    made = await sending(db)
    async with db.read() as c:
        ids = (await c.scalars(outbox.select().with_only_columns(outbox.c.member_id))).all()
    await delay(db, ids[0], timedelta(minutes=2))
    for id_, hours in zip(ids[1:4], (15, 17, 16), strict=True):
        await delay(db, id_, hours * HOUR)

    assert (await read(db, made)).postponed == Postponed(3, NOW + 15 * HOUR, NOW + 17 * HOUR)


async def test_another_announcement_counts_for_itself(db: Database) -> None:
    await readers(db, 2)
    made, other = await sending(db), await scheduled(db)

    assert (await read(db, made)).total == 2
    assert (await read(db, other)).total == 0


async def test_a_lockdown_is_known(db: Database) -> None:
    made = await scheduled(db)
    async with db.write() as tx:
        await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)

    assert (await read(db, made)).frozen


async def test_the_recall_of_it_is_known(db: Database) -> None:
    made = await sending(db)
    await move(db, made, State.SENDING, State.DONE)
    original = await stored(db, made)
    async with db.write() as tx:
        recall = await copies.make_recall(tx, original, db.seal.seal(BORIS), NOW)

    assert (await read(db, made)).recalled_by == recall
    assert (await read(db, recall)).recalled_by is None


@pytest.mark.parametrize("kind", [*MediaKind, None])
async def test_copies_too_old_to_be_deleted_are_notes(db: Database, kind: MediaKind | None) -> None:
    made, original = await scheduled(db), await scheduled(db)
    async with db.write() as tx:
        await tx.execute(update(announcement).where(announcement.c.id == original).values(media_kind=kind))
        taken_back = {"errand": Errand.RECALL, "about": original}
        await tx.execute(update(announcement).where(announcement.c.id == made).values(taken_back))
        for member, (age, status) in enumerate(
            [(1, Status.SENT), (47, Status.SENT), (48, Status.SENT), (90, Status.SENT), (90, Status.REFUSED)]
        ):
            values = {
                "member_id": member,
                "matter": Matter.RECALL,
                "subject": made,
                "due_at": NOW - age * HOUR,
                "status": status,
                "not_before": NOW,
                "attempts": 0,
                "message_id": 7,
                "settled_at": NOW,
            }
            await tx.execute(insert(outbox).values(values))

    found = await read(db, made)
    assert (found.notes, found.left) == (2, kind)
    assert found.tally == {Status.SENT: 4, Status.REFUSED: 1}
