"""Who a member is to the bot: a language, a country, interests, and whether messages may be sent."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.interests import Interests, Kind, Often
from bot.domain.places import Country, Language
from bot.domain.quiet import USUAL, Hours
from bot.domain.reminders import LADDER


class Standing(StrEnum):
    """Whether this member can be written to."""

    ACTIVE = "active"
    STOPPED = "stopped"  # said /stop: nothing unasked until /start
    BLOCKED = "blocked"  # blocked the bot; /start or unblocking revives with the old settings
    GONE = "gone"  # the Telegram account is deactivated


class ChatKind(StrEnum):
    """What kind of chat a member is: most are a person's, an organisation may add the bot to its group or channel."""

    PERSON = "person"
    GROUP = "group"
    CHANNEL = "channel"


class Role(StrEnum):
    """What a staff member may do. An owner may do everything."""

    OWNER = "owner"
    EDITOR = "editor"
    BROADCASTER = "broadcaster"


@dataclass(frozen=True, slots=True)
class Member:
    """One stored row. Nothing here names anybody; the days are rounded to the day on purpose.

    A row begins to exist when a language is chosen; `country` is None when skipped. What is new of a kind in `daily` or
    `weekly` comes in a digest, of any other at once. `ladder` says how many days before a deadline to remind.
    `paused_until` is when a pause ends by itself.
    """

    id: int
    language: Language
    country: Country | None = None
    interests: Interests = field(default_factory=Interests)
    standing: Standing = Standing.ACTIVE
    paused: bool = False
    joined_on: date = date.min
    seen_on: date = date.min
    daily: frozenset[Kind] = frozenset()
    weekly: frozenset[Kind] = frozenset()
    quiet: Hours = USUAL
    quiet_days: bool = True
    ladder: frozenset[int] = frozenset(LADDER)
    paused_until: datetime | None = None
    chat: ChatKind = ChatKind.PERSON

    @property
    def reachable(self) -> bool:
        """Whether anything unasked may be sent now."""
        return self.standing is Standing.ACTIVE and not self.paused

    def often(self, kind: Kind) -> Often:
        """How soon this member hears of something new of this kind; announcements never wait."""
        if kind is Kind.ANNOUNCEMENT:
            return Often.AT_ONCE
        if kind in self.daily:
            return Often.DAILY
        return Often.WEEKLY if kind in self.weekly else Often.AT_ONCE


def may_announce(role: Role | None) -> bool:
    """Whether this role may write, schedule and cancel announcements."""
    return role in {Role.OWNER, Role.BROADCASTER}


def may_name_staff(role: Role | None) -> bool:
    """Whether this role may name and dismiss editors and broadcasters."""
    return role is Role.OWNER
