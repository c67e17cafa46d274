"""An announcement: its audience, its states, and which moves between them are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.interests import Kind
from bot.domain.places import Country, Language, reading_chain


class State(StrEnum):
    """Where an announcement is in its life; the words are stored."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LATE = "late"  # its moment passed while nobody was there: a human decides
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SCHEDULED, State.CANCELLED}),
    State.SCHEDULED: frozenset({State.SENDING, State.LATE, State.DRAFT, State.CANCELLED}),
    State.LATE: frozenset({State.SCHEDULED, State.DRAFT, State.CANCELLED}),
    State.SENDING: frozenset({State.PAUSED, State.DONE, State.CANCELLED}),
    State.PAUSED: frozenset({State.SENDING, State.CANCELLED}),
    State.DONE: frozenset(),
    State.CANCELLED: frozenset(),
}

# What is later than this asks a human before going out: the process was down, or a backup was restored.
LATENESS = timedelta(hours=1)

# This many identical refusals in a row pause an announcement: the fault is in the text, not in the recipients.
REFUSALS_TO_PAUSE = 3


class WhenUncertain(StrEnum):
    """What to do with a send whose answer was lost."""

    LEAVE = "leave"
    RESEND = "resend"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement is for: members of one of these languages, countries and interests.

    An empty set of languages or countries does not narrow. Without kinds it goes to those who want announcements.
    """

    languages: frozenset[Language] = frozenset()
    countries: frozenset[Country] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    @property
    def wanted_kinds(self) -> frozenset[Kind]:
        """The interests of which a recipient must have one; never empty, nobody gets what they did not ask for."""
        return self.kinds or frozenset({Kind.ANNOUNCEMENT})


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement as stored. `texts` holds Telegram HTML by language; `due_at` is UTC, `zone` an IANA name."""

    id: int
    state: State
    texts: Mapping[Language, str] = field(default_factory=dict)
    audience: Audience = field(default_factory=Audience)
    due_at: datetime | None = None
    zone: str | None = None
    when_uncertain: WhenUncertain = WhenUncertain.LEAVE
    pause_reason: str | None = None


def may_move(now: State, to: State) -> bool:
    """Whether an announcement in state `now` may become `to`."""
    return to in MOVES[now]


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether a moment passed so long ago that a human should decide."""
    return now - due_at > LATENESS


def text_for(texts: Mapping[Language, str], language: Language) -> Language | None:
    """The language of the text this reader will get, or None when there is none for them.

    The reading chain first; then whatever exists, in menu order, so that a one-language announcement reaches all.
    """
    candidates: list[Language] = [*reading_chain(language), *Language]
    for candidate in candidates:
        if candidate in texts:
            return candidate
    return None
