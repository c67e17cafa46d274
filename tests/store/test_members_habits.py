"""When and how often a member wants to hear."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.interests import Kind, Often
from bot.domain.member import ChatKind, Member
from bot.domain.quiet import Hours
from bot.store import members, visits
from bot.store.database import Connection, Database, open_database
from tests.store.news import NOW, reader


async def found(tx: Connection, person: bytes) -> Member:
    member = (await visits.load(tx, person, NOW)).member
    assert member is not None
    return member


async def test_how_often_is_of_each_kind_and_of_one_kind_one(db: Database) -> None:
    aisulu, bakyt = await reader(db, 1), await reader(db, 2)
    async with db.write() as tx:
        steps: tuple[tuple[Kind, Often, set[Kind], set[Kind]], ...] = (
            (Kind.GRANT, Often.DAILY, {Kind.GRANT}, set()),
            (Kind.JOB, Often.WEEKLY, {Kind.GRANT}, {Kind.JOB}),
            (Kind.GRANT, Often.WEEKLY, set(), {Kind.GRANT, Kind.JOB}),
            (Kind.GRANT, Often.WEEKLY, set(), {Kind.GRANT, Kind.JOB}),
            (Kind.JOB, Often.AT_ONCE, set(), {Kind.GRANT}),
        )
        for kind, often, daily, weekly in steps:
            await members.set_often(tx, aisulu.person, kind, often)
            member = await found(tx, aisulu.person)
            assert (set(member.daily), set(member.weekly)) == (daily, weekly)
            assert member.often(kind) is often
        assert not (await found(tx, bakyt.person)).weekly


async def test_hours_days_rungs_and_the_kind_of_chat(db: Database) -> None:
    aisulu = (await reader(db, 1)).person
    async with db.write() as tx:
        await members.set_quiet(tx, aisulu, Hours(23, 6))
        await members.set_quiet_days(tx, aisulu, False)
        await members.set_ladder(tx, aisulu, [7, 1])
        await members.set_chat(tx, aisulu, ChatKind.GROUP)
        member = await found(tx, aisulu)
    assert (member.quiet, member.quiet_days, member.ladder) == (Hours(23, 6), False, frozenset({7, 1}))
    assert member.chat is ChatKind.GROUP


async def test_a_pause_ends_at_its_moment_and_not_before(db: Database) -> None:
    aisulu, bakyt = (await reader(db, 1)).person, (await reader(db, 2)).person
    until = NOW + timedelta(days=7)
    async with db.write() as tx:
        await members.pause_until(tx, aisulu, until)
        await members.set_paused(tx, bakyt, True)
        member = await found(tx, aisulu)
        assert (member.paused, member.paused_until) == (True, until)
        assert await members.end_pauses(tx, until - timedelta(seconds=1)) == 0
        assert await members.end_pauses(tx, until) == 1
        assert await members.end_pauses(tx, until) == 0
        member = await found(tx, aisulu)
        assert (member.paused, member.paused_until) == (False, None)
        assert (await found(tx, bakyt)).paused


@pytest.mark.parametrize("paused", [False, True])
async def test_another_pause_forgets_the_end_of_the_first(db: Database, paused: bool) -> None:
    aisulu = (await reader(db, 1)).person
    async with db.write() as tx:
        await members.pause_until(tx, aisulu, NOW + timedelta(days=7))
        await members.set_paused(tx, aisulu, paused)
        member = await found(tx, aisulu)
        assert (member.paused, member.paused_until) == (paused, None)
        assert await members.end_pauses(tx, NOW + timedelta(days=8)) == 0


async def test_of_many_pauses_some_end_at_a_time(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "PAUSES", 2)
    people = [(await reader(db, n)).person for n in range(1, 6)]
    async with db.write() as tx:
        for person in people:
            await members.pause_until(tx, person, NOW)
        assert [await members.end_pauses(tx, NOW) for _ in range(4)] == [2, 2, 1, 0]


async def test_a_pause_that_is_prolonged_at_its_last_moment_does_not_end(
    postgresql_db: Database, postgresql_url: str, key_file: Path
) -> None:
    aisulu = (await reader(postgresql_db, 1)).person
    async with postgresql_db.write() as tx:
        await members.pause_until(tx, aisulu, NOW)
    other = await open_database(postgresql_url, key_file)

    async def end() -> int:
        async with other.write() as tx:
            return await members.end_pauses(tx, NOW)

    async with postgresql_db.write() as tx:
        await members.pause_until(tx, aisulu, NOW + timedelta(days=7))
        ending = asyncio.create_task(end())
        await asyncio.sleep(0.3)  # it has found the pause, and waits for the row
    assert await ending == 0
    async with other.read() as c:
        assert (await found(c, aisulu)).paused
    await other.close()
