import asyncio

import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.polling import TERMINATED
from bot.simulator.server import Simulator


async def ids(bot: Client, **parameters: object) -> list[int]:
    return [update["update_id"] for update in (await bot.ask("getUpdates", **parameters)).result]


async def test_an_update_stays_until_a_later_offset(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.3: confirmed when a later call has offset > its id."""
    aisulu.say("one")
    aisulu.say("two")
    first, second = await ids(bot)
    assert second == first + 1
    assert await ids(bot, offset=first) == [first, second]
    assert await ids(bot, offset=second) == [second]
    assert await ids(bot, offset=second + 1) == []


async def test_a_negative_offset_keeps_the_newest(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.3: offset=-n keeps only the last n."""
    for text in "abc":
        aisulu.say(text)
    newest = await ids(bot, offset=-1)
    assert len(newest) == 1
    assert await ids(bot) == newest


async def test_the_limit_is_clamped(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.3: limit clamped 1-100."""
    for number in range(120):
        aisulu.say(str(number))
    assert [len(await ids(bot, limit=limit)) for limit in (0, 5, 1000)] == [1, 5, 100]


async def test_a_long_poll_wakes_at_the_first_update(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.3: woken 1-2 ms after the first update, so batches form."""
    waiting = asyncio.create_task(ids(bot, timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    aisulu.say("one")
    aisulu.say("two")
    assert len(await asyncio.wait_for(waiting, 5)) == 2


async def test_the_older_poller_gets_409(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 1.3 and 2.2: the older waiting call is terminated, the new one lives."""
    older = asyncio.create_task(bot.ask("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(bot.ask("getUpdates", timeout=30))
    reply = await asyncio.wait_for(older, 5)
    assert (reply.status, reply.description) == (409, f"Conflict: {TERMINATED}")
    aisulu.say("one")
    assert len((await asyncio.wait_for(newer, 5)).result) == 1
    assert [violation.kind for violation in sim.violations] == ["second-poller"]


async def test_a_poller_that_went_away_is_no_conflict(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.1.3: only two living pollers are a violation."""
    older = asyncio.create_task(bot.ask("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    older.cancel()
    await asyncio.gather(older, return_exceptions=True)
    await asyncio.sleep(0.05)
    aisulu.say("one")
    assert len(await ids(bot, timeout=1)) == 1
    assert sim.violations == []


async def test_allowed_updates_persist_and_spare_what_is_queued(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.3: persists until changed; does not filter already queued updates."""
    aisulu.say("queued before")
    assert len(await ids(bot, allowed_updates=["callback_query"])) == 1
    aisulu.say("not asked for")
    assert len(await ids(bot)) == 1
    await ids(bot, allowed_updates=[])
    aisulu.say("asked for again")
    assert len(await ids(bot)) == 2


@pytest.mark.parametrize(("kind", "seconds"), [("callback_query", 150), ("message", 86_400), ("inline_query", 30)])
async def test_updates_do_not_live_for_ever(
    bot: Client, aisulu: Person, sim: Simulator, clock: FakeClock, kind: str, seconds: int
) -> None:
    """telegram.md 1.3: time to live in the queue, by kind."""
    sim.world.updates.add(kind, {}, queue=1, person=aisulu.id)
    clock.advance(seconds - 1)
    assert len(await ids(bot)) == 1
    clock.advance(2)
    assert await ids(bot) == []


async def test_a_repeated_poll_is_held(bot: Client, sim: Simulator) -> None:
    """telegram.md 1.3: same offset within 3 s and timeout < 3: the server raises the timeout."""
    sim.world.poller.hold_repeated = True
    await ids(bot, offset=5)
    held = asyncio.create_task(ids(bot, offset=5))
    await asyncio.sleep(0.1)
    assert not held.done()
    sim.person(7, "Boris").say("hello")
    assert len(await asyncio.wait_for(held, 2)) == 1


async def test_blocking_and_unblocking_are_told(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.2: my_chat_member kicked, then member."""
    aisulu.block()
    aisulu.unblock()
    updates = (await bot.ask("getUpdates")).result
    changes = [
        (u["my_chat_member"]["old_chat_member"]["status"], u["my_chat_member"]["new_chat_member"]["status"])
        for u in updates
    ]
    assert changes == [("member", "kicked"), ("kicked", "member")]
    assert updates[0]["my_chat_member"]["new_chat_member"]["user"]["id"] == sim.world.bot_id


async def test_what_the_bot_learns_of_a_start(bot: Client, sim: Simulator) -> None:
    """telegram.md 1.1 and 7.2: a deep link arrives as text; names that are empty are absent."""
    sim.person(3_000_000_000, "Mallory").start("grants-1")
    message = (await bot.ask("getUpdates")).result[0]["message"]
    assert message["text"] == "/start grants-1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": 3_000_000_000, "is_bot": False, "first_name": "Mallory"}
