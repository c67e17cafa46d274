"""Whom a flood wait stops: Telegram names the seconds, never the scope, so that it has to be judged by evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.delivery import Scope

# A chat takes one call a second and short bursts more. With fewer calls than this in five seconds it cannot have met
# that limit, so that what was met is the bot's own.
SEVERAL = 3
# Two chats that are told to wait so shortly after each other, or until the same moment, were told the same thing.
TOGETHER = 10.0
SAME_END = 2.0
# A chat that is told to wait again when its own wait has hardly ended is still told of its own.
HARDLY = 60.0


@dataclass(frozen=True, slots=True)
class _Wait:
    told: float
    until: float


class FloodScopes:
    """`clock` gives monotonic seconds; `burst_of` how many calls a chat had within the five seconds up to its last.

    Taking the bot's own wait for one chat's would send to everybody else inside of it; taking one chat's for the bot's
    holds everybody up. In doubt it is the bot's own, since that is what a broadcast meets.
    """

    def __init__(self, clock: Callable[[], float], burst_of: Callable[[int], int]) -> None:
        self._clock = clock
        self._burst_of = burst_of
        self._own: dict[int, _Wait] = {}  # waits of private chats that were judged to be theirs alone

    def judge(self, chat_id: int, seconds: float) -> Scope:
        """The scope of a wait of this many seconds that a call to this chat has just met.

        Groups have a limit of their own, which is low: what they meet is always theirs.
        """
        if chat_id < 0:
            return Scope.CHAT
        now = self._clock()
        wait = _Wait(now, now + seconds)
        self._own = {chat: own for chat, own in self._own.items() if own.until + HARDLY > now}
        if self._is_shared(chat_id, wait) or not self._may_be_alone(chat_id):
            return Scope.EVERYONE
        self._own[chat_id] = wait
        return Scope.CHAT

    def _is_shared(self, chat_id: int, wait: _Wait) -> bool:
        return any(
            wait.told - other.told < TOGETHER or abs(wait.until - other.until) < SAME_END
            for chat, other in self._own.items()
            if chat != chat_id and other.until > wait.told
        )

    def _may_be_alone(self, chat_id: int) -> bool:
        return chat_id in self._own or self._burst_of(chat_id) >= SEVERAL
