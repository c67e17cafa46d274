"""What every kind of item has: a name, a source, and texts in some of the languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from bot.content.fields import PartialDate, Slug, Title, Url
from bot.content.markup import Rich
from bot.domain.places import Language, reading_chain

# Telegram takes 4096 characters; what a screen adds around a text is up to 1000 in the longest language.
LONGEST = 3000


class TextStatus(StrEnum):
    """How far a text may be trusted: the source's own words, a draft, or read by a native reviewer."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class Frozen(BaseModel):
    """Values read once and never changed; a field that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
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


class Item(Frozen, Generic[T]):
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
