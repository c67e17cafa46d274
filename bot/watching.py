"""Takes the content over when its files change, and tells the owners when it cannot."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from watchfiles import awatch

from bot.content.shelf import Shelf
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.ports import Messenger
from bot.settings import Settings
from bot.store import visits
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.ui.broken_content import broken_content

logger = logging.getLogger(__name__)

QUIET = 400  # milliseconds without a change before a reload: an editor saves several files in a row
LOOK_AGAIN = 2.0  # seconds between two looks at whether the folder itself was exchanged


class Watch:
    """Reloads `shelf` from `directory`. What readers see is exchanged as a whole or not at all."""

    def __init__(
        self,
        directory: Path,
        shelf: Shelf,
        db: Database,
        messenger: Messenger,
        translator: Callable[[Language], Translator],
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        self._directory = directory
        self._shelf = shelf
        self._db = db
        self._messenger = messenger
        self._translator = translator
        self._owners = settings.owners
        self._fallback = settings.language
        self._now = now
        self._told: tuple[str, ...] = ()

    async def run(self) -> None:
        """Watches until cancelled; nothing that goes wrong with the content or in telling of it ends the bot."""
        while True:
            watched = self._identity()
            try:
                await self._watch(watched)
            except FileNotFoundError:
                await asyncio.sleep(LOOK_AGAIN)
            except Exception:
                logger.exception("the content could not be watched: trying again")
                await asyncio.sleep(LOOK_AGAIN)

    async def _watch(self, watched: int | None) -> None:
        """Watches one folder, until another one stands in its place: a deployment may exchange it as a whole."""
        changes = awatch(
            self._directory, step=QUIET, recursive=True, rust_timeout=int(LOOK_AGAIN * 1000), yield_on_timeout=True
        )
        async for changed in changes:
            replaced = self._identity() != watched
            if changed or replaced:
                await self._take_over()
            if replaced:
                return

    def _identity(self) -> int | None:
        try:
            return self._directory.stat().st_ino
        except OSError:
            return None

    async def _take_over(self) -> None:
        error = await asyncio.to_thread(self._shelf.reload)
        problems = tuple(str(problem) for problem in error.problems) if error else ()
        if not problems:
            logger.info("content taken over")
        for problem in problems:
            logger.error("content kept as it was: %s", problem)
        if problems != self._told and problems:
            await self._tell_owners(problems)
        self._told = problems

    async def _tell_owners(self, problems: tuple[str, ...]) -> None:
        for owner in self._owners:
            screen = broken_content(self._translator(await self._language_of(owner)), problems)
            await self._messenger.tell(owner, screen)

    async def _language_of(self, owner: int) -> Language:
        try:
            async with self._db.read() as c:
                known = await visits.load(c, self._db.seal.seal(owner), self._now())
        except StoreError:
            logger.exception("the language of an owner could not be read")
            return self._fallback
        return known.member.language if known.member else self._fallback
