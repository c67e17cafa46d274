"""What outreach needs said: the bot behind `outreach.ports.Messenger`."""

from telegram import Bot
from telegram.error import TelegramError

from bot.domain.delivery import Later, Outcome, Scope, Sent
from bot.gateway import messages
from bot.gateway.faults import FloodWaitError
from bot.gateway.floods import FloodScopes
from bot.gateway.outcomes import outcome_of
from bot.gateway.speaker import Speaker
from bot.outreach.ports import Gate
from bot.ui.screen import Screen


class BotMessenger:
    """Fits `outreach.ports.Messenger`. A delivery is one call, never repeated here: the outbox decides what follows.

    All it says lasts: a press under an announcement or a card is answered in a new message.
    """

    def __init__(self, bot: Bot, gate: Gate, scopes: FloodScopes, speaker: Speaker) -> None:
        self._bot = bot
        self._gate = gate
        self._scopes = scopes
        self._speaker = speaker

    async def deliver(self, chat_id: int, screen: Screen) -> Outcome:
        """What became of one send, made when the gate's broadcast lane lets it.

        Raises the gate's `FloodedError` and `TokenRejectedError`.
        """
        await self._gate.broadcast(chat_id)
        try:
            return Sent(await messages.send_lasting(self._bot, chat_id, screen))
        except TelegramError as error:
            return self._outcome(chat_id, error)

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        """The id of the message that now shows the card, or None when it could not be shown."""
        if message_id is None:
            return await self._speaker.say(chat_id, lambda: messages.send_lasting(self._bot, chat_id, screen))
        return await self._speaker.say(chat_id, lambda: messages.edit_lasting(self._bot, chat_id, message_id, screen))

    async def tell(self, chat_id: int, screen: Screen) -> None:
        """Best effort: a notice that cannot be said is dropped."""
        await self._speaker.say(chat_id, lambda: messages.send_lasting(self._bot, chat_id, screen))

    def _outcome(self, chat_id: int, error: TelegramError) -> Outcome:
        scope = self._scopes.judge(chat_id, error.seconds) if isinstance(error, FloodWaitError) else Scope.CHAT
        outcome = outcome_of(error, scope)
        if isinstance(outcome, Later) and outcome.scope is not None:
            self._gate.flood(outcome.seconds, None if outcome.scope is Scope.EVERYONE else chat_id)
        return outcome
