"""What a table tells, against everybody who can add and subtract: all tables that agree with it are tried out."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import product
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.approval import FEWEST
from bot.domain.disclosure import Hidden, Table, Told, disclosed, tell

N = TypeVar("N")

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD
Counts = Mapping[tuple[str, str], int]


def agrees(told: Told, n: int) -> bool:
    return n < FEWEST if told is FEW else n >= FEWEST if told is WITHHELD else n == told


def agreeing(table: Table[str, str], total: int) -> Iterator[dict[Hashable, int]]:
    """Every table that says the same, by brute force; cells and totals by their names."""
    names = list(table.cells)
    choices = [
        range(FEWEST) if told is FEW else range(FEWEST, total + 1) if told is WITHHELD else [int(str(told))]
        for told in table.cells.values()
    ]
    for values in product(*choices):
        if sum(values) != total:
            continue
        cells = dict(zip(names, values, strict=True))
        rows = {row: sum(n for (r, _), n in cells.items() if r == row) for row in table.rows}
        columns = {column: sum(n for (_, c), n in cells.items() if c == column) for column in table.columns}
        if all(agrees(told, rows[row]) for row, told in table.rows.items()) and all(
            agrees(told, columns[column]) for column, told in table.columns.items()
        ):
            yield _named(cells, rows, columns)


def numbers(counts: Counts, rows: str, columns: str) -> dict[Hashable, int]:
    """The real numbers by the same names."""
    cells: dict[Hashable, int] = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        cells["row", row] = sum(counts.get((row, column), 0) for column in columns)
    for column in columns:
        cells["column", column] = sum(counts.get((row, column), 0) for row in rows)
    return cells


def said(table: Table[str, str]) -> dict[Hashable, Told]:
    return _named(table.cells, table.rows, table.columns)


def _named(cells: Mapping[tuple[str, str], N], rows: Mapping[str, N], columns: Mapping[str, N]) -> dict[Hashable, N]:
    found: dict[Hashable, N] = dict(cells.items())
    found.update({("row", row): n for row, n in rows.items()})
    found.update({("column", column): n for column, n in columns.items()})
    return found


@pytest.mark.parametrize(("n", "told"), [(0, 0), (1, FEW), (4, FEW), (5, 5), (1_000_000, 1_000_000)])
def test_by_itself_a_number_is_told_unless_it_is_few(n: int, told: Told) -> None:
    assert disclosed(n) == told


def test_large_numbers_are_told() -> None:
    table = tell({("a", "x"): 600, ("b", "y"): 5}, "ab", "xy")

    assert table.cells == {("a", "x"): 600, ("a", "y"): 0, ("b", "x"): 0, ("b", "y"): 5}
    assert (table.rows, table.columns) == ({"a": 600, "b": 5}, {"x": 600, "y": 5})


def test_a_small_number_takes_another_one_with_it() -> None:
    table = tell({("a", "x"): 600, ("b", "x"): 202, ("c", "x"): 3}, "abc", "x")

    assert table.rows == {"a": 600, "b": WITHHELD, "c": FEW}
    assert table.columns == {"x": 805}


def test_small_numbers_that_hide_each_other_need_no_help() -> None:
    table = tell({("a", "x"): 600, ("b", "x"): 2, ("c", "x"): 3}, "abc", "x")

    assert table.rows == {"a": 600, "b": FEW, "c": FEW}


def test_two_that_leave_no_choice_need_help() -> None:
    table = tell({("a", "x"): 600, ("b", "x"): 1, ("c", "x"): 1}, "abc", "x")

    assert table.rows == {"a": WITHHELD, "b": FEW, "c": FEW}


def test_of_fewer_than_five_nothing_is_told() -> None:
    table = tell({("a", "x"): 4}, "ab", "xy")

    assert set(said(table).values()) == {FEW}


def test_of_nobody_it_is_told_that_there_is_nobody() -> None:
    assert set(said(tell({}, "ab", "xy")).values()) == {0}


def test_where_no_choice_would_be_left_not_even_who_is_few_is_told() -> None:
    # 4 + 3 = 7: who knows that both are under five knows too much.
    assert set(said(tell({("a", "x"): 4, ("b", "x"): 3}, "ab", "x")).values()) == {WITHHELD}


COUNTS = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), st.integers(0, 9), max_size=6)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_no_small_number_can_be_worked_out(counts: Counts) -> None:
    table = tell(counts, "abc", "xy")
    real, told, total = numbers(counts, "abc", "xy"), said(table), sum(counts.values())
    if all(one is WITHHELD for one in told.values()):
        return  # all that is known is the grand total

    possible = list(agreeing(table, total))

    assert real in possible, "nothing false is told"
    for name, n in real.items():
        if 0 < n < FEWEST:
            found = {one[name] for one in possible}
            assert {1, min(FEWEST - 1, total)} <= found, (name, found)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_what_is_told_is_true(counts: Counts) -> None:
    real, told = numbers(counts, "abc", "xy"), said(tell(counts, "abc", "xy"))
    everything_withheld = set(told.values()) == {WITHHELD}

    for name, n in real.items():
        assert everything_withheld or agrees(told[name], n), name
        assert not isinstance(told[name], int) or n == 0 or n >= FEWEST, name


@pytest.mark.parametrize("seed", range(3))
def test_a_real_audience_is_told_almost_whole(seed: int) -> None:
    counts = {
        (language, country): 40 + 7 * seed * (n + 1) for n, (language, country) in enumerate(product("abcd", "vwxyz"))
    }
    counts["d", "z"] = 2 + seed % 3

    told = list(said(tell(counts, "abcd", "vwxyz")).values())

    assert told.count(FEW) == 1
    assert 1 <= told.count(WITHHELD) <= 4
