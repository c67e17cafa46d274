"""What arrives by itself and what is under it, and saved items: short ones, and as long and odd as there can be."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.content.models import Funding, Tellable
from bot.content.telling import facts_of
from bot.domain.eligibility import Window
from bot.domain.facts import differences
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country, Language
from bot.domain.saved import Saving
from bot.domain.why import Why
from bot.i18n.translator import Translator
from bot.ui import change_message, funding_item, less_like_this, reminder_message, saved
from bot.ui.alert_message import Tiding, alert, digest
from bot.ui.alert_routes import LessLikeThis, SavedItem, SavedItems
from bot.ui.routes import FundingItem
from bot.ui.saved import Kept
from bot.ui.saving import Own
from bot.ui.screen import Screen
from tests.ui import items
from tests.ui.samples_member import EVERYTHING, member

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LADDER = frozenset({14, 7, 3, 1})
BRUSSELS = "Europe/Brussels"
MANY_TOPICS = Why(Kind.GRANT, frozenset(Theme) - {Theme.SAFETY}, frozenset(Country) - {Country.AZ})
KINDS: tuple[Kind, ...] = (Kind.GRANT, Kind.COURSE, Kind.NEWS, Kind.JOB, Kind.STORY)


def timed(item: Funding, zone: str = BRUSSELS) -> Funding:
    """The same with an hour and a zone."""
    return item.model_copy(update={"deadline_time": time(17), "deadline_zone": zone})


def of_kind(kind: Kind, slug: str = "an-item", title: str = items.ODD) -> Tellable:
    if kind is Kind.GRANT:
        return timed(items.funding(slug, title=title))
    if kind is Kind.COURSE:
        return items.course(slug, title=title)
    if kind is Kind.JOB:
        return items.notice(Kind.JOB, slug, title=title, until=TODAY + timedelta(days=2))
    return items.notice(Kind.NEWS if kind is Kind.NEWS else Kind.STORY, slug, title=title)


def tiding(kind: Kind, slug: str = "an-item", title: str = items.ODD) -> Tiding:
    return Tiding(kind, of_kind(kind, slug, title), Why(kind, MANY_TOPICS.themes, MANY_TOPICS.countries))


def tidings(n: int, title: str = "𝐖" * 120) -> list[Tiding]:
    """So many of each kind, with titles in letters that count twice."""
    return [tiding(kind, f"{kind}-{number}", title) for number in range(n) for kind in KINDS]


def tiding_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every one with a name that says which."""
    yield from _arriving(t)
    yield from _changes(t)
    yield from _less(t)
    yield from _saved(t)


def _arriving(t: Translator) -> Iterator[tuple[str, Screen]]:
    for kind in KINDS:
        for why in (Why(kind), Why(kind, frozenset({Theme.YOUTH})), Why(kind, countries=frozenset({Country.UZ}))):
            one = Tiding(kind, of_kind(kind, "a" * 40), why)
            yield f"alert of one {kind}, {len(why.themes)}, {len(why.countries)}", alert(t, (one,), TODAY)
        yield f"digest of one {kind}", digest(t, (tiding(kind),), TODAY)
        yield f"alert of a few {kind}", alert(t, [tiding(kind, f"item-{n}") for n in range(3)], TODAY)
        yield f"reminder of {kind}", reminder_message.reminder(t, kind, of_kind(kind, "a" * 40), TODAY)
    longest = Tiding(Kind.GRANT, items.longest_funding(), MANY_TOPICS)
    yield "alert of the longest", alert(t, (longest,), TODAY)
    for n in (1, 2, 20):
        yield f"alert of many {n}", alert(t, tidings(n), TODAY)
        yield f"digest of many {n}", digest(t, tidings(n), TODAY)
    for days in (0, 1, 2, 14):
        soon = items.funding(deadline=TODAY + timedelta(days=days))
        yield f"reminder {days}", reminder_message.reminder(t, Kind.GRANT, soon, TODAY)
        yield f"reminder {days}, timed", reminder_message.reminder(t, Kind.GRANT, timed(soon), TODAY)


def _changes(t: Translator) -> Iterator[tuple[str, Screen]]:
    old, every = items.funding(), items.longest_funding()
    moved = timed(old.model_copy(update={"deadline": TODAY + timedelta(days=40)}), "Asia/Kathmandu")
    ways = {
        "everything": (old, timed(every)),
        "the other way": (every, old),
        "moved": (old, moved),
        "to the hour": (old, timed(old)),
        "no longer to the hour": (timed(old), old),
        "rolling": (old, items.funding(window=Window.ROLLING)),
        "cancelled": (old, moved.model_copy(update={"cancelled": True})),
        "not cancelled": (old.model_copy(update={"cancelled": True}), old),
    }
    for name, (before, after) in ways.items():
        found = differences(facts_of(before), facts_of(after))
        for saved_it in (False, True):
            screen = change_message.change(t, Kind.GRANT, after, found, TODAY, saved=saved_it)
            yield f"change, {name}, {saved_it}", screen
    early, late = items.notice(Kind.JOB), items.notice(Kind.JOB, until=TODAY)
    found = differences(facts_of(early), facts_of(late))
    yield "change of a job", change_message.change(t, Kind.JOB, late, found, TODAY, saved=True)


def _less(t: Translator) -> Iterator[tuple[str, Screen]]:
    language = Language(t.language)
    silent = Interests(EVERYTHING.kinds - {Kind.GRANT}, EVERYTHING.themes, EVERYTHING.countries)
    for name, who in {"all": member(language), "no grants": member(language, interests=silent)}.items():
        for muted in (False, True):
            route = LessLikeThis(kind=Kind.GRANT, slug="a" * 40)
            screen = less_like_this.less_like_this(t, route, items.longest_funding(), who, 13, muted=muted)
            yield f"less like this, {name}, {muted}", screen
    for kind in KINDS[1:]:
        route = LessLikeThis(kind=kind, slug="a" * 40)
        one = of_kind(kind, "a" * 40)
        yield f"less like {kind}", less_like_this.less_like_this(t, route, one, member(language), None, muted=False)


def _saved(t: Translator) -> Iterator[tuple[str, Screen]]:
    yield "nothing saved", saved.saved_items(t, SavedItems(), (), TODAY)
    many = [Kept(kind, f"{kind}-{n}", of_kind(kind, f"{kind}-{n}"), Saving.SAVED) for n in range(3) for kind in KINDS]
    gone = Kept(Kind.GRANT, "a" * 40, None, Saving.APPLIED)
    for page in (1, 2, 999):
        yield f"saved, page {page}", saved.saved_items(t, SavedItems(page=page), (*many, gone), TODAY)
    for kind in KINDS:
        route = SavedItem(kind=kind, slug="a" * 40, page=999)
        for state in (None, *Saving):
            kept = Kept(kind, "a" * 40, of_kind(kind, "a" * 40), state)
            yield f"saved {kind}, {state}", saved.saved_item(t, route, kept, TODAY, LADDER)
        yield (
            f"saved {kind}, reminders off",
            saved.saved_item(t, route, Kept(kind, "a" * 40, of_kind(kind), Saving.SAVED), TODAY, ()),
        )
    yield "saved and gone", saved.saved_item(t, SavedItem(kind=Kind.GRANT, slug="a" * 40), gone, TODAY, LADDER)
    near = (Kept(Kind.GRANT, "near", items.funding("near", deadline=TODAY), Saving.SAVED),) * 2
    for name, entries in {"one": many[:1], "all": many, "one that is near": near[:1], "all near": near}.items():
        made = saved.in_calendar(t, entries, NOW, TODAY, "cso_test_bot")
        assert made is not None
        yield f"calendar of {name}", made
    for state in (None, *Saving):
        route_of_page = FundingItem(slug="a" * 40, country=Country.KZ, theme=Theme.ENVIRONMENT, page=999)
        screen = funding_item.funding_item(
            t, route_of_page, timed(items.longest_funding()), TODAY, Own(state, True, True)
        )
        yield f"funding, {state}", screen
