"""When refusals pause an announcement, and how few people a broken text touches."""

from bot.domain.places import Language
from bot.outreach.trial import Trial

RU, KK = Language.RU, Language.KK


def test_the_third_refusal_in_a_row_is_one_too_many() -> None:
    trial = Trial()

    assert [trial.refused(RU, "bad") for _ in range(4)] == [False, False, True, False]
    assert trial.failed


def test_an_arrival_ends_the_run() -> None:
    trial = Trial()
    trial.refused(RU, "bad")
    trial.refused(RU, "bad")
    trial.arrived(RU)

    assert not trial.refused(RU, "bad")
    assert not trial.refused(RU, "bad")


def test_another_reason_begins_another_run() -> None:
    trial = Trial()

    assert not any(trial.refused(RU, reason) for reason in ("bad", "bad", "worse", "worse", "bad"))


def test_a_fault_that_all_texts_share_counts_over_all() -> None:
    trial = Trial()

    assert [trial.refused(text, "bad") for text in (RU, KK, Language.EN)] == [False, False, True]


def test_a_broken_text_among_good_ones_is_found() -> None:
    trial = Trial()
    answers = []
    for _ in range(3):
        answers.append(trial.refused(KK, "bad"))
        trial.arrived(RU)

    assert answers == [False, False, True]


def test_an_unproven_text_is_tried_on_three_at_most() -> None:
    trial = Trial()

    assert [trial.has_room(RU, in_air) for in_air in range(5)] == [True, True, True, False, False]
    trial.arrived(RU)
    assert trial.has_room(RU, 100)


def test_each_refusal_takes_a_place() -> None:
    trial = Trial()
    trial.arrived(RU)
    trial.refused(RU, "bad")

    assert trial.is_doubtful(RU)
    assert [trial.has_room(RU, in_air) for in_air in range(3)] == [True, True, False]


def test_nothing_more_is_tried_after_failing() -> None:
    trial = Trial()
    trial.arrived(KK)
    for _ in range(3):
        trial.refused(RU, "bad")

    assert not trial.has_room(KK, 0)
