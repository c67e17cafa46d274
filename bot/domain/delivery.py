"""What became of one send, and the states a row of the outbox passes through."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Status(IntEnum):
    """States of an outbox row; the numbers are stored."""

    WAITING = 0  # planned, nobody works on it
    BEGUN = 1  # written down before the call was made: after a crash it may or may not have arrived
    SENT = 2
    GONE = 3  # blocked, deactivated, kicked: the member is marked and skipped later
    REFUSED = 4  # Telegram says the message itself is wrong
    UNCERTAIN = 5  # the answer was lost: may have arrived
    SKIPPED = 6  # no longer wanted when its turn came: unsubscribed, paused, stopped
    CANCELLED = 7  # the announcement was cancelled before its turn came


SETTLED = frozenset(
    {Status.SENT, Status.GONE, Status.REFUSED, Status.UNCERTAIN, Status.SKIPPED, Status.CANCELLED},
)


class Matter(IntEnum):
    """What kind of thing a row of the outbox delivers; the numbers are stored."""

    ANNOUNCEMENT = 1
    CORRECTION = 2  # a copy is edited
    RECALL = 3  # a copy is deleted, or turned into a note
    ALERT = 4  # new items of the catalogue
    DIGEST = 5  # what is new since the last one
    REMINDER = 6  # a deadline is near
    CHANGE = 7  # an item that a reader knows of has changed


# What is a message of its own, and no change of one that was sent.
MESSAGES = frozenset({Matter.ANNOUNCEMENT, Matter.ALERT, Matter.DIGEST, Matter.REMINDER, Matter.CHANGE})


class Scope(StrEnum):
    """Whom a flood wait stops."""

    EVERYONE = "everyone"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; Telegram gave it this id in the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """Nobody is there to receive it: stop writing to this member."""

    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not sent; try again after `seconds`, and until then leave in peace whom `scope` names."""

    seconds: float
    scope: Scope | None = None  # None: a network fault, nobody asked for quiet


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram refuses the message itself, and will again. `reason` is its wording, without anything personal."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A copy could not be changed: it is gone, or Telegram will not touch it any more. The text may be fine.

    Or a group takes messages, but none with such a picture or file.
    """

    gone: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The answer was lost after the request went out: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup with this id; send there instead."""

    chat_id: int


Outcome = Sent | Gone | Later | Refused | Lost | Uncertain | Migrated
