"""In which order opportunities are shown."""

from datetime import date

from bot.domain.eligibility import Window, order_key
from bot.domain.places import Country


def test_own_country_first_then_soonest_then_rolling_then_expected_then_unknown() -> None:
    here, there = frozenset({Country.KZ}), frozenset({Country.AZ})
    sorted_ = [
        (Window.DATED, date(2026, 12, 1), here),
        (Window.DATED, date(2027, 1, 1), here),
        (Window.ROLLING, None, here),
        (Window.EXPECTED, None, here),
        (Window.UNKNOWN, None, here),
        (Window.DATED, date(2026, 11, 24), there),
    ]
    shuffled = sorted_[::-1]
    assert sorted(shuffled, key=lambda item: order_key(item[0], item[1], item[2], Country.KZ)) == sorted_


def test_without_a_country_of_ones_own_the_soonest_comes_first() -> None:
    far, near = (Window.DATED, date(2027, 1, 1)), (Window.DATED, date(2026, 12, 1))
    keys = [order_key(*when, frozenset({Country.AZ}), None) for when in (far, near)]
    assert keys[1] < keys[0]
