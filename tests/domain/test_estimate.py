"""How many messages to expect: counted, and told as a rate."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.estimate import DAYS, Past, Per, Rate, messages_in, rate_of
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country

TODAY = date(2026, 11, 23)  # a Monday
ALL = Interests(frozenset(Kind))

PASTS = st.lists(
    st.builds(
        Past,
        st.dates(TODAY - timedelta(days=120), TODAY + timedelta(days=20)),
        st.sampled_from([Kind.GRANT, Kind.COURSE, Kind.NEWS]),
        st.frozensets(st.sampled_from(Theme), max_size=2),
        st.frozensets(st.sampled_from(Country), max_size=2),
    )
)


def ago(days: int, kind: Kind = Kind.GRANT, theme: Theme | None = None, country: Country | None = None) -> Past:
    themes = frozenset({theme}) if theme else frozenset[Theme]()
    countries = frozenset({country}) if country else frozenset[Country]()
    return Past(TODAY - timedelta(days=days), kind, themes, countries)


def test_what_is_published_on_one_day_is_one_message() -> None:
    assert messages_in([ago(3), ago(3), ago(3, Kind.NEWS), ago(5)], ALL, (), (), TODAY) == 2


def test_only_what_is_wanted_counts() -> None:
    past = [ago(1, theme=Theme.YOUTH), ago(2, theme=Theme.MEDIA), ago(3, Kind.NEWS), ago(4, country=Country.KG)]
    wanted = Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH}), frozenset({Country.KZ}))
    assert messages_in(past, wanted, (), (), TODAY) == 1
    assert messages_in(past, Interests(), (), (), TODAY) == 0


def test_digests_count_by_day_and_by_week_of_monday_to_sunday() -> None:
    past = [ago(0, Kind.NEWS), ago(1, Kind.NEWS), ago(2, Kind.NEWS), ago(2, Kind.NEWS), ago(7, Kind.NEWS)]
    assert messages_in(past, ALL, {Kind.NEWS}, (), TODAY) == 4
    assert messages_in(past, ALL, (), {Kind.NEWS}, TODAY) == 2
    assert messages_in([*past, ago(2)], ALL, (), {Kind.NEWS}, TODAY) == 3


def test_weeks_of_two_years_are_not_mixed_up() -> None:
    past = [Past(date(2027, 1, 1), Kind.NEWS), Past(date(2026, 12, 29), Kind.NEWS), Past(date(2027, 1, 5), Kind.NEWS)]
    assert messages_in(past, ALL, (), {Kind.NEWS}, date(2027, 1, 10)) == 2


def test_only_the_last_days_count_and_today_is_one_of_them() -> None:
    past = [ago(-1), ago(0), ago(89), ago(90)]
    assert messages_in(past, ALL, (), (), TODAY) == 2
    assert messages_in(past, ALL, (), (), TODAY, days=1) == 1


@given(PASTS, st.frozensets(st.sampled_from(Kind)), st.frozensets(st.sampled_from(Theme)))
def test_rarer_is_never_more(past: list[Past], kinds: frozenset[Kind], themes: frozenset[Theme]) -> None:
    interests = Interests(kinds, themes)
    daily = messages_in(past, interests, kinds, (), TODAY)
    weekly = messages_in(past, interests, (), kinds, TODAY)
    assert weekly <= daily == messages_in(past, interests, (), (), TODAY) <= len(past)
    assert weekly <= DAYS // 7 + 2


@given(PASTS, st.sampled_from([Kind.GRANT, Kind.NEWS]))
def test_wanting_less_never_brings_more(past: list[Past], kind: Kind) -> None:
    one = messages_in(past, Interests(frozenset({kind})), (), (), TODAY)
    assert one <= messages_in(past, ALL, (), (), TODAY)


@pytest.mark.parametrize(
    ("messages", "rate"),
    [
        (0, Rate(0, Per.SELDOM)),
        (1, Rate(0, Per.SELDOM)),
        (2, Rate(0, Per.SELDOM)),
        (3, Rate(1, Per.MONTH)),
        (4, Rate(1, Per.MONTH)),
        (5, Rate(2, Per.MONTH)),
        (12, Rate(4, Per.MONTH)),
        (13, Rate(1, Per.WEEK)),
        (19, Rate(1, Per.WEEK)),
        (20, Rate(2, Per.WEEK)),
        (39, Rate(3, Per.WEEK)),
        (90, Rate(7, Per.WEEK)),
    ],
)
def test_the_rate_that_is_told(messages: int, rate: Rate) -> None:
    assert rate_of(messages) == rate


@given(st.integers(0, 1000))
def test_a_rate_is_within_half_a_message_of_what_was_counted(messages: int) -> None:
    rate = rate_of(messages)
    if rate.per is Per.SELDOM:
        assert messages * 30 < DAYS
    else:
        length = {Per.WEEK: 7, Per.MONTH: 30}[rate.per]
        assert abs(rate.n - messages * length / DAYS) <= 0.5
        assert rate.n >= 1
