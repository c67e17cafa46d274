"""Who a member is to the bot: a language, a country, interests, and whether messages may be sent."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.interests import Interests
from bot.domain.places import Country, Language


class Standing(StrEnum):
    """Whether this member can be written to."""

    ACTIVE = "active"
    STOPPED = "stopped"  # said /stop: nothing unasked until /start
    BLOCKED = "blocked"  # blocked the bot; /start or unblocking revives with the old settings
    GONE = "gone"  # the Telegram account is deactivated


class Role(StrEnum):
    """What a staff member may do. An owner may do everything."""

    OWNER = "owner"
    EDITOR = "editor"
    BROADCASTER = "broadcaster"


@dataclass(frozen=True, slots=True)
class Member:
    """One stored row. Nothing here names anybody; the days are rounded to the day on purpose.

    A row begins to exist when a language is chosen; `country` is None when skipped.
    """

    id: int
    language: Language
    country: Country | None = None
    interests: Interests = field(default_factory=Interests)
    standing: Standing = Standing.ACTIVE
    paused: bool = False
    joined_on: date = date.min
    seen_on: date = date.min

    @property
    def reachable(self) -> bool:
        """Whether anything unasked may be sent now."""
        return self.standing is Standing.ACTIVE and not self.paused


def may_announce(role: Role | None) -> bool:
    """Whether this role may write, schedule and cancel announcements."""
    return role in {Role.OWNER, Role.BROADCASTER}


def may_name_staff(role: Role | None) -> bool:
    """Whether this role may name and dismiss editors and broadcasters."""
    return role is Role.OWNER
