"""The rate is the difference between two looks."""

from datetime import timedelta

from bot.outreach.rates import Rates
from tests.visits import NOW


def test_it_is_known_from_the_second_look_on() -> None:
    rates = Rates()

    assert rates.measure(7, 100, NOW) is None
    assert rates.measure(7, 175, NOW + timedelta(seconds=3)) == 25
    assert rates.measure(7, 175, NOW + timedelta(seconds=6)) == 0


def test_a_second_look_at_the_same_moment_tells_nothing() -> None:
    rates = Rates()
    rates.measure(7, 100, NOW)

    assert rates.measure(7, 175, NOW) is None


def test_each_has_its_own_and_who_was_forgotten_begins_anew() -> None:
    rates = Rates()
    rates.measure(7, 100, NOW)
    rates.measure(8, 0, NOW)
    rates.keep([8])

    assert rates.measure(7, 175, NOW + timedelta(seconds=3)) is None
    assert rates.measure(8, 30, NOW + timedelta(seconds=3)) == 10


def test_rows_that_are_forgotten_in_between_make_no_negative_rate() -> None:
    rates = Rates()
    rates.measure(7, 100, NOW)

    assert rates.measure(7, 90, NOW + timedelta(seconds=3)) == 0
