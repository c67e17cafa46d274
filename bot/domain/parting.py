"""Why somebody stopped a kind of message: counted, never kept with who said it."""

from enum import StrEnum


class Reason(StrEnum):
    """The five answers offered; the words are stored, and stand in buttons, where `_` parts fields."""

    TOO_MANY = "too-many"
    NOT_FOR_US = "not-for-us"
    LANGUAGE = "language"
    ELSEWHERE = "elsewhere"
    OTHER = "other"
