"""Where an item of each kind is shown, its list, and the buttons that lead there."""

from typing import get_args

from bot.content.models import Course, Funding, Notice, Tellable
from bot.domain.interests import Kind
from bot.i18n.translator import Translator
from bot.ui.packing import Route
from bot.ui.provenance import opening
from bot.ui.routes import CourseItem, CourseList, FundingItem, FundingList, Home, NoticeItem, NoticeKind, NoticeList
from bot.ui.screen import Press, Row

NOTICE_KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)


def place_of(kind: Kind, slug: str) -> Route:
    """The item's page; the main menu for a kind without items."""
    if kind is Kind.GRANT:
        return FundingItem(slug=slug)
    if kind is Kind.COURSE:
        return CourseItem(slug=slug)
    notice = next((one for one in NOTICE_KINDS if one is kind), None)
    return NoticeItem(kind=notice, slug=slug) if notice else Home()


def list_of(kind: Kind) -> Route:
    """Where every item of a kind is listed; the main menu for a kind without items."""
    if kind is Kind.GRANT:
        return FundingList()
    if kind is Kind.COURSE:
        return CourseList()
    notice = next((one for one in NOTICE_KINDS if one is kind), None)
    return NoticeList(kind=notice) if notice else Home()


def ways_to(t: Translator, kind: Kind, item: Tellable) -> tuple[Row, ...]:
    """Under a message about an item: its page at the source, where there is one, and its page here."""
    url = item.url if isinstance(item, Funding | Course | Notice) else None
    page: tuple[Row, ...] = ((opening(t, url),),) if url else ()
    return (*page, (Press(t.plain("More about it"), place_of(kind, item.slug)),))
