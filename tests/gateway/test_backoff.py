"""Waiting longer after each failure."""

from bot.gateway.backoff import Backoff
from tests.gateway.hands import Hands


async def test_waits_double_up_to_half_a_minute_and_begin_anew_after_a_success() -> None:
    hands = Hands()
    backoff = Backoff(hands.sleep)
    for _ in range(7):
        await backoff.wait()
    backoff.reset()
    await backoff.wait()
    assert hands.slept == [1, 2, 4, 8, 16, 30, 30, 1]
