"""A long list, a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.i18n.translator import Translator
from bot.ui.packing import Route
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row

PAGE_SIZE = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """What one page shows. `first` is the number its first item has in the whole list, counted from 1."""

    items: tuple[T, ...]
    first: int
    page: int
    pages: int

    @property
    def numbered(self) -> tuple[tuple[int, T], ...]:
        return tuple(enumerate(self.items, start=self.first))


def sheet_of(items: Sequence[T], page: int) -> Sheet[T]:
    """The page asked for, or the last one when the list has become shorter than an old button remembers."""
    pages = max(1, -(-len(items) // PAGE_SIZE))
    page = min(page, pages)
    start = (page - 1) * PAGE_SIZE
    return Sheet(tuple(items[start : start + PAGE_SIZE]), start + 1, page, pages)


def which_page(t: Translator, sheet: Sheet[T]) -> str:
    """Says which page this is; nothing when there is only one."""
    return t("Page {page} of {pages}", page=sheet.page, pages=sheet.pages) if sheet.pages > 1 else ""


def turning(t: Translator, sheet: Sheet[T], to: Callable[[int], Route]) -> tuple[Row, ...]:
    """The buttons to the page before and the page after, where there are such."""
    buttons: list[Press] = []
    if sheet.page > 1:
        buttons.append(Press(t.plain("Previous"), to(sheet.page - 1)))
    if sheet.page < sheet.pages:
        buttons.append(Press(t.plain("Next"), to(sheet.page + 1)))
    return in_pairs(buttons)
