"""What matters of an item: kept as JSON, and compared."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.eligibility import Window
from bot.domain.facts import Difference, Facts, Field, closing, differences, from_json, is_news, opens, to_json
from bot.domain.places import Country

TODAY = date(2026, 11, 23)
PLACES = st.sampled_from([None, "UTC", "Europe/Brussels", "Asia/Tashkent", "America/New_York"])
MAYBE = st.sampled_from([None, True, False])

CALL = Facts(
    window=Window.DATED,
    deadline=date(2027, 3, 1),
    minimum=500,
    maximum=5000,
    currency="EUR",
    countries=frozenset({Country.KZ, Country.KG}),
    registration_required=False,
    deadline_time=time(17),
    deadline_zone="Europe/Brussels",
)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    zone = draw(PLACES)
    return Facts(
        window=draw(st.none() | st.sampled_from(Window)),
        deadline=draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))),
        minimum=draw(st.none() | st.integers(1, 10**9)),
        maximum=draw(st.none() | st.integers(1, 10**9)),
        currency=draw(st.sampled_from([None, "EUR", "USD"])),
        countries=draw(st.frozensets(st.sampled_from(Country))),
        registration_required=draw(MAYBE),
        individuals=draw(MAYBE),
        cancelled=draw(st.booleans()),
        deadline_time=draw(st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0)))
        if zone
        else None,
        deadline_zone=zone,
    )


@given(facts())
def test_facts_survive_being_stored(some: Facts) -> None:
    assert from_json(to_json(some)) == some
    assert to_json(from_json(to_json(some))) == to_json(some)


def test_how_facts_are_stored() -> None:
    """These texts stand in databases: what was written once must be read for ever."""
    text = (
        '{"window":"dated","deadline":"2027-03-01","minimum":500,"maximum":5000,"currency":"EUR","countries":["KG","KZ"],'
        '"registration_required":false,"deadline_time":"17:00:00","deadline_zone":"Europe/Brussels"}'
    )
    assert to_json(CALL) == text
    assert from_json(text) == CALL
    assert to_json(Facts()) == "{}"
    assert from_json("{}") == Facts()


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    assert from_json('{"deadline":"2027-03-01","colour":"green"}') == Facts(deadline=date(2027, 3, 1))


@pytest.mark.parametrize("text", ["", "no", '{"deadline":"soon"}', '{"window":"ajar"}', '{"countries":["XX"]}', "[]"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        (CALL, []),
        (replace(CALL, cancelled=True), [Field.CANCELLED]),
        (replace(CALL, deadline=date(2027, 3, 2)), [Field.DEADLINE]),
        (replace(CALL, deadline_time=time(18)), [Field.DEADLINE]),
        (replace(CALL, deadline_time=None, deadline_zone=None), [Field.DEADLINE]),
        (
            replace(CALL, window=Window.ROLLING, deadline=None, deadline_time=None, deadline_zone=None),
            [Field.DEADLINE],
        ),
        (replace(CALL, minimum=None), [Field.AMOUNT]),
        (replace(CALL, maximum=6000, currency="USD"), [Field.AMOUNT]),
        (replace(CALL, countries=frozenset({Country.KZ})), [Field.COUNTRIES]),
        (replace(CALL, registration_required=True), [Field.REGISTRATION]),
        (replace(CALL, individuals=True), [Field.INDIVIDUALS]),
        (
            replace(CALL, individuals=True, deadline=date(2027, 2, 1), cancelled=True),
            [Field.CANCELLED, Field.DEADLINE, Field.INDIVIDUALS],
        ),
        # The same moment, written on another clock: Brussels is an hour ahead of UTC in March 2027.
        (replace(CALL, deadline_time=time(16), deadline_zone="UTC"), []),
        (replace(CALL, deadline=date(2027, 3, 2), deadline_time=time(1), deadline_zone="Asia/Tokyo"), []),
    ],
)
def test_in_what_two_versions_differ(after: Facts, fields: list[Field]) -> None:
    assert differences(CALL, after) == tuple(Difference(field, CALL, after) for field in fields)


def test_a_call_of_which_no_day_is_known_has_not_changed_when_the_editor_trusts_it_less() -> None:
    assert differences(Facts(window=Window.EXPECTED), Facts(window=Window.UNKNOWN)) == ()
    assert differences(Facts(window=Window.EXPECTED), Facts(window=Window.ROLLING)) != ()


@given(facts())
def test_equal_facts_have_no_differences(some: Facts) -> None:
    assert differences(some, replace(some)) == ()
    assert differences(some, from_json(to_json(some))) == ()
    assert not is_news(some, some, TODAY)


@given(facts(), facts())
def test_differences_are_the_same_from_both_sides(one: Facts, other: Facts) -> None:
    there = [difference.field for difference in differences(one, other)]
    assert there == [difference.field for difference in differences(other, one)]
    assert there == sorted(set(there), key=list(Field).index)
    assert is_news(one, other, TODAY) is is_news(other, one, TODAY)


@given(facts(), facts(), facts())
def test_what_went_there_and_back_has_not_changed(one: Facts, other: Facts, third: Facts) -> None:
    """Changes may be merged: from the first to the last there is nothing that no step has."""
    steps = {step.field for step in (*differences(one, other), *differences(other, third))}
    assert {difference.field for difference in differences(one, third)} <= steps


PAST = replace(CALL, deadline=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        (CALL, replace(CALL, minimum=600), True),
        (CALL, replace(CALL, cancelled=True), True),
        (replace(CALL, cancelled=True), CALL, True),
        (CALL, PAST, True),
        (PAST, CALL, True),
        (PAST, replace(PAST, minimum=600), False),
        (replace(CALL, cancelled=True), replace(CALL, cancelled=True, minimum=600), False),
        (replace(CALL, deadline=TODAY), replace(CALL, deadline=TODAY, minimum=600), True),
        (Facts(), Facts(individuals=True), True),
    ],
)
def test_a_change_of_what_was_over_and_still_is_tells_nobody(before: Facts, after: Facts, news: bool) -> None:
    assert is_news(before, after, TODAY) is news


def test_a_call_that_closes_abroad_is_over_when_its_day_is_over_here() -> None:
    """In New York it is still March 1 when it is March 2 for every reader."""
    before = replace(CALL, deadline=date(2027, 3, 1), deadline_time=time(23, 59), deadline_zone="America/New_York")
    after = replace(before, cancelled=True)
    assert is_news(before, after, date(2027, 3, 2))
    assert not is_news(before, after, date(2027, 3, 3))


@pytest.mark.parametrize(
    ("before", "after", "is_open_now"),
    [
        (Facts(window=Window.EXPECTED), CALL, True),
        (Facts(window=Window.UNKNOWN), Facts(window=Window.ROLLING), True),
        (PAST, CALL, True),
        (replace(CALL, cancelled=True), CALL, True),
        (CALL, replace(CALL, deadline=date(2027, 4, 1)), False),
        (Facts(window=Window.ROLLING), CALL, False),
        (Facts(window=Window.EXPECTED), PAST, False),
        (PAST, Facts(window=Window.EXPECTED), False),
        (CALL, CALL, False),
    ],
)
def test_a_call_that_opens(before: Facts, after: Facts, is_open_now: bool) -> None:
    assert opens(before, after, TODAY) is is_open_now


def test_the_moment_of_a_deadline() -> None:
    assert closing(CALL) == datetime(2027, 3, 1, 16, tzinfo=UTC)
    assert closing(replace(CALL, deadline_time=None, deadline_zone=None)) is None
    assert closing(Facts()) is None


def test_every_fact_is_compared() -> None:
    other = Facts(
        Window.ROLLING, date(2027, 3, 2), 1, 2, "KZT", frozenset({Country.UZ}), True, True, True, time(1), "Asia/Tokyo"
    )
    for name in json.loads(to_json(other)):
        assert differences(CALL, replace(CALL, **{name: getattr(other, name)})), name
