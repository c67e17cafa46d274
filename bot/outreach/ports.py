"""What outreach needs of the outside: a messenger, and the gate every call of this token goes through."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.delivery import Outcome
from bot.ui.screen import Screen


class FloodedError(Exception):
    """Telegram asked for quiet: this broadcast was not made and must not be for another `seconds`.

    `chat_id` is whom the wait stops, None for everyone.
    """

    def __init__(self, seconds: float, chat_id: int | None) -> None:
        super().__init__(f"{'everyone' if chat_id is None else 'one chat'} is to be left in peace for {seconds:g} s")
        self.seconds = seconds
        self.chat_id = chat_id


class HopelessError(Exception):
    """Nothing can be said at all until the operator acts: the process has to end with this message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A screen made ready once and sent to many. What is not the screen only the messenger that made it can read."""

    screen: Screen
    send: bytes = b""
    amend: bytes = b""


class LaneShutError(Exception):
    """This process does not lead, or not any more: what it has begun to send is not for it to send."""


class Messenger(Protocol):
    """Speaks to Telegram. The gateway fits it.

    The three that give an outcome make one call each, at once: the caller has been let through the gate. They raise
    `HopelessError`, which means that nothing was done; any other exception counts as an answer that was lost.
    """

    def prepare(self, screen: Screen) -> Letter:
        """The screen as a letter, which a press under it does not turn into another screen."""
        ...

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        """Sends it as a new message."""
        ...

    async def amend(self, chat_id: int, message_id: int, letter: Letter) -> Outcome:
        """Makes this message show it; of a letter with a picture or a file, only what is written under it.

        Done twice it is as done once. `Lost` when the message is not there or cannot be edited.
        """
        ...

    async def withdraw(self, chat_id: int, message_id: int) -> Outcome:
        """Deletes this message; one that is gone already is `Sent`, one too old to be deleted is `Lost`."""
        ...

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        """Edits the message, or sends it anew; the id of the one that shows the screen now, None when none does."""
        ...

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        """Best effort notice to staff; whether it was said."""
        ...


class Gate(Protocol):
    """Who may call Telegram now. One gate for all calls of a token, whatever their method."""

    async def reply(self, chat_id: int | None) -> None:
        """Returns when a reply to this chat may be made; never waits behind a broadcast.

        None is for what is no message in a chat (answering a press): only the budget of all calls counts then. A flood
        wait is waited out, however long; cancelling the wait is safe.
        """
        ...

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        """Returns when a broadcast to this chat may be made; one that is paid for has a faster lane of its own.

        Raises LaneShutError while this process does not lead.

        Raises FloodedError, at once or while waiting, when a flood wait stops it: the caller has already written the
        send down as begun, and by the end of the wait it may no longer be wanted.
        """
        ...

    def flood(self, seconds: float, chat_id: int | None) -> None:
        """Telegram named a wait: for this chat, or for everyone. A wait that ends later stays as it is."""
        ...
