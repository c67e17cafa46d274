"""A long list, a page at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.places import Language
from bot.ui.paging import PAGE_SIZE, sheet_of, turning, which_page
from bot.ui.routes import CourseList
from tests.visits import translator


@settings(deadline=None)
@given(st.integers(0, 60))
def test_the_pages_together_are_the_list(count: int) -> None:
    items = list(range(count))
    pages = sheet_of(items, 1).pages
    seen = [pair for page in range(1, pages + 1) for pair in sheet_of(items, page).numbered]
    assert seen == list(enumerate(items, start=1))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (18, 3)])
def test_how_many_pages(count: int, pages: int) -> None:
    assert sheet_of(range(count), 1).pages == pages


def test_beyond_the_end_is_the_last_page() -> None:
    assert sheet_of(range(8), 99) == sheet_of(range(8), 2)


def test_turning_goes_only_where_there_is_a_page() -> None:
    t = translator(Language.EN)

    def turned(page: int) -> list[tuple[str, object]]:
        rows = turning(t, sheet_of(range(14), page), lambda to: CourseList(page=to))
        return [(button.label, getattr(button, "to", None)) for row in rows for button in row]

    assert turned(1) == [("Next", CourseList(page=2))]
    assert turned(2) == [("Previous", CourseList(page=1)), ("Next", CourseList(page=3))]
    assert turned(3) == [("Previous", CourseList(page=2))]


def test_a_single_page_is_not_counted() -> None:
    t = translator(Language.EN)
    assert which_page(t, sheet_of(range(3), 1)) == ""
    assert which_page(t, sheet_of(range(9), 2)) == "Page 2 of 2"
