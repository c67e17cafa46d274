"""The published whole: every item, in the order readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bot.content.closing import has_closed
from bot.content.models import TOPICS, Achievement, Answer, Course, Funding, Item, Notice, Page, Tellable
from bot.domain.eligibility import order_key
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country

_Item = TypeVar("_Item", bound=Item[Any])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All items of each kind in a stable order. Immutable: a changed file makes another catalogue."""

    funding: tuple[Funding, ...] = ()
    courses: tuple[Course, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    pages: tuple[Page, ...] = ()
    notices: tuple[Notice, ...] = ()
    answers: tuple[Answer, ...] = ()

    def find_funding(self, slug: str) -> Funding | None:
        return _find(self.funding, slug)

    def find_course(self, slug: str) -> Course | None:
        return _find(self.courses, slug)

    def find_achievement(self, slug: str) -> Achievement | None:
        return _find(self.achievements, slug)

    def find_page(self, slug: str) -> Page | None:
        return _find(self.pages, slug)

    def find_answer(self, slug: str) -> Answer | None:
        return _find(self.answers, slug)

    def find_notice(self, kind: Kind, slug: str) -> Notice | None:
        return _find((notice for notice in self.notices if notice.kind is kind), slug)

    def find(self, kind: Kind, slug: str) -> Tellable | None:
        """The item of this kind; None also for a kind that has no items."""
        match kind:
            case Kind.GRANT:
                return self.find_funding(slug)
            case Kind.COURSE:
                return self.find_course(slug)
            case _:
                return self.find_notice(kind, slug)

    def tellable(self) -> tuple[tuple[Kind, Tellable], ...]:
        """Every item that readers could be told of, with its kind; also those not published yet, and those over."""
        return (
            *((Kind.GRANT, item) for item in self.funding),
            *((Kind.COURSE, item) for item in self.courses),
            *((item.kind, item) for item in self.notices),
        )

    def open_funding(
        self, today: date, home: Country | None, country: Country | None, theme: Theme | None
    ) -> tuple[Funding, ...]:
        """What can still be applied for, the reader's `home` first; `country` and `theme` narrow, None does not."""
        chosen = [
            item
            for item in self.funding
            if not item.cancelled
            and not has_closed(item, today)
            and (country is None or country in item.countries)
            and (theme is None or theme in item.themes)
        ]
        return tuple(sorted(chosen, key=lambda item: order_key(item.window, item.deadline, item.countries, home)))

    def courses_in(self, language: str | None) -> tuple[Course, ...]:
        """Courses said to be held in this language; all of them for None."""
        return tuple(course for course in self.courses if language is None or language in course.languages)

    def notices_of(self, kind: Kind, today: date) -> tuple[Notice, ...]:
        """The published notices of a kind that are not over, newest first."""
        return tuple(
            notice
            for notice in self.notices
            if notice.kind is kind and notice.published <= today <= (notice.until or date.max)
        )

    def answers_on(self, topic: str) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.topic == topic)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that have an answer, in menu order."""
        present = {answer.topic for answer in self.answers}
        return tuple(topic for topic in TOPICS if topic in present)


def publish(items: Iterable[Item[Any]]) -> Catalogue:
    """A catalogue of these items, each kind in its own order."""
    ordered = sorted(items, key=lambda item: item.slug)
    return Catalogue(
        funding=tuple(item for item in ordered if isinstance(item, Funding)),
        courses=tuple(item for item in ordered if isinstance(item, Course)),
        achievements=tuple(
            sorted((item for item in ordered if isinstance(item, Achievement)), key=_region_then_countries)
        ),
        pages=tuple(item for item in ordered if isinstance(item, Page)),
        notices=tuple(
            sorted((item for item in ordered if isinstance(item, Notice)), key=_publication, reverse=True),
        ),
        answers=tuple(sorted((item for item in ordered if isinstance(item, Answer)), key=_menu_order)),
    )


def _find(items: Iterable[_Item], slug: str) -> _Item | None:
    return next((item for item in items if item.slug == slug), None)


def _region_then_countries(item: Achievement) -> int:
    return 1 + list(Country).index(item.country) if item.country else 0


def _publication(item: Notice) -> date:
    return item.published


def _menu_order(item: Answer) -> tuple[int, int]:
    return (TOPICS.index(item.topic), item.order)
