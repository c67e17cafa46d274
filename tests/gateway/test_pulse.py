"""Whether a loop still beats."""

from bot.gateway.pulse import Pulse
from tests.gateway.hands import Hands


def test_a_pulse_is_alive_until_it_was_silent_too_long() -> None:
    hands = Hands()
    pulse = Pulse(hands, longest_silence=60)
    states = []
    for seconds in (60, 1):
        hands.move(seconds)
        states.append(pulse.alive)
    pulse.beat()
    assert [*states, pulse.alive] == [True, False, True]
