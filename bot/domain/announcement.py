"""An announcement: its texts, its audience, its states, and which moves between them are allowed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language, reading_chain
from bot.domain.schedule import Timing


class State(StrEnum):
    """Where an announcement is in its life; the words are stored."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # a second person has to approve exactly this
    SCHEDULED = "scheduled"
    LATE = "late"  # its moment passed while nobody was there: a human decides
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.AWAITING, State.SCHEDULED, State.CANCELLED}),
    State.AWAITING: frozenset({State.SCHEDULED, State.DRAFT, State.CANCELLED}),
    State.SCHEDULED: frozenset({State.SENDING, State.LATE, State.DRAFT, State.DONE, State.CANCELLED}),
    State.LATE: frozenset({State.SCHEDULED, State.AWAITING, State.DRAFT, State.DONE, State.CANCELLED}),
    State.SENDING: frozenset({State.PAUSED, State.DONE, State.CANCELLED}),
    State.PAUSED: frozenset({State.SENDING, State.CANCELLED}),
    State.DONE: frozenset(),
    State.CANCELLED: frozenset(),
}

# Whom it is for is decided by now, however long it goes on: until a holiday ends somewhere. Nobody cancelled it.
BEGUN = frozenset({State.SENDING, State.PAUSED, State.DONE})

# What is later than this asks a human before going out: the process was down, or a backup was restored.
LATENESS = timedelta(hours=1)
# Why an announcement pauses that was being sent when that happened; stored.
INTERRUPTED = "interrupted"
# Why it is late when it has come to reach so many, or so few, that one person alone may not send it; stored.
UNAPPROVED = "unapproved"

# This many identical refusals in a row pause an announcement: the fault is in the text, not in the recipients.
REFUSALS_TO_PAUSE = 3


class WhenUncertain(StrEnum):
    """What to do with a send whose answer was lost."""

    LEAVE = "leave"
    RESEND = "resend"


class Errand(StrEnum):
    """What an announcement does; the words are stored.

    A correction and a recall are announcements too: with states, an audience of copies, a card and a report. So is what
    the bot sends by itself: it has no author and no texts, and what a reader gets is made when their turn comes.
    """

    SEND = "send"
    CORRECT = "correct"  # every copy of another announcement is edited in place
    RECALL = "recall"  # every copy of another announcement is deleted, or turned into a note where that is too late
    ALERT = "alert"  # items that are new in the catalogue
    DIGEST = "digest"  # what is new, of one day
    REMINDER = "reminder"  # one item's deadline is near
    CHANGE = "change"  # one item has changed


# What the bot sends by itself, without anybody writing it.
BY_ITSELF = frozenset({Errand.ALERT, Errand.DIGEST, Errand.REMINDER, Errand.CHANGE})


class MediaKind(StrEnum):
    """What can go with a text; the words are stored."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a file that Telegram already has: its `file_id`, valid for this bot only."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button under a text that opens an https address."""

    label: str
    url: str


MOST_BUTTONS = 3  # a text
_JUST_ANNOUNCEMENTS = frozenset({Kind.ANNOUNCEMENT})


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement is for: members of one of these languages, countries and interests.

    An empty set of languages, countries or themes does not narrow; a member without themes wants all of them. Without
    kinds it goes to those who want announcements. `staff_only` is for those with a role who are members too, whatever
    they asked for; the rest narrows it.
    """

    languages: frozenset[Language] = frozenset()
    countries: frozenset[Country] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    themes: frozenset[Theme] = frozenset()
    staff_only: bool = False

    @property
    def wanted_kinds(self) -> frozenset[Kind]:
        """The interests of which a recipient must have one; never empty, nobody gets what they did not ask for."""
        return self.kinds or _JUST_ANNOUNCEMENTS


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement as stored.

    `texts` holds Telegram HTML by language and `buttons` what stands under each. `borrowing` are the languages whose
    readers get another one's text, `skipped` those whose readers get none: each by an explicit choice. `due_at` is UTC;
    `timing` is what was typed, None for "at once". `zone` is an IANA name. `about` is the announcement a correction or
    recall is of, `series` the repeating one this is an occurrence of. `item_id` is the item that a reminder or a change
    is about; `key` tells what the bot sends by itself apart: of one errand there is one of each key. `approved` says
    that a second person answers for it too.
    """

    id: int
    state: State
    texts: Mapping[Language, str] = field(default_factory=dict)
    audience: Audience = field(default_factory=Audience)
    due_at: datetime | None = None
    zone: str | None = None
    when_uncertain: WhenUncertain = WhenUncertain.LEAVE
    pause_reason: str | None = None
    buttons: Mapping[Language, tuple[LinkButton, ...]] = field(default_factory=dict)
    media: Media | None = None
    link_preview: bool = False
    urgent: bool = False
    borrowing: frozenset[Language] = frozenset()
    skipped: frozenset[Language] = frozenset()
    timing: Timing | None = None
    errand: Errand = Errand.SEND
    about: int | None = None
    series: int | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    item_id: int | None = None
    key: str | None = None
    approved: bool = False

    @property
    def is_series(self) -> bool:
        """Whether each of its moments makes an announcement of its own."""
        return self.timing is not None and self.timing.repeat is not None and self.series is None


def may_move(now: State, to: State) -> bool:
    """Whether an announcement in state `now` may become `to`."""
    return to in MOVES[now]


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether a moment passed so long ago that a human should decide."""
    return now - due_at > LATENESS


def text_for(texts: Collection[Language], language: Language) -> Language | None:
    """The language of the text this reader will get, or None when there is none for them.

    The reading chain first; then whatever exists, in menu order, so that a one-language announcement reaches all.
    """
    candidates: list[Language] = [*reading_chain(language), *Language]
    for candidate in candidates:
        if candidate in texts:
            return candidate
    return None


def text_wanted(announcement: Announcement, language: Language) -> Language | None:
    """The language of the text this reader gets by what staff chose; None when they get none."""
    if language in announcement.texts:
        return language
    return None if language in announcement.skipped else text_for(announcement.texts, language)


def still_borrowing(
    borrowing: frozenset[Language], before: Collection[Language], after: Collection[Language]
) -> frozenset[Language]:
    """Those of the borrowing languages that get the same text as before, now that there are texts in others.

    What was chosen for the rest was another text than the one they would get: they have to be decided again.
    """
    return frozenset(
        language
        for language in borrowing
        if language not in after and text_for(before, language) is text_for(after, language)
    )


def undecided(announcement: Announcement) -> tuple[Language, ...]:
    """The languages of the audience, in menu order, that have neither a text nor an explicit choice."""
    aimed_at = announcement.audience.languages or frozenset(Language)
    decided = announcement.texts.keys() | announcement.borrowing | announcement.skipped
    return tuple(language for language in Language if language in aimed_at and language not in decided)
