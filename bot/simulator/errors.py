"""Refusals of the Bot API, worded as the official server words them."""

from collections.abc import Mapping


class BotApiError(Exception):
    """Answered as `{"ok": false, …}` with this HTTP status.

    `violation` names the rule the bot broke, when a careful bot could not have been refused this way.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        parameters: Mapping[str, int] | None = None,
        violation: str | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.violation = violation


class SimulatorError(Exception):
    """The test asked for something that cannot happen in Telegram; the message says why."""


class DelayedError(Exception):
    """The server holds the call this long before it takes effect."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def bad_request(text: str, violation: str | None = None) -> BotApiError:
    return BotApiError(400, f"Bad Request: {text}", violation=violation)


def forbidden(text: str) -> BotApiError:
    return BotApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> BotApiError:
    return BotApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> BotApiError:
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds})
