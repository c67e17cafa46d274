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

    def add_bot_by_link(self, by: Person, payload: str = "") -> Done[Message]:
        """Follow t.me/<bot>?startgroup=…: the app adds the bot and sends the command with the payload."""
        self._set_bot(by, Membership.MEMBER)
        return self.say(by, f"/start@{self._world.bot_username} {payload}".rstrip())

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

    def say(
        self, person: Person, text: str, reply_to: Message | None = None, topic: int | None = None
    ) -> Done[Message]:
        """Say something; `topic` is the thread of a forum in which it is said."""
        place = {"message_thread_id": topic, "is_topic_message": True} if topic is not None else None
        return Done(gatherings.say(self._world, self.group, person.account, text, reply_to, place))

    def say_anonymously(self, person: Person, text: str, reply_to: Message | None = None) -> Done[Message]:
        """Say something as an administrator who is not named."""
        return Done(gatherings.say_anonymously(self._world, self.group, person.account, text, reply_to))

    def say_as(self, person: Person, channel: "Gathering", text: str) -> Done[Message]:
        """Say something in the name of a channel of one's own."""
        return Done(gatherings.say_as(self._world, self.group, person.account, channel.group, text))

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

    def commands(self, person: Person) -> list[dict[str, str]]:
        """The command menu as this person's client shows it here."""
        status, language = self.group.members.get(person.id, "left"), person.account.language_code or ""
        return self._world.profile.group_commands(self.id, person.id, status, language)

    @property
    def screen(self) -> Message:
        """The bot's last message that is still there."""
        for message in reversed(self.messages):
            if not message.deleted:
                return message
        raise SimulatorError(f"The bot has not shown anything in {self.group.title}.")

    @property
    def messages(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in self.chat if message.by_bot]
