"""How many updates one person may cause."""

from bot.gateway import throttle
from bot.gateway.throttle import (
    BURST,
    REMEMBERED,
    SECONDS_BETWEEN_REFUSALS,
    SHARE_OF_A_GROUP,
    Patience,
    Seldom,
    Throttle,
    Verdict,
)
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


def test_a_group_is_told_no_once_in_a_while() -> None:
    hands = Hands()
    seldom = Seldom(hands)
    assert [seldom.allows(-1), seldom.allows(-1), seldom.allows(-2)] == [True, False, True]
    hands.move(SECONDS_BETWEEN_REFUSALS)
    assert seldom.allows(-1)


def test_the_groups_that_were_told_no_are_not_remembered_for_ever() -> None:
    seldom = Seldom(Hands())
    for chat_id in range(REMEMBERED + 2):
        assert seldom.allows(-chat_id)
    assert seldom.allows(0), "the first one is forgotten"


def test_a_group_may_do_as_much_as_several_people() -> None:
    hands = Hands()
    patience = Patience.of(Throttle(hands), hands)
    judged = [patience.chat.judge(-1) for _ in range(BURST * SHARE_OF_A_GROUP + 1)]
    assert judged == [Verdict.HANDLE] * BURST * SHARE_OF_A_GROUP + [Verdict.WARN]
