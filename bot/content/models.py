"""What an item of each kind consists of, as its file must give it; every value is frozen once read."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.content.fields import Clock, Currency, LanguageCode, LanguageOrAny, Line, Marked, Slug, Url, ZoneName
from bot.content.items import Frozen, Item, Reading, Sourced, Text, TextStatus
from bot.content.markup import Rich
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language

__all__ = [
    "TOPICS",
    "Achievement",
    "AchievementText",
    "Amount",
    "Answer",
    "AnswerText",
    "Course",
    "CourseText",
    "Funding",
    "FundingText",
    "Item",
    "Notice",
    "NoticeText",
    "Page",
    "PageText",
    "Reading",
    "Rich",
    "Tellable",
    "Text",
    "TextStatus",
]

# The topics of answers, in the order the menu shows them.
TOPICS = ("grants", "registration", "courses", "safety")


class Amount(Frozen):
    """What one grant may be, in whole units of an ISO 4217 currency; None where no bound was stated."""

    minimum: Annotated[int, Field(ge=1)] | None = None
    maximum: Annotated[int | None, Field(ge=1, validate_default=True)] = None
    currency: Currency

    @field_validator("maximum")
    @classmethod
    def _in_order(cls, maximum: int | None, info: ValidationInfo) -> int | None:
        minimum = info.data.get("minimum")
        if maximum is None and minimum is None:
            raise ValueError("give a minimum or a maximum, or leave the whole amount out")
        if maximum is not None and minimum is not None and maximum < minimum:
            raise ValueError("is smaller than the minimum; exchange the two")
        return maximum


class FundingText(Text):
    funder: Line
    summary: Marked
    who: Marked
    amount_note: Line | None = None
    window_note: Line | None = None
    languages_note: Line | None = None


class Funding(Sourced[FundingText]):
    """One funding opportunity.

    `application_languages` holds ISO 639-1 codes, `any` for any language; empty when the source does not say.
    `registration_required` and `individuals` are None when it does not say. `deadline_time` is on the clock of
    `deadline_zone`; without them the day alone is known. `published` is the day the funder published the call. `quiet`
    items are shown, but nobody is told of them. `donor` is the key by which readers mute a funder.
    """

    url: Url
    countries: Annotated[frozenset[Country], Field(min_length=1)]
    themes: frozenset[Theme] = frozenset()
    window: Window
    deadline: Annotated[date | None, Field(validate_default=True)] = None
    deadline_time: Clock | None = None
    deadline_zone: Annotated[ZoneName | None, Field(validate_default=True)] = None
    published: date | None = None
    cancelled: bool = False
    quiet: bool = False
    donor: Slug | None = None
    amount: Amount | None = None
    application_languages: tuple[LanguageOrAny, ...] = ()
    registration_required: bool | None = None
    individuals: bool | None = None
    grade: Literal["A", "B"]

    @field_validator("window")
    @classmethod
    def _missing_day_explained(cls, window: Window, info: ValidationInfo) -> Window:
        texts: Mapping[Language, FundingText] = info.data.get("texts", {})
        silent = [code for code, text in texts.items() if not text.window_note]
        if window in {Window.EXPECTED, Window.UNKNOWN} and silent:
            raise ValueError(f"is “{window}”, so every text needs a window_note; add it to: {', '.join(silent)}")
        return window

    @field_validator("deadline")
    @classmethod
    def _day_when_dated(cls, deadline: date | None, info: ValidationInfo) -> date | None:
        dated = info.data.get("window") is Window.DATED
        if dated and deadline is None:
            raise ValueError("is missing; a dated window needs its last day, as 2026-12-31")
        if not dated and deadline is not None:
            raise ValueError("stands beside a window without a day; write “window: dated”, or take the day out")
        return deadline

    @field_validator("deadline_time")
    @classmethod
    def _time_of_a_day(cls, clock: time | None, info: ValidationInfo) -> time | None:
        # A window that is wrong itself is not in `data`, and its own problem is told.
        if clock is not None and info.data.get("window", Window.DATED) is not Window.DATED:
            raise ValueError("stands beside a window without a day; write “window: dated”, or take the time out")
        return clock

    @field_validator("deadline_zone")
    @classmethod
    def _zone_of_a_time(cls, zone: str | None, info: ValidationInfo) -> str | None:
        if "deadline_time" in info.data and (zone is None) is not (info.data["deadline_time"] is None):
            raise ValueError("a time and its zone go together; give deadline_time and deadline_zone, or neither")
        return zone


class CourseText(Text):
    provider: Line
    summary: Marked
    cost: Line
    accessibility: Line | None = None
    languages_note: Line | None = None


class Course(Sourced[CourseText]):
    """One course or learning platform. `languages` holds ISO 639-1 codes; empty when the source does not say.

    `published` is the day it was published; of a `quiet` one nobody is told.
    """

    url: Url
    languages: tuple[LanguageCode, ...] = ()
    free: bool | None = None
    published: date | None = None
    quiet: bool = False


class AchievementText(Text):
    summary: Marked


class Achievement(Sourced[AchievementText]):
    """What the programme reports for one country (`country` is None for the region); `facts` are ids of its sheet."""

    country: Annotated[Country | None, Field(validate_default=True)] = None
    facts: tuple[Annotated[str, Field(pattern=r"^[A-Z]{1,2}\d+$")], ...] = ()

    @field_validator("country")
    @classmethod
    def _named_after_country(cls, country: Country | None, info: ValidationInfo) -> Country | None:
        slug = country.lower() if country else "regional"
        if info.data.get("slug", slug) != slug:
            raise ValueError(f"does not fit the file name; name the file {slug}.yaml, or correct the country")
        return country


class PageText(Text):
    body: Marked


class Page(Sourced[PageText]):
    """A page about the programme itself."""


class NoticeText(Text):
    summary: Marked


class Notice(Sourced[NoticeText]):
    """A news item, a job or a success story; hidden before `published` and after `until`. No country: every country.

    Of a `quiet` one nobody is told.
    """

    kind: Literal[Kind.NEWS, Kind.JOB, Kind.STORY]
    published: date
    countries: frozenset[Country] = frozenset()
    until: date | None = None
    url: Url | None = None
    quiet: bool = False


# What readers can be told of when it is new.
Tellable = Funding | Course | Notice


class AnswerText(Text):
    body: Marked


class Answer(Item[AnswerText]):
    """A question (the title) and its answer; no source when about the bot itself. A legal body ends with a caution."""

    topic: str
    order: Annotated[int, Field(ge=1)]
    legal: bool = False

    @field_validator("topic")
    @classmethod
    def _known_topic(cls, topic: str) -> str:
        if topic not in TOPICS:
            raise ValueError(f"“{topic}” is not a topic; choose one of: {', '.join(TOPICS)}")
        return topic
