"""Announcements: the moves between states, lateness, and which text a reader gets."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcement import MOVES, Audience, State, is_late, may_move, still_borrowing, text_for
from bot.domain.interests import Kind
from bot.domain.places import Language

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_every_state_has_its_moves_and_ended_ones_have_none() -> None:
    assert set(MOVES) == set(State)
    assert not MOVES[State.DONE]
    assert not MOVES[State.CANCELLED]


@pytest.mark.parametrize("state", [state for state in State if MOVES[state]])
def test_whatever_has_not_ended_can_be_cancelled(state: State) -> None:
    assert may_move(state, State.CANCELLED)


def test_nothing_is_sent_without_having_been_scheduled() -> None:
    assert {state for state in State if may_move(state, State.SENDING)} == {State.SCHEDULED, State.PAUSED}


@pytest.mark.parametrize(
    ("delay", "late"),
    [(timedelta(0), False), (timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)],
)
def test_more_than_an_hour_is_late(delay: timedelta, late: bool) -> None:
    assert is_late(NOW - delay, NOW) is late


@pytest.mark.parametrize(
    ("written", "reader", "gets"),
    [
        ({Language.KK, Language.RU}, Language.KK, Language.KK),
        ({Language.RU, Language.EN}, Language.KK, Language.RU),
        ({Language.EN}, Language.KK, Language.EN),
        ({Language.RU}, Language.EN, Language.RU),
        ({Language.TG}, Language.UZ, Language.TG),
        (set(), Language.UZ, None),
    ],
)
def test_which_text_a_reader_gets(written: set[Language], reader: Language, gets: Language | None) -> None:
    assert text_for(dict.fromkeys(written, "…"), reader) is gets


@pytest.mark.parametrize(
    ("before", "after", "still"),
    [
        ({Language.RU, Language.AZ}, {Language.AZ}, set()),  # the text that was chosen is gone
        ({Language.RU, Language.AZ}, {Language.RU}, {Language.KK, Language.UZ}),
        ({Language.EN}, {Language.EN, Language.RU}, set()),  # another one would take its place
        ({Language.EN}, {Language.EN, Language.TG}, {Language.KK, Language.UZ}),
        ({Language.RU}, {Language.RU, Language.KK}, {Language.UZ}),
        ({Language.RU}, set[Language](), set()),
    ],
)
def test_whoever_would_get_another_text_than_was_chosen_borrows_no_more(
    before: set[Language], after: set[Language], still: set[Language]
) -> None:
    assert still_borrowing(frozenset({Language.KK, Language.UZ}), before, after) == still


def test_an_audience_without_kinds_is_whoever_wants_announcements() -> None:
    assert Audience().wanted_kinds == {Kind.ANNOUNCEMENT}
    assert Audience(kinds=frozenset({Kind.GRANT})).wanted_kinds == {Kind.GRANT}
