"""Why Telegram refuses a message: the faults that can be named, and how a stored reason carries its name."""

import re
from enum import StrEnum

_NAMED = re.compile(r"\[(?P<fault>[a-z]+)\] (?P<wording>.*)", re.DOTALL)


class Fault(StrEnum):
    """What is wrong with a message; the words are stored."""

    MARKUP = "markup"
    LONG = "long"
    CAPTION = "caption"
    EMPTY = "empty"
    FILE = "file"
    LARGE = "large"
    BUTTONS = "buttons"
    RIGHTS = "rights"


def named(fault: Fault, wording: str) -> str:
    """A reason to be stored: "[markup] can't parse entities"."""
    return f"[{fault}] {wording}"


def read_reason(reason: str) -> tuple[Fault | None, str]:
    """The fault of a stored reason, None when it has no name, and the wording."""
    found = _NAMED.fullmatch(reason)
    if not found or found["fault"] not in set(Fault):
        return None, reason
    return Fault(found["fault"]), found["wording"]
