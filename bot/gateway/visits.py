"""From who sent an update to a visit: one statement, the reader's language, the role, the day they were last seen."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.domain.member import ChatKind, Member, Role
from bot.domain.places import Language, language_from_hint
from bot.gateway.senders import Sender
from bot.handlers.visit import Visit
from bot.i18n.translator import Translator
from bot.store import members
from bot.store import visits as stored
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.ui.packing import Route, from_link

logger = logging.getLogger(__name__)

# After a day that could not be noted none is for so long: a locked database would keep everybody waiting again.
NOT_AGAIN_FOR = timedelta(minutes=1)


class MakeVisit(Protocol):
    """Adds to what is known of a person what is the same for everybody: catalogue, translators, database."""

    def __call__(
        self, *, person: bytes, member: Member | None, role: Role | None, language: Language, now: datetime
    ) -> Visit: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit, and the place whose answer the next written message is, when one is awaited."""

    visit: Visit
    expecting: Route | None


class Visits:
    """`owners` are Telegram ids and stay owners whatever is stored; `clock` gives aware UTC."""

    def __init__(
        self,
        db: Database,
        make: MakeVisit,
        translator: Callable[[str], Translator],
        owners: Collection[int],
        fallback: Language,
        clock: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._make = make
        self._translator = translator
        self._owners = frozenset(owners)
        self._fallback = fallback
        self._clock = clock
        self._note_days_from = datetime.min.replace(tzinfo=UTC)

    async def open(self, sender: Sender) -> Opened:
        """Read what is known of this person now."""
        now = self._clock()
        person = self._db.seal.seal(sender.id)
        async with self._db.read() as c:
            known = await stored.load(c, person, now)
        member = await self._seen(person, known.member, now)
        visit = self._make(
            person=person,
            member=member,
            role=self._role(sender, known.role),
            language=member.language if member else self._hinted(sender),
            now=now,
        )
        if sender.chat is not ChatKind.PERSON:
            return Opened(replace(visit, chat=sender.chat), None)
        return Opened(visit, from_link(known.expecting) if known.expecting else None)

    async def translator(self, sender: Sender) -> Translator:
        """Their language if it can be read, the hinted one otherwise: for a word on what went wrong."""
        try:
            return (await self.open(sender)).visit.t
        except Exception:
            logger.exception("a language could not be read: the hinted one is spoken")
            return self.hinted(sender)

    def hinted(self, sender: Sender) -> Translator:
        """The translator to speak with before anything is read."""
        return self._translator(self._hinted(sender))

    def _role(self, sender: Sender, stored: Role | None) -> Role | None:
        """Nobody has a role in a group, whoever they are elsewhere."""
        if sender.chat is not ChatKind.PERSON:
            return None
        return Role.OWNER if sender.id in self._owners else stored

    def _hinted(self, sender: Sender) -> Language:
        return language_from_hint(sender.hint) or self._fallback

    async def _seen(self, person: bytes, member: Member | None, now: datetime) -> Member | None:
        today = now.date()
        if member is None or member.seen_on >= today or now < self._note_days_from:
            return member
        try:
            async with self._db.write() as tx:
                await members.touch(tx, person, today)
        except StoreError as error:
            # Who only reads needs nothing saved; who needs it will be told.
            self._note_days_from = now + NOT_AGAIN_FOR
            logger.warning("the day of a visit could not be noted (%s)", type(error).__name__)
            return member
        return replace(member, seen_on=today)
