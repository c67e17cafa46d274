"""What outreach needs said: the bot behind `outreach.ports.Messenger`."""

from collections.abc import Awaitable

from telegram import Bot
from telegram.error import TelegramError

from bot.domain.delivery import Later, Lost, Outcome, Scope, Sent
from bot.gateway import letters, messages
from bot.gateway.faults import FloodWaitError
from bot.gateway.floods import FloodScopes
from bot.gateway.outcomes import outcome_of, outcome_of_change
from bot.gateway.speaker import Speaker
from bot.outreach.ports import Gate, Letter
from bot.ui.screen import Screen


class BotMessenger:
    """Fits `outreach.ports.Messenger`. A delivery is one call, never repeated here: the outbox decides what follows.

    All it says lasts: a press under an announcement or a card is answered in a new message. `paid` lets Telegram charge
    for letters beyond its free rate.
    """

    def __init__(self, bot: Bot, gate: Gate, scopes: FloodScopes, speaker: Speaker, *, paid: bool = False) -> None:
        self._bot = bot
        self._gate = gate
        self._scopes = scopes
        self._speaker = speaker
        self._paid = paid

    def prepare(self, screen: Screen) -> Letter:
        """See `Messenger.prepare`."""
        return letters.prepare(screen, paid=self._paid)

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        """See `Messenger.deliver`."""
        try:
            return Sent(await letters.send(self._bot, chat_id, letter))
        except TelegramError as error:
            return self._heard(chat_id, outcome_of(error, self._scope(chat_id, error)))

    async def amend(self, chat_id: int, message_id: int, letter: Letter) -> Outcome:
        """See `Messenger.amend`."""
        return await self._change(chat_id, message_id, letters.amend(self._bot, chat_id, message_id, letter))

    async def withdraw(self, chat_id: int, message_id: int) -> Outcome:
        """See `Messenger.withdraw`."""
        outcome = await self._change(chat_id, message_id, letters.withdraw(self._bot, chat_id, message_id))
        return Sent(message_id) if isinstance(outcome, Lost) and outcome.gone else outcome

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        """The id of the message that now shows the card, or None when it could not be shown."""
        if message_id is None:
            return await self._speaker.say(chat_id, lambda: messages.send_lasting(self._bot, chat_id, screen))
        return await self._speaker.say(chat_id, lambda: messages.edit_lasting(self._bot, chat_id, message_id, screen))

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        """Best effort: a notice that cannot be said is dropped; whether it was said."""
        said = await self._speaker.say(chat_id, lambda: messages.send_lasting(self._bot, chat_id, screen))
        return said is not None

    async def _change(self, chat_id: int, message_id: int, call: Awaitable[None]) -> Outcome:
        try:
            await call
        except TelegramError as error:
            return self._heard(chat_id, outcome_of_change(error, message_id, self._scope(chat_id, error)))
        return Sent(message_id)

    def _scope(self, chat_id: int, error: TelegramError) -> Scope:
        return self._scopes.judge(chat_id, error.seconds) if isinstance(error, FloodWaitError) else Scope.CHAT

    def _heard(self, chat_id: int, outcome: Outcome) -> Outcome:
        """The outcome, of which the gate has been told."""
        if isinstance(outcome, Later) and outcome.scope is not None:
            self._gate.flood(outcome.seconds, None if outcome.scope is Scope.EVERYONE else chat_id)
        return outcome
