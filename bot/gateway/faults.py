"""What can go wrong with a call to Telegram beyond the library's own errors, each type saying what to do next."""

from datetime import timedelta

from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.outreach.ports import HopelessError


class NotSentError(NetworkError):
    """The request certainly never left this machine: making it again cannot repeat anything."""


class AnswerLostError(NetworkError):
    """The request went out and no usable answer came back: it may have had its effect."""


class FloodWaitError(RetryAfter):
    """Telegram asks for quiet: wait `seconds` before the next call of this kind.

    The library's own constructor reads a deprecated property, which warns; this one does not.
    """

    def __init__(self, seconds: float) -> None:
        TelegramError.__init__(self, f"Telegram asks to wait {seconds:g} s")
        self._retry_after = timedelta(seconds=seconds)

    @property
    def seconds(self) -> float:
        return self._retry_after.total_seconds()


class NotShownError(Exception):
    """A press was answered, but its screen could not be shown: say so, or the person waits for nothing."""


class TokenRejectedError(HopelessError):
    """Telegram does not know this token: nothing can work until the operator sets the right one."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram rejects BOT_TOKEN: copy it again from @BotFather and start the bot again "
            "(and check BOT_API_URL, if you have set it)"
        )
