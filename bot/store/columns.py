"""Column types: how a value of the domain lies in a table."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import BigInteger, Column, Dialect, Integer, SmallInteger, Text, type_coerce
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.types import TypeDecorator

from bot.domain.interests import from_mask, to_mask
from bot.domain.quiet import Hours
from bot.domain.reminders import ladder_mask, ladder_of

W = TypeVar("W", bound=StrEnum)
N = TypeVar("N", bound=IntEnum)
E = TypeVar("E", bound=Enum)

# SQLite numbers rows by itself only in a column of exactly this type.
RowId = BigInteger().with_variant(Integer, "sqlite")


def not_earlier(moment: datetime) -> datetime:
    """The first whole second that is not before `moment`: a wait that is kept must not end early."""
    return moment if moment.microsecond == 0 else moment.replace(microsecond=0) + timedelta(seconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware moment as whole seconds since 1970 UTC; parts of a second are cut off."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Word(TypeDecorator[W]):
    """One word of an enumeration, as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[W]) -> None:
        super().__init__()
        self.kind = kind
        # Asking the enumeration takes several times as long, for every row of a batch.
        self._known: dict[str | None, W | None] = {None: None} | {word.value: word for word in kind}

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> W | None:
        del dialect
        return self._known[value]


class Number(TypeDecorator[N]):
    """One member of a numbered enumeration, as its number."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, kind: type[N]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: N | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: int | None, dialect: Dialect) -> N | None:
        del dialect
        return None if value is None else self.kind(value)


class Bits(TypeDecorator[frozenset[E]]):
    """A set of an enumeration as an integer; the bits are those of `bot.domain.interests`."""

    impl = Integer
    cache_ok = True

    # The same few sets come back in every row of a batch.
    _read = staticmethod(lru_cache(maxsize=4096)(from_mask))

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Iterable[E] | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else to_mask(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[E]:
        del dialect
        return self._read(self.kind, value or 0)


class QuietHours(TypeDecorator[Hours]):
    """Quiet hours as one number: 24 times the first hour, and the last."""

    impl = SmallInteger
    cache_ok = True

    # The same few come back in every row of a batch.
    _read = staticmethod(lru_cache(maxsize=600)(lambda packed: Hours(*divmod(packed, 24))))

    def process_bind_param(self, value: Hours | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else value.start * 24 + value.end

    def process_result_value(self, value: int | None, dialect: Dialect) -> Hours | None:
        del dialect
        return None if value is None else self._read(value)


class Ladder(TypeDecorator[frozenset[int]]):
    """The rungs of a member's reminders as an integer; the bits are those of `bot.domain.reminders`."""

    impl = SmallInteger
    cache_ok = True

    _read = staticmethod(lru_cache(maxsize=32)(ladder_of))

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else ladder_mask(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[int] | None:
        del dialect
        return None if value is None else self._read(value)


_NO_DIALECT = DefaultDialect()  # what the types above are told and have no use for


class Together:
    """Columns of the types above that are read at once: in a batch the same few combinations come back row after row.

    `stored` is what a statement has to select in their place, and `read` makes of its values what the domain has.
    """

    def __init__(self, *columns: Column[Any]) -> None:
        self._kinds = [cast("TypeDecorator[Any]", column.type) for column in columns]
        self.stored = [
            type_coerce(column, kind.impl_instance) for column, kind in zip(columns, self._kinds, strict=True)
        ]
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, *values: Any) -> tuple[Any, ...]:
        return tuple(
            kind.process_result_value(value, _NO_DIALECT) for kind, value in zip(self._kinds, values, strict=True)
        )
