"""Who may call now: limits kept whatever comes, and people first."""

import asyncio
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outreach.pacer import BURST, CALLS, CATCH_UP, FOR_REPLIES, GROUP_CALLS, MINUTE, SECOND, Pacer
from tests.outreach.virtual import VirtualLoop, play

AISULU, BORIS, OLGA, GROUP = 1001, 2002, 3003, -4004
NEARLY = 1e-6


@dataclass(frozen=True)
class Call:
    """One call wanted, and when it was let through."""

    wanted: float
    is_reply: bool
    chat_id: int | None
    made: float = -1.0


async def call(pacer: Pacer, wanted: Call, made: list[Call]) -> None:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(wanted.wanted - loop.time())
    began = loop.time()
    if wanted.is_reply:
        await pacer.reply(wanted.chat_id)
    else:
        assert wanted.chat_id is not None
        await pacer.broadcast(wanted.chat_id)
    made.append(Call(began, wanted.is_reply, wanted.chat_id, loop.time()))


def run(calls: list[Call], rate: int = 25) -> list[Call]:
    """The calls in the order in which they were let through."""

    async def scene(loop: VirtualLoop) -> list[Call]:
        pacer, made = Pacer(rate, loop.time), list[Call]()
        async with asyncio.TaskGroup() as group:
            for one in calls:
                group.create_task(call(pacer, one, made))
        return made

    return play(scene)


def replies(n: int, at: float = 0.0, chat_id: int | None = None) -> list[Call]:
    return [Call(at, is_reply=True, chat_id=chat_id) for _ in range(n)]


def broadcasts(n: int, at: float = 0.0) -> list[Call]:
    return [Call(at, is_reply=False, chat_id=10_000 + chat) for chat in range(n)]


moments = st.integers(0, 400).map(lambda n: n / 100)
wanted_calls = st.one_of(
    st.builds(Call, moments, st.just(value=True), st.sampled_from([None, None, None, AISULU, BORIS, GROUP])),
    st.builds(Call, moments, st.just(value=False), st.sampled_from([AISULU, BORIS, GROUP, *range(1, 60)])),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(wanted_calls, max_size=150), st.integers(1, 30))
def test_no_arrival_pattern_breaks_a_limit_or_makes_a_person_wait(calls: list[Call], rate: int) -> None:
    made = run(calls, rate)

    assert len(made) == len(calls)
    times = [one.made for one in made]
    assert all(later - earlier >= SECOND - NEARLY for earlier, later in zip(times, times[CALLS:], strict=False))
    spoken = [one.made for one in made if not one.is_reply]
    assert all(b - a >= 1 / rate - CATCH_UP - NEARLY for a, b in pairwise(spoken))
    for one in made:
        if not one.is_reply:
            before = [other for other in made if one.made - SECOND + NEARLY < other.made <= one.made]
            assert sum(other.made < one.made for other in before) < CALLS - FOR_REPLIES
            assert not any(other.chat_id == one.chat_id and other.made < one.made for other in before)
            # Nobody whose own chat is not the reason waits while a broadcast goes out.
            assert not any(
                other.is_reply and other.chat_id is None and other.wanted < one.made - NEARLY < other.made - 2 * NEARLY
                for other in made
            )
    group = [one.made for one in made if one.chat_id == GROUP]
    assert all(b - a >= MINUTE - NEARLY for a, b in zip(group, group[GROUP_CALLS:], strict=False))
    free = [one.wanted for one in made if one.is_reply and one.chat_id is None]
    assert free == sorted(free)


def test_a_broadcast_keeps_its_rate_and_is_evenly_spaced() -> None:
    made = [one.made for one in run(broadcasts(1000))]

    assert made[-1] - made[0] == pytest.approx(999 / 25, rel=1e-3)
    gaps = [b - a for a, b in pairwise(made)]
    assert min(gaps) > 0.029
    assert max(gaps) < 0.041


def test_timers_that_ring_late_do_not_cost_rate() -> None:
    async def scene(loop: VirtualLoop) -> float:
        pacer = Pacer(25, loop.time, lambda seconds: asyncio.sleep(seconds + 0.002))
        for chat in range(500):
            await pacer.broadcast(chat)
        return loop.time()

    assert 500 / play(scene) > 24.9


def test_people_are_answered_at_once_while_a_broadcast_runs() -> None:
    taps = [Call(1 + tap * 0.35, is_reply=True, chat_id=tap) for tap in range(30)]

    made = run([*broadcasts(400), *taps])

    assert max(one.made - one.wanted for one in made if one.is_reply) == 0


def test_a_broadcast_yields_to_a_crowd_of_people_and_comes_back() -> None:
    made = run([*broadcasts(300), *replies(60, at=2.0)])

    answered = max(one.made for one in made if one.is_reply)
    assert answered < 2.0 + 2 * SECOND + 0.1
    between = [one for one in made if not one.is_reply and 2.0 < one.made < answered]
    assert between == []
    assert max(one.made for one in made) < 300 / 25 + 4


def test_when_much_becomes_free_at_once_people_come_first() -> None:
    made = run([*replies(CALLS), *broadcasts(3, at=0.1), *replies(CALLS + 10, at=0.2)])

    assert [one.is_reply for one in made] == [True] * (2 * CALLS + 10) + [False] * 3


def test_a_chat_gets_a_broadcast_a_second() -> None:
    made = [one.made for one in run([Call(0.0, is_reply=False, chat_id=AISULU) for _ in range(4)])]

    assert made == pytest.approx([0, SECOND, 2 * SECOND, 3 * SECOND], abs=0.01)


def test_a_broadcast_keeps_its_distance_from_a_reply_and_never_the_other_way_round() -> None:
    made = run(
        [
            Call(0.0, is_reply=False, chat_id=AISULU),
            Call(0.1, is_reply=True, chat_id=AISULU),
            Call(0.2, is_reply=False, chat_id=AISULU),
            Call(0.3, is_reply=True, chat_id=AISULU),
        ],
    )

    assert [(one.is_reply, round(one.made, 2)) for one in made] == [
        (False, 0.0),
        (True, 0.1),
        (True, 0.3),
        (False, round(0.3 + SECOND, 2)),
    ]


def test_a_chat_gets_a_burst_of_replies_and_then_one_a_second() -> None:
    made = [one.made for one in run(replies(5, chat_id=AISULU))]

    assert made == pytest.approx([0.0] * BURST + [SECOND, 2 * SECOND], abs=0.01)


def test_one_impatient_chat_does_not_hold_up_another() -> None:
    made = run([*replies(9, chat_id=AISULU), *replies(1, at=0.5, chat_id=BORIS)])

    assert [one.made - one.wanted for one in made if one.chat_id == BORIS] == [0]


def test_a_group_gets_twenty_a_minute() -> None:
    made = [one.made for one in run(replies(25, chat_id=GROUP))]

    assert made[GROUP_CALLS - 1] < MINUTE
    assert made[GROUP_CALLS] >= MINUTE


def test_broadcasts_leave_a_group_room_for_replies() -> None:
    spoken = [Call(0.0, is_reply=False, chat_id=GROUP) for _ in range(GROUP_CALLS)]

    made = run([*spoken, *replies(5, at=30.0, chat_id=GROUP)])

    assert max(one.made - one.wanted for one in made if one.is_reply) < 3 * SECOND
    assert made[-1].made >= MINUTE


def test_chats_are_forgotten_when_they_need_no_pacing() -> None:
    async def scene(loop: VirtualLoop) -> tuple[int, int]:
        pacer, most = Pacer(25, loop.time), 0
        for chat in range(5_000):
            await pacer.broadcast(chat)
            most = max(most, pacer.chats)
        await asyncio.sleep(60)
        await pacer.reply(AISULU)
        return most, pacer.chats

    most, left = play(scene)
    assert most < 400
    assert left == 1


def test_a_channel_has_the_limit_of_a_group() -> None:
    """Both numbers are negative, and alerts, digests and answers to administrators count together."""
    for chat_id in (-1_001_000_000_777, -1_001_000_000_888):
        spoken = [Call(at, is_reply=at % 2 == 1, chat_id=chat_id) for at in range(40)]
        made = sorted(one.made for one in run(spoken))
        assert all(b - a >= MINUTE - NEARLY for a, b in zip(made, made[GROUP_CALLS:], strict=False))


def test_a_group_that_is_full_holds_nobody_else_up() -> None:
    spoken = [Call(0.0, is_reply=False, chat_id=GROUP) for _ in range(30)]
    others = [Call(1.0, is_reply=False, chat_id=chat_id) for chat_id in range(1, 30)]
    made = run([*spoken, *others])
    assert max(one.made for one in made if one.chat_id != GROUP) < 5
