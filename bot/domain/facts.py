"""What matters of an item, and in what of it two versions differ."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.eligibility import Window
from bot.domain.places import Country
from bot.domain.timing import is_past


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether a reader can apply, until when and for how much; None where the source does not say.

    `window` is None for what has none (a course, a notice). Amounts are whole units of `currency`. `deadline_time` is
    on the clock of `deadline_zone`, an IANA name: there are both or neither.
    """

    window: Window | None = None
    deadline: date | None = None
    minimum: int | None = None
    maximum: int | None = None
    currency: str | None = None
    countries: frozenset[Country] = frozenset()
    registration_required: bool | None = None
    individuals: bool | None = None
    cancelled: bool = False
    deadline_time: time | None = None
    deadline_zone: str | None = None


class Field(StrEnum):
    """In what two versions of an item can differ, in the order in which a reader is told."""

    CANCELLED = "cancelled"
    DEADLINE = "deadline"  # the window, the day, the time and the zone together
    AMOUNT = "amount"
    COUNTRIES = "countries"
    REGISTRATION = "registration_required"
    INDIVIDUALS = "individuals"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was. `before` and `after` are all facts: a deadline or an amount is several."""

    field: Field
    before: Facts
    after: Facts


def differences(before: Facts, after: Facts) -> tuple[Difference, ...]:
    """Everything that matters and is not the same, in the order of `Field`; empty when a reader need not know."""
    return tuple(Difference(field, before, after) for field, said in _SAID.items() if said(before) != said(after))


def is_news(before: Facts, after: Facts, today: date) -> bool:
    """Whether those who know the item should hear of the change: not when it was over before and still is."""
    return bool(differences(before, after)) and (_is_alive(before, today) or _is_alive(after, today))


def opens(before: Facts, after: Facts, today: date) -> bool:
    """Whether it can be applied for now and could not before: a call of which no day was known, or a closed one."""
    return _takes_applications(after, today) and not _takes_applications(before, today)


def to_json(facts: Facts) -> str:
    """The facts as one line of JSON, without what is not known; equal facts give equal text."""
    written: dict[str, object] = {
        "window": facts.window,
        "deadline": facts.deadline and facts.deadline.isoformat(),
        "minimum": facts.minimum,
        "maximum": facts.maximum,
        "currency": facts.currency,
        "countries": sorted(facts.countries) or None,
        "registration_required": facts.registration_required,
        "individuals": facts.individuals,
        "cancelled": facts.cancelled or None,
        "deadline_time": facts.deadline_time and facts.deadline_time.isoformat(),
        "deadline_zone": facts.deadline_zone,
    }
    return json.dumps({key: value for key, value in written.items() if value is not None}, separators=(",", ":"))


def from_json(text: str) -> Facts:
    """The facts of a stored text; what a newer version has added is passed over. Raises ValueError for other text."""
    if not text.startswith("{"):
        raise ValueError("facts are stored as a JSON object")
    read: dict[str, Any] = json.loads(text)
    return Facts(
        window=_each(Window, read.get("window")),
        deadline=_each(date.fromisoformat, read.get("deadline")),
        minimum=read.get("minimum"),
        maximum=read.get("maximum"),
        currency=read.get("currency"),
        countries=frozenset(map(Country, read.get("countries", ()))),
        registration_required=read.get("registration_required"),
        individuals=read.get("individuals"),
        cancelled=read.get("cancelled", False),
        deadline_time=_each(time.fromisoformat, read.get("deadline_time")),
        deadline_zone=read.get("deadline_zone"),
    )


def closing(facts: Facts) -> datetime | None:
    """The moment of the deadline, as UTC; None when there is none or only its day is known."""
    if facts.deadline is None or facts.deadline_time is None or facts.deadline_zone is None:
        return None
    return datetime.combine(facts.deadline, facts.deadline_time, ZoneInfo(facts.deadline_zone)).astimezone(UTC)


def _each(make: Callable[[str], Any], value: str | None) -> Any:
    return None if value is None else make(value)


def _is_alive(facts: Facts, today: date) -> bool:
    return not facts.cancelled and (facts.deadline is None or not is_past(facts.deadline, closing(facts), today))


def _takes_applications(facts: Facts, today: date) -> bool:
    return _is_alive(facts, today) and facts.window in {Window.DATED, Window.ROLLING}


def _until(facts: Facts) -> object:
    """The last moment, told so that two ways of writing the same one are equal."""
    # Whether a call without a day is "expected" or "unknown" is a judgement about the source, not news of it.
    window = Window.UNKNOWN if facts.window is Window.EXPECTED else facts.window
    return window, closing(facts) or facts.deadline


_SAID: dict[Field, Callable[[Facts], object]] = {
    Field.CANCELLED: lambda facts: facts.cancelled,
    Field.DEADLINE: _until,
    Field.AMOUNT: lambda facts: (facts.minimum, facts.maximum, facts.currency),
    Field.COUNTRIES: lambda facts: facts.countries,
    Field.REGISTRATION: lambda facts: facts.registration_required,
    Field.INDIVIDUALS: lambda facts: facts.individuals,
}
