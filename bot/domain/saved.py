"""What a member did with an item, and whether they have been told of it."""

from enum import IntEnum, StrEnum


class Saving(StrEnum):
    """What a member decided about an item they saved; the words are stored."""

    SAVED = "saved"
    APPLIED = "applied"  # no more reminders, but changes are told
    DECLINED = "declined"  # not for us: nothing more about it


class Telling(IntEnum):
    """Whether a member was told of a new item; the numbers are stored."""

    WAITING = 0
    TOLD = 1
    DROPPED = 2  # no longer wanted, or closed before its turn came
