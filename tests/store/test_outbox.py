"""The outbox: planned once, claimed once, settled in batches, recovered by policy."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain
from bot.domain.delivery import SETTLED, Matter, Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.store import announcements, drafts, members, outbox, planning, tables
from bot.store.database import Database
from bot.store.outbox import Claimed, Settlement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


async def joined(db: Database, count: int) -> list[bytes]:
    people = [db.seal.seal(number) for number in range(1, count + 1)]
    async with db.write() as tx:
        for person in people:
            await members.set_language(tx, person, Language.KY, NOW.date())
    return people


async def planned(
    db: Database, policy: WhenUncertain = WhenUncertain.LEAVE, audience: Audience | None = None, due_at: datetime = NOW
) -> Announcement:
    async with db.write() as tx:
        number = await announcements.create(tx, db.seal.seal(1000), NOW)
        await drafts.set_text(tx, number, Language.RU, "Text")
        await drafts.set_when_uncertain(tx, number, policy)
        await drafts.set_audience(tx, number, audience or Audience())
        await drafts.schedule(tx, number, due_at, "UTC")
        announcement = await announcements.get(tx, number)
        assert announcement is not None
        await planning.start(tx, announcement, NOW)
        return announcement


async def claim(db: Database, limit: int = 100, now: datetime = NOW, spare: Sequence[bytes] = ()) -> list[Claimed]:
    async with db.write() as tx:
        return await outbox.claim(tx, limit, now, LEASE, spare)


async def settle(db: Database, *settlements: Settlement, now: datetime = NOW) -> None:
    async with db.write() as tx:
        await outbox.settle(tx, settlements, now)


async def tally(db: Database, announcement: Announcement) -> dict[Status, int]:
    async with db.read() as c:
        return await announcements.tally(c, announcement.id)


async def move(db: Database, announcement: Announcement, now: State, to: State) -> None:
    async with db.write() as tx:
        assert await announcements.move(tx, announcement.id, now, to)


async def test_a_claimed_row_says_all_that_has_to_be_checked_again(db: Database) -> None:
    [aisulu] = await joined(db, 1)
    interests = Interests(frozenset({Kind.GRANT, Kind.JOB}), frozenset({Theme.MEDIA}), frozenset({Country.KG}))
    async with db.write() as tx:
        await members.set_country(tx, aisulu, Country.KG)
        await members.set_interests(tx, aisulu, interests)
    announcement = await planned(db, audience=Audience(kinds=frozenset({Kind.JOB})))
    async with db.write() as tx:
        await members.set_paused(tx, aisulu, True)
        await members.set_standing(tx, aisulu, Standing.STOPPED)
    [row] = await claim(db)
    assert row == Claimed(
        id=row.id,
        member_id=row.member_id,
        person=aisulu,
        language=Language.KY,
        country=Country.KG,
        standing=Standing.STOPPED,
        paused=True,
        interests=interests,
        subject=announcement.id,
        matter=Matter.ANNOUNCEMENT,
        attempts=0,
        message_id=None,
        due_at=NOW,
    )


async def test_nothing_is_claimed_twice(db: Database) -> None:
    people = await joined(db, 7)
    await planned(db)
    batches = [await claim(db, 3) for _ in range(4)]
    assert [len(batch) for batch in batches] == [3, 3, 1, 0]
    assert [row.person for batch in batches for row in batch] == people


async def test_several_announcements_take_their_turn(db: Database) -> None:
    await joined(db, 2)
    first, second = await planned(db), await planned(db)
    assert [row.subject for row in await claim(db, 3)] == [first.id, first.id, second.id]
    assert [row.subject for row in await claim(db, 3)] == [second.id]


@pytest.mark.parametrize("state", [State.PAUSED, State.CANCELLED])
async def test_only_what_is_being_sent_is_claimed(db: Database, state: State) -> None:
    await joined(db, 2)
    announcement = await planned(db)
    await move(db, announcement, State.SENDING, state)
    assert await claim(db) == []
    assert await tally(db, announcement) == {Status.WAITING: 2}


async def test_a_resumed_announcement_goes_on_where_it_stopped(db: Database) -> None:
    people = await joined(db, 4)
    announcement = await planned(db)
    await claim(db, 2)
    await move(db, announcement, State.SENDING, State.PAUSED)
    await move(db, announcement, State.PAUSED, State.SENDING)
    assert [row.person for row in await claim(db)] == people[2:]


async def test_whoever_is_to_be_left_alone_waits_and_others_go_on(db: Database) -> None:
    first, second, third = await joined(db, 3)
    await planned(db)
    assert [row.person for row in await claim(db, 2, spare=[first, b"stranger"])] == [second, third]
    assert [row.person for row in await claim(db)] == [first]


@pytest.mark.parametrize("status", sorted(SETTLED))
async def test_a_settled_row_is_never_claimed_again(db: Database, status: Status) -> None:
    await joined(db, 2)
    announcement = await planned(db)
    rows = await claim(db)
    await settle(db, *(Settlement(row.id, status, message_id=7, reason="why") for row in rows))
    assert await tally(db, announcement) == {status: 2}
    assert await claim(db, now=NOW + timedelta(days=1)) == []


async def test_a_row_put_back_waits_its_time_and_counts_the_attempt(db: Database) -> None:
    await joined(db, 1)
    await planned(db)
    [row] = await claim(db)
    later = NOW + timedelta(seconds=29, milliseconds=500)
    await settle(db, Settlement(row.id, Status.WAITING, not_before=later))
    async with db.read() as c:
        assert await outbox.next_due(c) == NOW + timedelta(seconds=30)
    assert await claim(db, now=later) == []
    [again] = await claim(db, now=NOW + timedelta(seconds=30))
    assert (again.id, again.attempts) == (row.id, 1)


async def test_what_waited_longest_goes_first(db: Database) -> None:
    first, second, third = await joined(db, 3)
    await planned(db)
    rows = await claim(db, 2)
    await settle(
        db,
        Settlement(rows[0].id, Status.WAITING, not_before=NOW + timedelta(seconds=9)),
        Settlement(rows[1].id, Status.WAITING, not_before=NOW + timedelta(seconds=5)),
    )
    claimed = await claim(db, now=NOW + timedelta(minutes=1))
    assert [row.person for row in claimed] == [third, second, first]


async def test_what_is_certain_is_not_settled_otherwise(db: Database) -> None:
    await joined(db, 1)
    announcement = await planned(db)
    [row] = await claim(db)
    await settle(db, Settlement(row.id, Status.SENT, message_id=7))
    await settle(db, Settlement(row.id, Status.WAITING, not_before=NOW))
    await settle(db, Settlement(row.id, Status.REFUSED, reason="late"))
    assert await tally(db, announcement) == {Status.SENT: 1}


@pytest.mark.parametrize("policy", list(WhenUncertain))
async def test_an_answer_after_the_lease_still_counts(db: Database, policy: WhenUncertain) -> None:
    await joined(db, 1)
    announcement = await planned(db, policy)
    [row] = await claim(db)
    async with db.write() as tx:
        assert await outbox.recover_expired(tx, NOW + LEASE) == 1
    await settle(db, Settlement(row.id, Status.SENT, message_id=7))
    assert await tally(db, announcement) == {Status.SENT: 1}


async def test_settling_nothing_and_nobody_changes_nothing(db: Database) -> None:
    await joined(db, 1)
    announcement = await planned(db)
    await settle(db)
    await settle(db, Settlement(404, Status.SENT))
    assert await tally(db, announcement) == {Status.WAITING: 1}


async def test_a_thousand_rows_are_settled_at_once_each_in_its_own_way(db: Database) -> None:
    await joined(db, 1000)
    announcement = await planned(db)
    rows = await claim(db, 1000)
    ends = [Status.SENT, Status.GONE, Status.REFUSED, Status.UNCERTAIN, Status.SKIPPED, Status.WAITING]
    await settle(db, *(Settlement(row.id, ends[at % len(ends)], message_id=at) for at, row in enumerate(rows)))
    assert await tally(db, announcement) == {end: 167 if at < 4 else 166 for at, end in enumerate(ends)}


@pytest.mark.parametrize(
    ("policy", "becomes"), [(WhenUncertain.LEAVE, Status.UNCERTAIN), (WhenUncertain.RESEND, Status.WAITING)]
)
async def test_a_restart_settles_what_was_in_flight_by_the_policy(
    db: Database, policy: WhenUncertain, becomes: Status
) -> None:
    await joined(db, 5)
    announcement = await planned(db, policy)
    begun = await claim(db, 3)
    async with db.write() as tx:
        assert await outbox.recover_all(tx, NOW) == 3
        assert await outbox.recover_all(tx, NOW) == 0
    counts = await tally(db, announcement)
    assert sum(counts.values()) == 5
    assert counts[becomes] == (3 if becomes is Status.UNCERTAIN else 5)
    again = await claim(db)
    assert {row.id: row.attempts for row in again if row.id in {one.id for one in begun}} == (
        {} if becomes is Status.UNCERTAIN else dict.fromkeys([one.id for one in begun], 1)
    )


async def test_only_leases_that_are_over_are_recovered(db: Database) -> None:
    await joined(db, 2)
    announcement = await planned(db)
    await claim(db, 1)
    await claim(db, 1, now=NOW + timedelta(seconds=30))
    async with db.write() as tx:
        assert await outbox.recover_expired(tx, NOW + LEASE - timedelta(seconds=1)) == 0
        assert await outbox.recover_expired(tx, NOW + LEASE) == 1
    assert await tally(db, announcement) == {Status.UNCERTAIN: 1, Status.BEGUN: 1}


async def test_cancelling_leaves_nothing_waiting(db: Database) -> None:
    await joined(db, 4)
    announcement, other = await planned(db), await planned(db)
    [begun] = await claim(db, 1)
    await move(db, announcement, State.SENDING, State.CANCELLED)
    async with db.write() as tx:
        await planning.stop(tx, announcement.id, NOW)
    assert await tally(db, announcement) == {Status.CANCELLED: 3, Status.BEGUN: 1}
    await settle(db, Settlement(begun.id, Status.WAITING, not_before=NOW))
    async with db.write() as tx:
        await planning.stop(tx, announcement.id, NOW)
    assert await tally(db, announcement) == {Status.CANCELLED: 4}
    assert await tally(db, other) == {Status.WAITING: 4}


async def test_what_a_crash_left_of_a_cancelled_announcement_stays_uncertain(db: Database) -> None:
    await joined(db, 1)
    announcement = await planned(db, WhenUncertain.RESEND)
    await claim(db, 1)
    await move(db, announcement, State.SENDING, State.CANCELLED)
    async with db.write() as tx:
        assert await outbox.recover_all(tx, NOW) == 1
        await planning.stop(tx, announcement.id, NOW)
    assert await tally(db, announcement) == {Status.UNCERTAIN: 1}


async def test_what_is_known_not_to_have_gone_out_waits_only_while_somebody_would_send_it(db: Database) -> None:
    await joined(db, 2)
    announcement = await planned(db)
    first, second = await claim(db, 2)
    async with db.write() as tx:
        assert await outbox.recover_all(tx, NOW) == 2
    await settle(db, Settlement(first.id, Status.WAITING, not_before=NOW))
    assert await tally(db, announcement) == {Status.WAITING: 1, Status.UNCERTAIN: 1}
    await move(db, announcement, State.SENDING, State.DONE)
    await settle(db, Settlement(second.id, Status.WAITING, not_before=NOW))
    assert await tally(db, announcement) == {Status.WAITING: 1, Status.UNCERTAIN: 1}


async def test_harm_is_taken_back_before_anything_else_goes_out(db: Database) -> None:
    await joined(db, 2)
    slow, urgent = await planned(db), await planned(db)
    async with db.write() as tx:
        await tx.execute(update(tables.announcement).where(tables.announcement.c.id == urgent.id).values(urgent=True))
    assert [row.subject for row in await claim(db, 3)] == [urgent.id, urgent.id, slow.id]


async def test_the_next_moment_is_of_what_is_being_sent(db: Database) -> None:
    await joined(db, 1)
    async with db.read() as c:
        assert await outbox.next_due(c) is None
    announcement = await planned(db)
    async with db.read() as c:
        assert await outbox.next_due(c) == NOW
    await move(db, announcement, State.SENDING, State.PAUSED)
    async with db.read() as c:
        assert await outbox.next_due(c) is None


async def test_a_claim_that_is_rolled_back_leaves_the_rows_waiting(db: Database) -> None:
    await joined(db, 2)
    announcement = await planned(db)

    async def die_in_the_middle() -> None:
        async with db.write() as tx:
            assert len(await outbox.claim(tx, 2, NOW, LEASE)) == 2
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await die_in_the_middle()
    assert await tally(db, announcement) == {Status.WAITING: 2}


async def test_whoever_is_forgotten_in_flight_is_neither_settled_nor_mixed_up(db: Database) -> None:
    people = await joined(db, 2)
    announcement = await planned(db)
    rows = await claim(db)
    async with db.write() as tx:
        await members.forget(tx, people[1])
    await joined(db, 2)
    later = await planned(db)
    await settle(db, *(Settlement(row.id, Status.SENT, message_id=1) for row in rows))
    assert await tally(db, announcement) == {Status.SENT: 1}
    assert await tally(db, later) == {Status.WAITING: 2}
    assert [row.person for row in await claim(db)] == people
