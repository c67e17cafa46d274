"""A process killed in the middle of a send: nobody is lost, and at most what was in flight is in doubt."""

import asyncio
import signal
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from bot.domain.member import Role
from bot.domain.places import Language
from bot.simulator.chats import Standing
from bot.simulator.server import Simulator
from bot.store import announcements, drafts, staff
from bot.store.database import Database, open_database
from bot.times import Times
from tests.stories.processes import PATIENCE, RECIPIENTS, TEXT, Start, assert_silent, log_of
from tests.visits import BORIS, join, translator

WINDOW = 5  # in flight at the default rate


async def scheduled_now(db: Database, policy: WhenUncertain) -> int:
    """Sixty members and an announcement that is due; its number."""
    now = Times().now()
    for number in range(RECIPIENTS):
        await join(db, 10_000 + number, Language.KK, now=now)
    boris = db.seal.seal(BORIS)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, now.date())
        made = await announcements.create(tx, boris, now)
        await drafts.set_text(tx, made, Language.KK, TEXT)
        await drafts.set_when_uncertain(tx, made, policy)
        await drafts.set_urgent(tx, made, urgent=True)
        assert await drafts.submit(tx, made)
        assert await drafts.approve(tx, made, now, "Asia/Almaty")
    return made


@pytest.mark.parametrize("policy", list(WhenUncertain))
async def test_a_kill_in_the_middle_of_a_send(
    tmp_path: Path, fresh_url: str, start: Start, policy: WhenUncertain
) -> None:
    key_file = tmp_path / "secret.key"
    db = await open_database(fresh_url, key_file)
    made = await scheduled_now(db, policy)
    await db.close()
    async with Simulator() as sim:
        for number in range(RECIPIENTS):
            sim.person(10_000 + number, "Member", "kk").account.standing = Standing.STARTED
        sim.person(BORIS, "Boris", "ru").account.standing = Standing.STARTED
        sim.faults.add("slow", "sendMessage", times=None, seconds=0.1)

        def arrived() -> Counter[int]:
            people = (sim.person(10_000 + number) for number in range(RECIPIENTS))
            return Counter({one.id: sum(TEXT in message.text for message in one.messages) for one in people})

        bot = await start(sim, fresh_url, key_file)
        await sim.until(lambda: arrived().total() >= RECIPIENTS // 3, PATIENCE)
        bot.send_signal(signal.SIGKILL)
        await bot.wait()
        assert 0 < arrived().total() < RECIPIENTS
        bot = await start(sim, fresh_url, key_file)
        await sim.until(lambda: _has_report(sim), PATIENCE)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 10) == 0
        counts = arrived()
        assert sim.violations == []
    db = await open_database(fresh_url, key_file)
    async with db.read() as c:
        tally = await announcements.tally(c, made)
    await db.close()
    assert_silent(log_of(key_file))
    assert sum(tally.values()) == RECIPIENTS
    if policy is WhenUncertain.LEAVE:
        missed = sum(counts[10_000 + number] == 0 for number in range(RECIPIENTS))
        assert max(counts.values()) == 1
        assert missed <= tally.get(Status.UNCERTAIN, 0) <= WINDOW
    else:
        assert all(counts[10_000 + number] >= 1 for number in range(RECIPIENTS))
        assert counts.total() - RECIPIENTS <= WINDOW
        assert tally == {Status.SENT: RECIPIENTS}


def _has_report(sim: Simulator) -> bool:
    """Whether Boris, who has chosen no language, sees the card of an announcement that has ended."""
    t = translator(Language.RU)
    return any(t.plain("Report") in message.labels for message in sim.person(BORIS).messages)


async def test_a_polite_stop_leaves_nothing_in_doubt(tmp_path: Path, fresh_url: str, start: Start) -> None:
    key_file = tmp_path / "secret.key"
    db = await open_database(fresh_url, key_file)
    made = await scheduled_now(db, WhenUncertain.LEAVE)
    await db.close()
    async with Simulator() as sim:
        people = [sim.person(10_000 + number, "Member", "kk") for number in range(RECIPIENTS)]
        for one in people:
            one.account.standing = Standing.STARTED
        bot = await start(sim, fresh_url, key_file)
        await sim.until(lambda: sum(bool(one.messages) for one in people) >= RECIPIENTS // 3, PATIENCE)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 10) == 0
        assert sum(bool(one.messages) for one in people) < RECIPIENTS
        db = await open_database(fresh_url, key_file)
        async with db.read() as c:
            tally = await announcements.tally(c, made)
        await db.close()
        assert tally.keys() <= {Status.SENT, Status.WAITING}
        assert tally[Status.SENT] == sum(len(one.messages) for one in people)
    assert_silent(log_of(key_file))
