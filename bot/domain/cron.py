"""Five fields of cron: read strictly, and the moments at which they match a clock on the wall."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_SUNDAY = 7
_LONGEST_NUMBER = 4  # digits; what is longer is out of range anyway

# Beyond this nothing is planned: the calendar itself ends at 9999.
LAST_YEAR = 9000


class Field(Enum):
    """The five fields in their order, each with its lowest and highest number."""

    MINUTE = (0, 59)
    HOUR = (0, 23)
    DAY = (1, 31)
    MONTH = (1, 12)
    WEEKDAY = (0, 7)  # 0 and 7 are Sunday


class Fault(Enum):
    """What is wrong with an expression."""

    FIELDS = auto()  # there are not five of them
    WORD = auto()  # neither a number nor a name that stands in this field
    RANGE = auto()  # a number beyond the lowest or highest of its field
    ORDER = auto()  # a range that ends before it begins
    STEP = auto()  # no step above 0, or one behind something that is no range
    NEVER = auto()  # no such day ever comes: "0 0 30 2 *"


class CronError(ValueError):
    """An expression that cannot be followed: which fault, in which field (None: the whole), and the part it is in."""

    def __init__(self, fault: Fault, part: str, field: Field | None = None) -> None:
        super().__init__(f"{fault.name} in {field.name if field else 'the expression'}: {part}")
        self.fault = fault
        self.part = part
        self.field = field


_NAMES: Mapping[Field, Mapping[str, int]] = {
    Field.MONTH: {name: number for number, name in enumerate(_MONTHS, start=1)},
    Field.WEEKDAY: {name: number for number, name in enumerate(_WEEKDAYS)},
}


@dataclass(frozen=True, slots=True)
class Cron:
    """The numbers of each field in ascending order; Sunday is 0.

    With `either` a day matches by its number in the month or by its day of the week: both fields are restricted then.
    A field that begins with * does not count as restricted, as in Vixie's cron.
    """

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]
    either: bool

    def after(self, wall: datetime) -> datetime | None:
        """The first naive moment later than `wall` that matches; None when the calendar ends before."""
        start = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
        found = self._clock(start.hour, start.minute) if self._has(start.date()) else None
        if found is not None:
            return start.replace(hour=found[0], minute=found[1])
        day = self._day_after(start.date())
        return None if day is None else datetime.combine(day, time(self.hours[0], self.minutes[0]))

    def _clock(self, hour: int, minute: int) -> tuple[int, int] | None:
        """The first time of a day that is not before this one."""
        for one in self.hours:
            if one > hour:
                return one, self.minutes[0]
            later = next((other for other in self.minutes if other >= minute), None)
            if one == hour and later is not None:
                return one, later
        return None

    def _day_after(self, day: date) -> date | None:
        year, month, first = day.year, day.month, day.day + 1
        while year <= LAST_YEAR:
            if month in self.months:
                for number in range(first, monthrange(year, month)[1] + 1):
                    if self._has(found := date(year, month, number)):
                        return found
            year, month, first = year + month // 12, month % 12 + 1, 1
        return None

    def _has(self, day: date) -> bool:
        if day.month not in self.months:
            return False
        by_number, by_weekday = day.day in self.days, day.isoweekday() % _SUNDAY in self.weekdays
        return by_number or by_weekday if self.either else by_number and by_weekday


@lru_cache(maxsize=64)
def read_cron(expression: str) -> Cron:
    """The fields of an expression, once and for all known to match something; raises CronError."""
    parts = expression.split()
    if len(parts) != len(Field):
        raise CronError(Fault.FIELDS, expression)
    read = {field: _numbers(part, field) for field, part in zip(Field, parts, strict=True)}
    either = not parts[2].startswith("*") and not parts[4].startswith("*")
    days, months = read[Field.DAY], read[Field.MONTH]
    # A leap year has every day there is; its weekdays all come in time.
    if not either and not any(days[0] <= monthrange(2000, month)[1] for month in months):
        raise CronError(Fault.NEVER, expression)
    weekdays = tuple(sorted({number % _SUNDAY for number in read[Field.WEEKDAY]}))
    return Cron(read[Field.MINUTE], read[Field.HOUR], days, months, weekdays, either)


def _numbers(part: str, field: Field) -> tuple[int, ...]:
    found: set[int] = set()
    for item in part.split(","):
        found.update(_item(item, field))
    return tuple(sorted(found))


def _item(item: str, field: Field) -> range:
    """What one item of a list stands for: `*`, `5`, `1-5`, `MON`, and a step behind a range or a star."""
    whole, slash, step = item.partition("/")
    low, high = field.value
    if whole == "*":
        first, last = low, high if field is not Field.WEEKDAY else high - 1
    else:
        begin, dash, end = whole.partition("-")
        first = _number(begin, field)
        last = _number(end, field) if dash else first
        if slash and not dash:
            raise CronError(Fault.STEP, item, field)
        if field is Field.WEEKDAY and last == 0 and first:
            last = _SUNDAY  # SAT-SUN
        if last < first:
            raise CronError(Fault.ORDER, item, field)
    return range(first, last + 1, _step(step, item, field) if slash else 1)


def _number(word: str, field: Field) -> int:
    named = _NAMES.get(field, {}).get(word.lower())
    if named is not None:
        return named
    if not (word.isascii() and word.isdigit()):
        raise CronError(Fault.WORD, word, field)
    low, high = field.value
    if len(word) > _LONGEST_NUMBER or not low <= int(word) <= high:
        raise CronError(Fault.RANGE, word, field)
    return int(word)


def _step(word: str, item: str, field: Field) -> int:
    if not (word.isascii() and word.isdigit()) or len(word) > _LONGEST_NUMBER or int(word) == 0:
        raise CronError(Fault.STEP, item, field)
    return int(word)
