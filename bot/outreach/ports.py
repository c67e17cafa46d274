"""What outreach needs of the outside: a messenger, and the gate every call of this token goes through."""

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


class Messenger(Protocol):
    """Speaks to Telegram. The gateway fits it."""

    async def deliver(self, chat_id: int, screen: Screen) -> Outcome:
        """Makes one send through the gate's broadcast lane and tells what became of it.

        Lets the gate's `FloodedError` through. Any other exception counts as an answer that was lost.
        """
        ...

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        """Edits the message, or sends it anew; the id of the one that shows the screen now, None when none does."""
        ...

    async def tell(self, chat_id: int, screen: Screen) -> None:
        """Best effort notice to staff."""
        ...


class Gate(Protocol):
    """Who may call Telegram now. One gate for all calls of a token, whatever their method."""

    async def reply(self, chat_id: int | None) -> None:
        """Returns when a reply to this chat may be made; never waits behind a broadcast.

        None is for what is no message in a chat (answering a press): only the budget of all calls counts then. A flood
        wait is waited out, however long; cancelling the wait is safe.
        """
        ...

    async def broadcast(self, chat_id: int) -> None:
        """Returns when a broadcast to this chat may be made.

        Raises FloodedError, at once or while waiting, when a flood wait stops it: the caller has already written the
        send down as begun, and by the end of the wait it may no longer be wanted.
        """
        ...

    def flood(self, seconds: float, chat_id: int | None) -> None:
        """Telegram named a wait: for this chat, or for everyone. A wait that ends later stays as it is."""
        ...
