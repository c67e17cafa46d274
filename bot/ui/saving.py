"""The buttons under the page of an item: to save it or take it off the list, and what comes with that."""

from dataclasses import dataclass

from bot.domain.interests import Kind
from bot.domain.saved import Saving
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SHORT, LessLikeThis, SavedItem, SavedItems, SaveItem, ToCalendar
from bot.ui.item_places import place_of
from bot.ui.packing import Route, behind, from_link
from bot.ui.routes import CourseItem, CourseList, FundingItem, FundingList, NoticeItem, NoticeList
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row


@dataclass(frozen=True, slots=True)
class Own:
    """What a reader has to do with an item: what they decided about it, and whether their alerts bring such items.

    `ahead` when its deadline is still to come.
    """

    kept: Saving | None = None
    alerted: bool = False
    ahead: bool = False


NOTHING_YET = Own()


def saving_rows(t: Translator, kind: Kind, slug: str, own: Own, back: Route) -> tuple[Row, ...]:
    """Under the page of an item; `back` is the list it was opened from."""
    buttons = [save_or_remove(t, kind, slug, own.kept, back)]
    if own.ahead and _is_kept(own.kept):
        buttons.insert(0, Press(t.plain("Add to my calendar"), ToCalendar(kind=kind, slug=slug)))
    if own.alerted:
        buttons.append(Press(t.plain("Less like this"), LessLikeThis(kind=kind, slug=slug)))
    return in_pairs(buttons)


def save_or_remove(t: Translator, kind: Kind, slug: str, kept: Saving | None, back: Route) -> Press:
    """Save it; or take it off the list, where it is."""
    if _is_kept(kept):
        return Press(t.plain("Remove from saved"), _saving(kind, slug, back, on=False))
    return Press(t.plain("Save"), _saving(kind, slug, back, on=True))


def shown_again(kind: Kind, slug: str, then: str) -> Route:
    """The page on which an item was saved or removed, with the list that `then` packs behind it."""
    match from_link(then):
        case FundingList(country=country, theme=theme, page=page) if kind is Kind.GRANT:
            return FundingItem(slug=slug, country=country, theme=theme, page=page)
        case CourseList(language=language, page=page) if kind is Kind.COURSE:
            return CourseItem(slug=slug, language=language, page=page)
        case NoticeList(kind=notice, page=page) if kind is notice:
            return NoticeItem(kind=notice, slug=slug, page=page)
        case SavedItems(page=page):
            return SavedItem(kind=kind, slug=slug, page=page)
        case _:
            return place_of(kind, slug)


def _is_kept(kept: Saving | None) -> bool:
    return kept not in {None, Saving.DECLINED}


def _saving(kind: Kind, slug: str, back: Route, *, on: bool) -> SaveItem:
    return SaveItem(kind=kind, slug=slug, on=on, then=behind(back, SHORT))
