"""What an item of each kind consists of, as its file must give it; every value is frozen once read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.content.fields import Currency, LanguageCode, LanguageOrAny, Line, Marked, PartialDate, Slug, Title, Url
from bot.content.markup import Rich
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language, reading_chain

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
    "Text",
    "TextStatus",
]

# The topics of answers, in the order the menu shows them.
TOPICS = ("grants", "registration", "courses", "safety")

# Telegram takes 4096 characters; what a screen adds around a text is up to 1000 in the longest language.
LONGEST = 3000


class TextStatus(StrEnum):
    """How far a text may be trusted: the source's own words, a draft, or read by a native reviewer."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Frozen):
    """The words of an item in one language."""

    status: TextStatus
    title: Title

    @model_validator(mode="after")
    def _fits_one_message(self) -> "Text":
        words = [getattr(self, name) for name in type(self).model_fields if name != "status"]
        plain = "".join(word.plain if isinstance(word, Rich) else word or "" for word in words)
        length = len(plain.encode("utf-16-le")) // 2  # as Telegram counts
        if length > LONGEST:
            raise ValueError(f"is {length} characters long and {LONGEST} fit one message; shorten it")
        return self


T = TypeVar("T", bound=Text)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a reader is shown: the text, and the language it is really in."""

    text: T
    language: Language


class Item(_Frozen, Generic[T]):
    """What every kind has. `slug` is the file name; `source_date` a year, a month or a day.

    `last_checked` is the day somebody last read the source, or compared an item without one with what it is about.
    """

    slug: Slug
    source_url: Url | None = None
    source_date: Annotated[PartialDate | None, Field(validate_default=True)] = None
    last_checked: date
    texts: Annotated[Mapping[Language, T], AfterValidator(MappingProxyType)]

    @field_validator("source_date")
    @classmethod
    def _whole_source_or_none(cls, day: str | None, info: ValidationInfo) -> str | None:
        if "source_url" in info.data and (info.data["source_url"] is None) is not (day is None):
            raise ValueError("stands without the other half of the source; give source_url and source_date, or neither")
        return day

    @field_validator("texts")
    @classmethod
    def _everybody_can_read_one(cls, texts: Mapping[Language, T]) -> Mapping[Language, T]:
        if not texts.keys() & {Language.RU, Language.EN}:
            raise ValueError("has neither a Russian nor an English text; add one, every other reader falls back to it")
        return texts

    def read(self, language: Language) -> Reading[T]:
        """The best text for this reader, by the chain of `domain.places.reading_chain`."""
        found = next(candidate for candidate in reading_chain(language) if candidate in self.texts)
        return Reading(self.texts[found], found)


class Sourced(Item[T], Generic[T]):
    """An item that says what somebody else published, so never without its source."""

    source_url: Url
    source_date: PartialDate


class Amount(_Frozen):
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
    `registration_required` and `individuals` are None when it does not say.
    """

    url: Url
    countries: Annotated[frozenset[Country], Field(min_length=1)]
    themes: frozenset[Theme] = frozenset()
    window: Window
    deadline: Annotated[date | None, Field(validate_default=True)] = None
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


class CourseText(Text):
    provider: Line
    summary: Marked
    cost: Line
    accessibility: Line | None = None
    languages_note: Line | None = None


class Course(Sourced[CourseText]):
    """One course or learning platform. `languages` holds ISO 639-1 codes; empty when the source does not say."""

    url: Url
    languages: tuple[LanguageCode, ...] = ()
    free: bool | None = None


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
    """A news item, a job or a success story; hidden before `published` and after `until`. No country: every country."""

    kind: Literal[Kind.NEWS, Kind.JOB, Kind.STORY]
    published: date
    countries: frozenset[Country] = frozenset()
    until: date | None = None
    url: Url | None = None


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
