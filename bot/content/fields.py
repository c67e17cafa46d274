"""The kinds of value an item's fields take, each with its check."""

import difflib
import re
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

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


_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def _clock_time(value: object) -> object:
    """Raises ValueError unless it is hours and minutes: pydantic would take seconds since midnight, and a zone."""
    if isinstance(value, str) and not _CLOCK.fullmatch(value):
        raise ValueError(f"“{value}” is not a time of day; write hours and minutes, as 17:00 or 23:59")
    return value


def _zone_name(name: str) -> str:
    """Raises ValueError unless it names a place's clock: abbreviations and offsets mislead about summer time."""
    try:
        ZoneInfo(name)
        is_known = name == "UTC" or ("/" in name and not name.startswith("Etc/"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        is_known = False
    if not is_known:
        close = difflib.get_close_matches(name, (zone for zone in available_timezones() if "/" in zone), n=1)
        hint = f"did you mean {close[0]}?" if close else "write a place as Europe/Brussels, or UTC"
        raise ValueError(f"“{name}” is not a time zone; {hint}")
    return name


Marked = Annotated[Rich, PlainValidator(_rich)]
Line = Annotated[str, AfterValidator(check_line)]
Title = Annotated[str, Field(max_length=120), AfterValidator(check_line)]
Url = Annotated[str, AfterValidator(check_url)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$"), AfterValidator(_partial_date)]
Clock = Annotated[time, BeforeValidator(_clock_time)]
ZoneName = Annotated[str, AfterValidator(_zone_name)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
LanguageOrAny = Annotated[str, Field(pattern=r"^(?:[a-z]{2}|any)$")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
