"""Order within a chat, independence between chats, and a word on how each update ended."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
from telegram import Update

from bot.gateway.faults import TokenRejectedError
from bot.gateway.inbox import Inbox
from bot.gateway.senders import chat_of
from tests.gateway.incoming import AISULU, BORIS, message, read


def write(update_id: int, who: int = AISULU) -> Update:
    return read(message(update_id, who))


async def with_inbox(handle: Callable[[Update], Awaitable[bool]], use: Callable[[Inbox], Awaitable[None]]) -> None:
    async with asyncio.TaskGroup() as nursery:
        await use(Inbox(handle, nursery))


async def test_updates_of_a_chat_keep_their_order_and_chats_run_side_by_side() -> None:
    handled: dict[int, list[int]] = {}
    at_once = most = 0
    dice = random.Random(7)

    async def handle(update: Update) -> bool:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        for _ in range(dice.randrange(4)):
            await asyncio.sleep(0)
        handled.setdefault(chat_of(update), []).append(update.update_id)
        at_once -= 1
        return True

    async def use(inbox: Inbox) -> None:
        for update_id in range(200):
            inbox.put(write(update_id, who=update_id % 7 + 1))
        assert await inbox.idle(within=5)
        assert inbox.chats == 0

    await with_inbox(handle, use)
    assert sum(map(len, handled.values())) == 200
    assert all(ids == sorted(ids) for ids in handled.values())
    assert most == 7


async def test_a_slow_chat_delays_nobody_else() -> None:
    gate = asyncio.Event()

    async def handle(update: Update) -> bool:
        if chat_of(update) == AISULU:
            await gate.wait()
        return True

    async def use(inbox: Inbox) -> None:
        slow = inbox.put(write(1, AISULU))
        quick = [inbox.put(write(number, BORIS)) for number in range(2, 12)]
        await asyncio.wait(quick, timeout=1)
        assert all(fate.done() for fate in quick)
        assert not slow.done()
        assert inbox.lowest_unfinished == 1
        gate.set()
        assert await slow

    await with_inbox(handle, use)


async def test_an_update_that_comes_twice_is_handled_once() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        await asyncio.sleep(0)
        handled.append(update.update_id)
        return True

    async def use(inbox: Inbox) -> None:
        first, second = inbox.put(write(1)), inbox.put(write(1))
        assert first is second
        assert await first
        assert await inbox.put(write(1))
        assert inbox.knows(1)

    await with_inbox(handle, use)
    assert handled == [1]


async def test_what_could_not_be_stored_is_handled_when_it_comes_again() -> None:
    answers = [False, True]

    async def handle(_: Update) -> bool:
        return answers.pop(0)

    async def use(inbox: Inbox) -> None:
        assert not await inbox.put(write(1))
        assert not inbox.knows(1)
        assert await inbox.put(write(1))

    await with_inbox(handle, use)


async def test_what_cannot_be_read_counts_as_handled() -> None:
    async def use(inbox: Inbox) -> None:
        inbox.pass_over(5)
        assert inbox.knows(5)
        assert inbox.lowest_unfinished is None

    await with_inbox(_never, use)


async def test_closing_lets_what_is_in_hand_finish_and_cuts_off_what_does_not() -> None:
    async def handle(update: Update) -> bool:
        if chat_of(update) == BORIS:
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        return True

    async def use(inbox: Inbox) -> None:
        quick, stuck, behind = inbox.put(write(1, AISULU)), inbox.put(write(2, BORIS)), inbox.put(write(3, BORIS))
        await inbox.close(patience=0.02)
        assert await quick
        assert stuck.cancelled()
        assert behind.cancelled()
        assert inbox.lowest_unfinished == 2
        assert inbox.put(write(4)).cancelled()

    await with_inbox(handle, use)


async def test_a_rejected_token_ends_everything() -> None:
    async def handle(_: Update) -> bool:
        raise TokenRejectedError

    async def use(inbox: Inbox) -> None:
        inbox.put(write(1))
        await asyncio.Event().wait()

    with pytest.RaisesGroup(TokenRejectedError):
        await with_inbox(handle, use)


async def _never(_: Update) -> bool:
    raise AssertionError("nothing was put")
