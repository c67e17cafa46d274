"""One visit: who is asking, in which language, and everything a handler may use to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.content.catalogue import Catalogue
from bot.domain.member import Member, Role
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.store.database import Database
from bot.ui.packing import Route


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when an update is handled. `now` is UTC and the same for the whole update.

    `person` is the sealed Telegram id: all the store ever knows of somebody. `member` is None for a newcomer who has
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


@dataclass(frozen=True, slots=True)
class Next:
    """The answer of whoever changed something: go on to this place, with a word shown over it."""

    route: Route
    toast: str | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wrote. `html` keeps Telegram's formatting; neither is ever stored for a member."""

    text: str
    html: str
