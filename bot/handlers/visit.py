"""One visit: who is asking, in which language, and everything a handler may use to answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.content.catalogue import Catalogue
from bot.domain.announcement import Media
from bot.domain.approval import Rules
from bot.domain.member import ChatKind, Member, Role
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.store.database import Database
from bot.ui.packing import Route
from bot.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when an update is handled. `now` is UTC and the same for the whole update.

    `person` is the sealed Telegram id: all the store ever knows of somebody. In a group or channel, which `chat` says,
    it is the chat's: nothing of who pressed there is known here. `member` is None for a newcomer who has
    not chosen a language; then `t` speaks the hinted language. `role` is read anew for every update.
    """

    person: bytes
    member: Member | None
    role: Role | None
    language: Language
    t: Translator
    translator: Callable[[Language], Translator]
    catalogue: Catalogue
    db: Database
    now: datetime
    bot_username: str
    rules: Rules = field(default_factory=Rules)
    chat: ChatKind = ChatKind.PERSON


@dataclass(frozen=True, slots=True)
class Next:
    """The answer of whoever changed something: go on to this place, with a word shown over it.

    `also` are messages that are sent first, one after another, and stay: no press turns them into another screen.
    `stays`: under a message that lasts the word is answer enough, and the place is shown only where it replaces one.
    """

    route: Route
    toast: str | None = None
    also: tuple[Screen, ...] = ()
    stays: bool = False


class LeftOut(StrEnum):
    """What of a written message was not taken."""

    MEDIA = "media"  # it came with something that is neither a photo nor a document
    ALBUM = "album"  # what came with it besides the first


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wrote. `html` keeps Telegram's formatting; nothing of it is ever stored for a member.

    `media` is the picture or file it came with, whose caption is the text.
    """

    text: str
    html: str
    media: Media | None = None
    left_out: LeftOut | None = None
