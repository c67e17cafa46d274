"""How many updates one person may cause."""

from bot.gateway import throttle
from bot.gateway.throttle import BURST, Throttle, Verdict
from tests.gateway.hands import Hands

AISULU, MALLORY = 1001, 4004


def test_a_burst_is_handled_and_what_follows_is_warned_of_once_a_second() -> None:
    hands = Hands()
    throttle = Throttle(hands)
    verdicts = [throttle.judge(MALLORY) for _ in range(BURST + 3)]
    assert verdicts == [Verdict.HANDLE] * BURST + [Verdict.WARN, Verdict.DROP, Verdict.DROP]


def test_three_a_second_are_handled_for_ever() -> None:
    hands = Hands()
    throttle = Throttle(hands)
    verdicts = []
    for _ in range(100):
        verdicts.append(throttle.judge(MALLORY))
        hands.move(1 / 3 + 1e-9)
    assert set(verdicts) == {Verdict.HANDLE}


def test_a_warning_comes_again_after_a_second() -> None:
    hands = Hands()
    throttle = Throttle(hands)
    for _ in range(BURST + 1):
        throttle.judge(MALLORY)
    hands.move(1.0)
    verdicts = [throttle.judge(MALLORY) for _ in range(5)]
    assert verdicts == [Verdict.HANDLE] * 3 + [Verdict.WARN, Verdict.DROP]


def test_one_person_does_not_slow_another_down() -> None:
    throttle = Throttle(Hands())
    for _ in range(BURST + 5):
        throttle.judge(MALLORY)
    assert throttle.judge(AISULU) is Verdict.HANDLE


def test_a_bucket_never_holds_more_than_a_burst() -> None:
    hands = Hands()
    throttle = Throttle(hands)
    throttle.judge(MALLORY)
    hands.move(3600)
    verdicts = [throttle.judge(MALLORY) for _ in range(BURST + 1)]
    assert verdicts[-1] is Verdict.WARN


def test_memory_is_bounded() -> None:
    held = Throttle(Hands())
    for person in range(throttle.REMEMBERED + 50):
        held.judge(person)
    assert len(held) == throttle.REMEMBERED
