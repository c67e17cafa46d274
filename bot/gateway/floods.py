"""Whom a flood wait stops: Telegram names the seconds, never the scope."""

from collections.abc import Callable

from bot.domain.delivery import Scope


class FloodScopes:
    """Judges each wait by those still running.

    One private chat told to wait says nothing about the others: there is a limit per chat. When a second private chat
    is told to wait while the first wait lasts, the limit is the bot's own, and the wait is for everyone. Groups have a
    limit of their own and never count.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock  # seconds, monotonic
        self._until: dict[int, float] = {}

    def judge(self, chat_id: int, seconds: float) -> Scope:
        """The scope of a wait of this many seconds that a call to this chat has just met."""
        if chat_id < 0:
            return Scope.CHAT
        now = self._clock()
        self._until = {chat: until for chat, until in self._until.items() if until > now}
        scope = Scope.EVERYONE if self._until.keys() - {chat_id} else Scope.CHAT
        self._until[chat_id] = now + seconds
        return scope
