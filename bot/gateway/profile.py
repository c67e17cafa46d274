"""How the bot presents itself in Telegram: commands, descriptions and menu button, in every language."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.domain.places import Language
from bot.gateway.outcomes import raise_if_rejected, reason_of
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.outreach.ports import Gate
from bot.ui import group
from bot.ui.help import COMMANDS, STAFF_COMMANDS

logger = logging.getLogger(__name__)

# Shown in an empty chat, over the Start button; at most 512 characters.
DESCRIPTION = mark(
    "For civil society organisations in Central Asia and Azerbaijan: funding opportunities, courses, news, jobs "
    "and answers to common questions. Press Start and choose your language. No names, no phone numbers and nothing "
    "you write is stored."
)
# Shown on the bot's page and beside links to it; at most 120 characters.
SHORT_DESCRIPTION = mark("Funding, courses and news for civil society organisations in Central Asia and Azerbaijan")


class Profile:
    """Changes only what differs from what Telegram shows. Best effort: what is refused is logged and passed over."""

    def __init__(
        self,
        bot: Bot,
        gate: Gate,
        translator: Callable[[str], Translator],
        fallback: Language,
        owners: Collection[int],
    ) -> None:
        self._bot = bot
        self._gate = gate
        self._translator = translator
        self._fallback = fallback
        self._owners = tuple(owners)

    async def publish(self) -> None:
        """Present the bot; gives up until the next start when Telegram does not answer or asks for quiet."""
        try:
            await self._tried(self._menu_button)
            for code in (None, *Language):
                await self._present(code)
            for owner in self._owners:
                await self._owner_menu(owner)
        except TelegramError as error:
            logger.warning("the bot's profile could not be completed (%s)", type(error).__name__)

    async def _present(self, code: Language | None) -> None:
        """For one language; None is for readers of any other."""
        t = self._translator(code or self._fallback)
        members, administrators = BotCommandScopeAllPrivateChats(), BotCommandScopeAllChatAdministrators()
        await self._tried(lambda: self._commands(COMMANDS, members, t, code))
        await self._tried(lambda: self._commands(group.COMMANDS, administrators, t, code))
        await self._tried(lambda: self._description(t.plain(DESCRIPTION), code))
        await self._tried(lambda: self._short_description(t.plain(SHORT_DESCRIPTION), code))

    async def _tried(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except (BadRequest, InvalidToken) as error:
            raise_if_rejected(error)
            logger.warning("a part of the bot's profile is refused: %s", reason_of(error))

    async def _owner_menu(self, owner: int) -> None:
        try:
            await self._owner_commands(owner)
        except BadRequest as error:  # most often: they have not opened the bot yet
            logger.info("the menu of an owner waits for the next start: %s", reason_of(error))

    async def _owner_commands(self, owner: int) -> None:
        scope = BotCommandScopeChat(owner)
        for code in (None, *Language):
            await self._commands({**COMMANDS, **STAFF_COMMANDS}, scope, self._translator(code or self._fallback), code)

    async def _commands(
        self, commands: Mapping[str, str], scope: BotCommandScope, t: Translator, code: Language | None
    ) -> None:
        wanted = tuple(BotCommand(command, t.plain(about)) for command, about in commands.items())
        await self._gate.reply(None)
        if await self._bot.get_my_commands(scope, code) != wanted:
            await self._gate.reply(None)
            await self._bot.set_my_commands(wanted, scope, code)

    async def _description(self, wanted: str, code: Language | None) -> None:
        await self._gate.reply(None)
        if (await self._bot.get_my_description(code)).description != wanted:
            await self._gate.reply(None)
            await self._bot.set_my_description(wanted, code)

    async def _short_description(self, wanted: str, code: Language | None) -> None:
        await self._gate.reply(None)
        if (await self._bot.get_my_short_description(code)).short_description != wanted:
            await self._gate.reply(None)
            await self._bot.set_my_short_description(wanted, code)

    async def _menu_button(self) -> None:
        await self._gate.reply(None)
        if not isinstance(await self._bot.get_chat_menu_button(), MenuButtonCommands):
            await self._gate.reply(None)
            await self._bot.set_chat_menu_button(menu_button=MenuButtonCommands())
