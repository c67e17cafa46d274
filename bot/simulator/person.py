"""A person of a test: writes, presses, blocks; reads what the bot shows; waits without polling."""

from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

from bot.simulator import acts
from bot.simulator.callbacks import Press
from bot.simulator.chats import Account, Message, Standing
from bot.simulator.entities import Entity
from bot.simulator.errors import SimulatorError
from bot.simulator.inline import InlineQuery
from bot.simulator.world import World

T = TypeVar("T")


class Done(Generic[T]):
    """Something that has happened already; may be awaited, need not be."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __await__(self) -> Generator[Any, None, T]:
        yield from ()
        return self.value


class Person:
    """Made by `Simulator.person`; equal to any other handle of the same person."""

    __slots__ = ("_world", "account")

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.account is self.account

    def __hash__(self) -> int:
        return hash(self.account.id)

    def __repr__(self) -> str:
        return f"<{self.account.first_name}, {self.id}>"

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def standing(self) -> Standing:
        return self.account.standing

    # What a person does

    def start(self, payload: str = "") -> Done[Message]:
        """Press Start, or open the deep link with this payload; unblocks the bot when it was blocked."""
        self._skip()
        return Done(acts.start(self._world, self.account, payload))

    def say(self, text: str, entities: list[Entity] | None = None) -> Done[Message]:
        self._skip()
        return Done(acts.say(self._world, self.account, text, entities))

    def press(self, label: str | None = None, data: str | None = None, message_id: int | None = None) -> Done[Press]:
        """Press the button with this label, or send this callback data, whatever the message has.

        The message is the newest that has the button; for forged data the newest of the bot's.
        """
        self._skip()
        message = self._message(label, message_id)
        if data is None:
            data = self._data(message, label)
        return Done(acts.press(self._world, self.account, message, data))

    def send_document(
        self, name: str, body: bytes, content_type: str = "application/octet-stream", caption: str = ""
    ) -> Done[Message]:
        self._skip()
        return Done(acts.send_file(self._world, self.account, "document", name, content_type, body, caption))

    def send_photo(self, name: str, body: bytes, content_type: str = "image/png", caption: str = "") -> Done[Message]:
        """A PNG or JPEG picture, shown as one."""
        self._skip()
        return Done(acts.send_file(self._world, self.account, "photo", name, content_type, body, caption))

    def inline(self, query: str, offset: str = "") -> Done[InlineQuery]:
        """Ask the bot from another chat; the results are in the returned query once it is answered."""
        return Done(acts.ask_inline(self._world, self.account, query, offset))

    def choose(self, query: InlineQuery, result_id: str) -> Done[Message]:
        """Send a result that the bot offered into the chat with it."""
        return Done(acts.choose(self._world, self.account, query, result_id))

    def block(self) -> Done[None]:
        acts.set_blocked(self._world, self.account, blocked=True)
        return Done(None)

    def unblock(self) -> Done[None]:
        acts.set_blocked(self._world, self.account, blocked=False)
        return Done(None)

    def deactivate(self) -> Done[None]:
        acts.deactivate(self._world, self.account)
        return Done(None)

    def meet(self) -> Done[None]:
        """Be seen by the bot elsewhere, without a private chat."""
        self._world.introduce(self.id)
        return Done(None)

    # What a person sees

    @property
    def chat(self) -> list[Message]:
        """Both sides of the conversation, deleted messages included."""
        return list(self._world.messages.get(self.id, ()))

    @property
    def messages(self) -> list[Message]:
        """The bot's messages, deleted ones included."""
        return [message for message in self._world.messages.get(self.id, ()) if message.by_bot]

    @property
    def screen(self) -> Message:
        """The bot's last message that is still there."""
        for message in reversed(self._world.messages.get(self.id, [])):
            if message.by_bot and not message.deleted:
                return message
        raise SimulatorError(f"The bot has not shown {self.account.first_name} anything.")

    @property
    def toasts(self) -> list[str]:
        """What popped up over the chat after presses, in the order of the presses."""
        return [press.toast for press in self._world.presses.of(self.id) if press.toast]

    @property
    def commands(self) -> list[dict[str, str]]:
        """The command menu as this person's client shows it."""
        return self._world.profile.effective_commands(self.id, self.account.language_code or "")

    # Waiting

    def next_message(self, timeout: float = 5) -> Coroutine[Any, Any, Message]:
        """The first new message of the bot since the last act of this person, or since the last one returned here."""
        return self._next_message(timeout)

    def settled(self, timeout: float = 5) -> Coroutine[Any, Any, None]:
        """Return when the bot has confirmed everything this person did, and answered every press."""
        return self._world.hub.until(lambda: not self._busy(), timeout, self._pending)

    async def _next_message(self, seconds: float) -> Message:
        await self._world.hub.until(
            lambda: len(self.messages) > self.account.read,
            seconds,
            lambda: f"no new message for {self.account.first_name}",
        )
        self.account.read += 1
        return self.messages[self.account.read - 1]

    def _busy(self) -> bool:
        return self._world.updates.waits_for(self.id) or self._world.presses.waits_for(self.id)

    def _pending(self) -> str:
        updates = [
            f"{update.kind} {update.update_id}{'' if update.fetched else ' (never fetched)'}"
            for update in self._world.updates
            if update.person == self.id
        ]
        presses = [press.data for press in self._world.presses.unanswered(self.id)]
        return f"{self.account.first_name} still waits: unconfirmed {updates}, unanswered presses {presses}"

    def _skip(self) -> None:
        self.account.read = len(self.messages)

    def _message(self, label: str | None, message_id: int | None) -> Message:
        if message_id is not None:
            message = self._world.history(self.id).get(message_id)
            if message is None:
                raise SimulatorError(f"There is no message {message_id}.")
            return message
        if label is None:
            return self.screen
        return acts.newest_with_button([m for m in self.messages if not m.deleted], label)

    @staticmethod
    def _data(message: Message, label: str | None) -> str:
        if label is None:
            raise SimulatorError("Say which button: label=… or data=….")
        button = message.button(label)
        if button is None:
            raise SimulatorError(f"There is no button {label!r}; there are {message.labels}.")
        if button.data is None:
            raise SimulatorError(f"The button {label!r} sends nothing to the bot: {button}.")
        return button.data
