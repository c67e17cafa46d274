"""Saved items: the list by deadline, one of them, and their deadlines as a file for a calendar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.content.models import Tellable
from bot.content.telling import closes_on, is_over
from bot.domain.announcement import MediaKind
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.domain.reminders import is_to_come
from bot.domain.saved import Saving
from bot.domain.timing import days_until
from bot.i18n.translator import Translator
from bot.ui.alert_routes import Applied, NotForUs, RemoveSaved, SavedItem, SavedItems, SaveItem, ToCalendar
from bot.ui.calendar_file import ALARM_DAYS, Dated, calendar_file, dated
from bot.ui.deadlines import closing, closing_fact
from bot.ui.item_places import ways_to
from bot.ui.labels import KINDS
from bot.ui.paging import sheet_of, turning, which_page
from bot.ui.provenance import shown_in
from bot.ui.routes import CourseList, FundingList
from bot.ui.rows import foot, in_pairs, shortened
from bot.ui.saving import save_or_remove
from bot.ui.screen import Press, Row, Screen, Upload
from bot.ui.text import heading, lines, literal, paragraphs

# What one applies for, or decides not to.
_TO_APPLY = frozenset({Kind.GRANT, Kind.JOB})


@dataclass(frozen=True, slots=True)
class Kept:
    """One item on the list; `item` is None when it has left the catalogue, `state` None when it is not saved.

    `put_off` is the day of the next reminder, when its reader chose to be reminded later.
    """

    kind: Kind
    slug: str
    item: Tellable | None
    state: Saving | None
    put_off: date | None = None


def saved_items(t: Translator, route: SavedItems, entries: Sequence[Kept], today: date) -> Screen:
    """One page of the list, the soonest deadline first; what has no deadline, is over or has gone comes last."""
    if not entries:
        return _nothing(t)
    ordered = sorted(entries, key=lambda one: _soonest(one, today))
    sheet = sheet_of(ordered, route.page)
    text = paragraphs(
        lines(heading(t.plain("Saved items")), which_page(t, sheet)),
        *(_entry(t, number, one, today) for number, one in sheet.numbered),
    )
    rows: list[Row] = [
        (Press(shortened(f"{number}. {_title(t, one)}"), SavedItem(kind=one.kind, slug=one.slug, page=sheet.page)),)
        for number, one in sheet.numbered
    ]
    if _ahead(entries, today):
        rows.append((Press(t.plain("Add all to my calendar"), ToCalendar()),))
    return Screen(text, (*rows, *turning(t, sheet, lambda page: SavedItems(page=page)), *foot(t)))


def saved_item(t: Translator, route: SavedItem, kept: Kept, today: date, ladder: Collection[int]) -> Screen:
    """One of them, with what can be done about it; Back leads to its page of the list.

    `ladder` says how many days before a deadline the reader is reminded.
    """
    back = SavedItems(page=route.page)
    if kept.item is None:
        text = paragraphs(heading(_title(t, kept)), t("This is no longer in the catalogue."))
        return Screen(text, (*in_pairs((_remove(t, route),)), *foot(t, back)))
    reading = kept.item.read(Language(t.language))
    text = paragraphs(
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        lines(literal(t.plain(KINDS[kept.kind])), closing_fact(t, kept.item, today)),
        _state(t, kept, today, ladder),
    )
    rows = (*ways_to(t, kept.kind, kept.item), *in_pairs(_deeds(t, route, kept, today)))
    return Screen(text, (*rows, *foot(t, back)))


def in_calendar(t: Translator, entries: Sequence[Kept], now: datetime, today: date, bot: str) -> Screen | None:
    """The file with the deadlines of these that are still ahead; None when there are none."""
    ahead = _ahead(entries, today)
    if not ahead:
        return None
    text = lines(
        _adds_one(t, ahead[0], today) if len(ahead) == 1 else _adds_several(t, ahead, today),
        t("When a deadline changes, the bot tells you. The calendar does not change by itself."),
    )
    name = f"{ahead[0].item.slug}.ics" if len(ahead) == 1 else "deadlines.ics"
    return Screen(text, media=Upload(MediaKind.DOCUMENT, name, calendar_file(t, ahead, now, bot)))


def _adds_one(t: Translator, one: Dated, today: date) -> str:
    if _rings(one, today):
        return t("Open this file: your calendar adds the deadline, with a reminder three days before.")
    return t("Open this file: your calendar adds the deadline.")


def _adds_several(t: Translator, ahead: Sequence[Dated], today: date) -> str:
    if any(_rings(one, today) for one in ahead):
        return t("Open this file: your calendar adds these deadlines, each with a reminder three days before.")
    return t("Open this file: your calendar adds these deadlines.")


def _rings(one: Dated, today: date) -> bool:
    """Whether the alarm of three days before is certainly still ahead."""
    return days_until(one.day, today) > ALARM_DAYS


def _ahead(entries: Sequence[Kept], today: date) -> tuple[Dated, ...]:
    return dated(((one.kind, one.item) for one in entries if one.item is not None), today)


def _soonest(one: Kept, today: date) -> tuple[bool, date, str]:
    day = closes_on(one.item, today) if one.item is not None else None
    if day is None or day < today:
        return (one.item is None, date.max, one.slug)
    return (False, day, one.slug)


def _title(t: Translator, one: Kept) -> str:
    # Of what has gone nothing is left but the name of its file, which was made from the title.
    return one.item.read(Language(t.language)).text.title if one.item else one.slug.replace("-", " ")


def _entry(t: Translator, number: int, one: Kept, today: date) -> str:
    return lines(
        f"{number}. {heading(_title(t, one))}",
        closing(t, one.item, today) if one.item else t("This is no longer in the catalogue."),
        t("You have applied.") if one.state is Saving.APPLIED else "",
    )


def as_saved(t: Translator, item: Tellable, today: date, ladder: Collection[int]) -> str:
    """That it is saved, and that its reader is reminded when there is a reminder to come; plain text."""
    last = None if is_over(item, today) else closes_on(item, today)
    if last is not None and is_to_come(days_until(last, today), ladder):
        return t.plain("Saved. You are reminded before the deadline.")
    return t.plain("Saved.")


def _state(t: Translator, kept: Kept, today: date, ladder: Collection[int]) -> str:
    match kept.state:
        case Saving.SAVED:
            return _reminders(t, kept, today, ladder)
        case Saving.APPLIED:
            return t("You have applied. You get no more reminders of it, but you hear when something changes.")
        case Saving.DECLINED:
            return t("You said that it is not for you. You hear no more of it.")
        case None:
            return t("This is not among your saved items.")


def _reminders(t: Translator, kept: Kept, today: date, ladder: Collection[int]) -> str:
    """What its reader has to expect of an item that is saved."""
    if kept.item is None:
        return t("Saved.")
    ahead = _ahead((kept,), today)
    # Beyond a deadline that has become nearer nothing comes, and the ladder does not wait for it.
    if ahead and kept.put_off is not None and today < kept.put_off <= ahead[0].day:
        return t("On {date} you will be reminded again.", date=t.date(kept.put_off))
    if ahead and not ladder:
        return t("Saved. Your reminders are off, so you are not reminded of the deadline.")
    return literal(as_saved(t, kept.item, today, ladder))


def _deeds(t: Translator, route: SavedItem, kept: Kept, today: date) -> tuple[Press, ...]:
    kind, slug = kept.kind, kept.slug
    if kept.state is None or kept.state is Saving.DECLINED:
        return (save_or_remove(t, kind, slug, None, SavedItems(page=route.page)),)
    deeds: list[Press] = []
    to_apply = kind in _TO_APPLY
    if _ahead((kept,), today):
        deeds.append(Press(t.plain("Add to my calendar"), ToCalendar(kind=kind, slug=slug)))
    if to_apply and kept.state is Saving.APPLIED:
        back = SaveItem(kind=kind, slug=slug, then=SavedItems(page=route.page).pack())
        deeds.append(Press(t.plain("Not applied yet"), back))
    elif to_apply:
        deeds.append(Press(t.plain("Applied"), Applied(kind=kind, slug=slug)))
    if to_apply:
        deeds.append(Press(t.plain("Not for us"), NotForUs(kind=kind, slug=slug)))
    return (*deeds, _remove(t, route))


def _remove(t: Translator, route: SavedItem) -> Press:
    return Press(t.plain("Remove from saved"), RemoveSaved(kind=route.kind, slug=route.slug, page=route.page))


def _nothing(t: Translator) -> Screen:
    text = paragraphs(
        heading(t.plain("Saved items")),
        t("Nothing is saved yet. Press “{save}” under anything you may want to apply for.", save=t.plain("Save")),
        t("The bot reminds you before its deadline and tells you when something changes."),
    )
    ways = (Press(t.plain("Funding opportunities"), FundingList()), Press(t.plain("Courses"), CourseList()))
    return Screen(text, (*in_pairs(ways), *foot(t)))
