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
from bot.ui.broken_content import broken_content
from bot.ui.screen import Screen

logger = logging.getLogger(__name__)

QUIET = 400  # milliseconds without a change before a reload: an editor saves several files in a row


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
        """Watches until cancelled."""
        async for _ in awatch(self._directory, step=QUIET, recursive=True):
            await self._take_over()

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
            async with self._db.read() as c:
                known = await visits.load(c, self._db.seal.seal(owner), self._now())
            language = known.member.language if known.member else self._fallback
            await self._messenger.tell(owner, self._screen(language, problems))

    def _screen(self, language: Language, problems: tuple[str, ...]) -> Screen:
        return broken_content(self._translator(language), problems)
