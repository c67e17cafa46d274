"""The kinds of value an item's fields take, each with its check."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator

from bot.content.links import check_url
from bot.content.markup import MarkupError, Rich, check_line, render


def _rich(value: object) -> Rich:
    if isinstance(value, Rich):
        return value
    if not isinstance(value, str):
        raise MarkupError("should be a text")
    return render(value)


def _partial_date(text: str) -> str:
    """Raises ValueError unless the text is a year, a month or a day that exists."""
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError as error:
        raise ValueError(f"“{text}” does not exist in the calendar; write 2025, 2025-03 or 2025-03-04") from error
    return text


Marked = Annotated[Rich, PlainValidator(_rich)]
Line = Annotated[str, AfterValidator(check_line)]
Title = Annotated[str, Field(max_length=120), AfterValidator(check_line)]
Url = Annotated[str, AfterValidator(check_url)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$"), AfterValidator(_partial_date)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
LanguageOrAny = Annotated[str, Field(pattern=r"^(?:[a-z]{2}|any)$")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
