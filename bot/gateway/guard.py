"""Keeps an error in answering one update from reaching any other, and owns up to it."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.gateway.faults import NotShownError, TokenRejectedError
from bot.gateway.senders import caller_of, sender_of
from bot.gateway.speaker import Speaker
from bot.gateway.visits import Visits
from bot.i18n.translator import Translator
from bot.store.errors import StoreError
from bot.ui.packing import Route
from bot.ui.screen import Press, Screen

logger = logging.getLogger(__name__)

DEADLINE = 20.0  # seconds for one update; past them the person is told to try again, and those behind get their turn
APOLOGY_DEADLINE = 5.0
REMEMBERED = 1000  # updates that could not be saved, each of which is asked for again once


class Guard:
    """`receive` answers an update; `new_id` makes a word by which the log and the operator find the error again."""

    def __init__(
        self,
        receive: Callable[[Update], Awaitable[None]],
        speaker: Speaker,
        visits: Visits,
        home: Route,
        new_id: Callable[[], str],
        deadline: float = DEADLINE,
    ) -> None:
        self._receive = receive
        self._speaker = speaker
        self._visits = visits
        self._home = home
        self._new_id = new_id
        self._deadline = deadline
        self._returned: OrderedDict[int, None] = OrderedDict()

    async def handle(self, update: Update) -> bool:
        """For polling: answered or apologised for, an update is dealt with."""
        if not await self._answer(update):
            await self._apologise(update, _not_saved)
        return True

    async def handle_or_return(self, update: Update) -> bool:
        """For the webhook: False when the database could not be used, so that Telegram delivers the update again.

        When that fails too the person is told, and the update is dealt with.
        """
        if await self._answer(update):
            return True
        if update.update_id in self._returned:
            del self._returned[update.update_id]
            await self._apologise(update, _not_saved)
            return True
        self._returned[update.update_id] = None
        if len(self._returned) > REMEMBERED:
            self._returned.popitem(last=False)
        return False

    async def _answer(self, update: Update) -> bool:
        """False when the database could not be used; whatever else goes wrong has been apologised for."""
        try:
            async with asyncio.timeout(self._deadline):
                await self._receive(update)
        except TokenRejectedError:
            raise
        except NotShownError:
            await self._apologise(update, _went_wrong, acknowledged=True)
        except StoreError:
            logger.exception("error %s: the database could not be used", self._new_id())
            return False
        except Exception:
            logger.exception("error %s: an update could not be answered", self._new_id())
            await self._apologise(update, _went_wrong)
        return True

    async def _apologise(
        self, update: Update, words: Callable[[Translator], str], *, acknowledged: bool = False
    ) -> None:
        if update.my_chat_member is not None:
            return
        try:
            async with asyncio.timeout(APOLOGY_DEADLINE):
                await self._say_sorry(update, words, acknowledged=acknowledged)
        except TokenRejectedError:
            raise
        except Exception:
            logger.exception("an apology could not be said")

    async def _say_sorry(self, update: Update, words: Callable[[Translator], str], *, acknowledged: bool) -> None:
        sender, caller, query = sender_of(update), caller_of(update), update.callback_query
        if sender is not None:
            t = await self._visits.translator(sender)
            if query is not None and not acknowledged:
                await self._speaker.acknowledge(query.id, None)
            await self._speaker.show(sender.id, Screen(words(t), ((Press(t.plain("Main menu"), self._home),),)))
        elif caller is not None and query is not None and not acknowledged:
            # In a group only whoever pressed is told, where nobody else sees it.
            await self._speaker.acknowledge(query.id, words(await self._visits.translator(caller.chat)))


def _went_wrong(t: Translator) -> str:
    return t("Something went wrong on our side. Please try again.")


def _not_saved(t: Translator) -> str:
    return t("This cannot be saved right now. Please try again later.")
