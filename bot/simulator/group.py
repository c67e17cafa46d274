"""A group, supergroup or channel of a test: who is in it, what is said, what the bot may do there."""

from bot.simulator import gatherings
from bot.simulator.callbacks import Press
from bot.simulator.chats import Group, Membership, Message
from bot.simulator.errors import SimulatorError
from bot.simulator.person import Done, Person
from bot.simulator.world import World


class Gathering:
    """Made by `Simulator.group`."""

    def __init__(self, world: World, group: Group) -> None:
        self._world = world
        self.group = group

    @property
    def id(self) -> int:
        return self.group.id

    # The bot's place in it

    def add_bot(self, by: Person) -> Done[None]:
        return self._set_bot(by, Membership.MEMBER)

    def promote_bot(self, by: Person, **rights: bool) -> Done[None]:
        """Make the bot an administrator; rights by their Bot API names, all others as usual."""
        return self.place_bot(by, Membership.ADMINISTRATOR, rights)

    def restrict_bot(self, by: Person) -> Done[None]:
        return self._set_bot(by, Membership.RESTRICTED)

    def remove_bot(self, by: Person) -> Done[None]:
        return self._set_bot(by, Membership.LEFT)

    def kick_bot(self, by: Person) -> Done[None]:
        return self._set_bot(by, Membership.KICKED)

    def place_bot(self, by: Person, membership: Membership, rights: dict[str, bool]) -> Done[None]:
        self.group.bot_rights = rights
        return self._set_bot(by, membership)

    def _set_bot(self, by: Person, membership: Membership) -> Done[None]:
        gatherings.set_bot(self._world, self.group, by.account, membership)
        return Done(None)

    # People in it

    def join(self, person: Person, status: str = "member") -> Done[None]:
        gatherings.set_member(self._world, self.group, person.account, status)
        return Done(None)

    def leave(self, person: Person) -> Done[None]:
        return self.join(person, "left")

    def say(self, person: Person, text: str, reply_to: Message | None = None) -> Done[Message]:
        return Done(gatherings.say(self._world, self.group, person.account, text, reply_to))

    def post(self, person: Person, text: str) -> Done[Message]:
        """Say something as the channel."""
        return Done(gatherings.post(self._world, self.group, text, person.account))

    def press(self, person: Person, label: str, message_id: int | None = None) -> Done[Press]:
        """Press the button with this label, on the newest message that has it."""
        for message in reversed(self.messages):
            button = message.button(label)
            if button is not None and button.data is not None and message_id in {None, message.message_id}:
                return Done(gatherings.press(self._world, self.group, person.account, message, button.data))
        raise SimulatorError(f"There is no button {label!r} in {self.group.title}.")

    def press_data(self, person: Person, data: str, message_id: int) -> Done[Press]:
        """Send this callback data for a message, whatever its buttons say."""
        message = self._world.history(self.id).get(message_id)
        if message is None:
            raise SimulatorError(f"There is no message {message_id}.")
        return Done(gatherings.press(self._world, self.group, person.account, message, data))

    # Its fate

    def migrate(self, by: Person) -> "Gathering":
        """Become a supergroup; the old id answers with the new one from now on."""
        return Gathering(self._world, gatherings.migrate(self._world, self.group, by.account))

    def delete(self) -> Done[None]:
        self.group.deleted = True
        return Done(None)

    # What is to be seen

    @property
    def chat(self) -> list[Message]:
        """Everything said, service messages included."""
        return list(self._world.messages.get(self.id, ()))

    @property
    def messages(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in self.chat if message.by_bot]
