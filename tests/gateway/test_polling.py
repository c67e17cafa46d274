"""No update is lost, none waits for a slow neighbour, and trouble is met with patience."""

import asyncio

from telegram import Update

from bot.gateway.polling import Times
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.gateway.incoming import AISULU
from tests.gateway.living import living


def waiting(sim: Simulator) -> int:
    return len(sim.world.updates.oldest(0, 100))


def texts(updates: list[Update]) -> list[str]:
    return [update.message.text or "" for update in updates if update.message]


async def test_what_is_handled_is_confirmed(sim: Simulator, aisulu: Person) -> None:
    handled: list[Update] = []

    async def handle(update: Update) -> bool:
        handled.append(update)
        return True

    async with living(sim.address, sim.token, handle) as life:
        for word in ("one", "two", "three"):
            aisulu.say(word)
        await aisulu.settled()
        assert waiting(sim) == 0
        await life.end()
    assert texts(handled) == ["one", "two", "three"]


async def test_a_kill_in_the_middle_loses_nothing(sim: Simulator, aisulu: Person) -> None:
    begun: list[Update] = []
    handled: list[Update] = []

    async def hang(update: Update) -> bool:
        begun.append(update)
        await asyncio.Event().wait()
        return True

    async def handle(update: Update) -> bool:
        handled.append(update)
        return True

    aisulu.say("first")
    aisulu.say("second")
    async with living(sim.address, sim.token, hang) as life:
        await sim.until(lambda: bool(begun))
        await life.kill()
    assert waiting(sim) == 2
    async with living(sim.address, sim.token, handle) as life:
        await aisulu.settled()
        await life.end()
    assert texts(handled) == ["first", "second"]


async def test_a_slow_chat_delays_nobody(sim: Simulator, aisulu: Person, boris: Person) -> None:
    free = asyncio.Event()
    handled: list[Update] = []

    async def handle(update: Update) -> bool:
        if update.effective_user and update.effective_user.id == AISULU:
            await free.wait()
        handled.append(update)
        return True

    async with living(sim.address, sim.token, handle) as life:
        aisulu.say("slow")
        for ten in (10, 20, 30):
            for number in range(ten - 10, ten):
                boris.say(str(number))
            await _until(handled, ten)
        assert texts(handled) == [str(number) for number in range(30)]
        assert waiting(sim) == 31, "nothing behind the slow one may be confirmed"
        free.set()
        await boris.settled()
        await life.end()
    assert len(handled) == 31
    assert waiting(sim) == 0


async def test_two_hundred_mixed_updates_keep_their_order_within_each_chat(sim: Simulator) -> None:
    handled: dict[int, list[str]] = {}

    async def handle(update: Update) -> bool:
        assert update.message is not None
        await asyncio.sleep(0)
        handled.setdefault(update.message.chat_id, []).extend(texts([update]))
        return True

    people = [sim.person(100 + number) for number in range(8)]
    for number in range(200):
        people[number % 8].say(str(number))
    async with living(sim.address, sim.token, handle) as life:
        for person in people:
            await person.settled()
        await life.end()
    assert handled == {100 + n: [str(number) for number in range(n, 200, 8)] for n in range(8)}


async def test_stopping_lets_what_is_in_hand_finish_and_confirms_it(sim: Simulator, aisulu: Person) -> None:
    begun, free = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> bool:
        begun.set()
        await free.wait()
        return True

    async with living(sim.address, sim.token, handle, Times(long_poll=5, pause=0.02, patience=2)) as life:
        aisulu.say("hello")
        await begun.wait()
        life.stop.set()
        await asyncio.sleep(0)
        free.set()
        await life.end()
    assert waiting(sim) == 0


async def test_stopping_does_not_confirm_what_had_to_be_cut_off(sim: Simulator, aisulu: Person, boris: Person) -> None:
    begun = asyncio.Event()

    async def handle(update: Update) -> bool:
        if texts([update]) == ["stuck"]:
            begun.set()
            await asyncio.Event().wait()
        return True

    async with living(sim.address, sim.token, handle) as life:
        boris.say("quick")
        await boris.settled()
        aisulu.say("stuck")
        await begun.wait()
        await life.end()
    assert waiting(sim) == 1


async def test_stopping_cancels_a_long_poll_at_once(sim: Simulator, aisulu: Person) -> None:
    async def handle(_: Update) -> bool:
        return True

    async with living(sim.address, sim.token, handle, Times(long_poll=50)) as life:
        aisulu.say("hello")
        await aisulu.settled()  # so that the next poll has begun
        begun = asyncio.get_running_loop().time()
        await life.end()
        assert asyncio.get_running_loop().time() - begun < 1


async def test_only_what_the_bot_answers_is_asked_for(sim: Simulator, aisulu: Person) -> None:
    async def handle(_: Update) -> bool:
        return True

    async with living(sim.address, sim.token, handle) as life:
        aisulu.say("hello")
        await aisulu.settled()
        await life.end()
    asked = sim.calls.of("getUpdates")[0].given
    assert asked["allowed_updates"] == ["message", "channel_post", "callback_query", "my_chat_member"]


async def _until(handled: list[Update], count: int) -> None:
    async with asyncio.timeout(2):
        while len(handled) < count:
            await asyncio.sleep(0.002)
