"""The state of the local Telegram: one bot, everybody it can talk to, and the books kept about it."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.books import CallLog, Violation, Violations
from bot.simulator.callbacks import Presses
from bot.simulator.chats import Account, Group, Message, MessageList, Standing
from bot.simulator.clock import Clock
from bot.simulator.errors import SimulatorError
from bot.simulator.files import Files
from bot.simulator.flood import Flood
from bot.simulator.hub import Hub
from bot.simulator.inline import InlineQueries
from bot.simulator.journal import Happening, Journal
from bot.simulator.polling import Poller
from bot.simulator.profile import Profile
from bot.simulator.rendering import Rendering
from bot.simulator.updates import Pending, UpdateQueue
from bot.simulator.webhook import Webhook


class World:
    """Everything but the network. Methods of the Bot API and acts of people change it."""

    def __init__(self, token: str, clock: Clock, *, strict: bool) -> None:
        self.token = token
        self.clock = clock
        self.bot_id = int(token.split(":", 1)[0])
        self.bot_name = "Local bot"
        self.bot_username = "local_bot"
        self.hub = Hub()
        self.calls = CallLog()
        self.violations = Violations(clock.now, self._violated, strict=strict)
        self.journal = Journal(clock.now)
        self.people: dict[int, Account] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, MessageList] = {}
        self.pinned: dict[int, list[int]] = {}
        self.last_message_id = 0
        self.chat_instance = str(secrets.randbelow(10**18) + 10**18)
        self.rendering = Rendering(self.people, self.groups, self.bot_user())
        self.as_json = self.rendering.as_json
        self.presses = Presses(clock.now)
        self.inline = InlineQueries(clock.now)
        self.files = Files()
        self.profile = Profile()
        self.flood = Flood(clock, self.violations)
        self.gate = self.flood.gate
        self.updates = UpdateQueue(clock.now, self._confirmed)
        self.poller = Poller(self.updates, self.violations)
        self.webhook = Webhook(self.updates, clock, self._run_answer)
        self.webhook_set_at = 0.0
        self.poller.webhook_active = lambda: self.webhook.target is not None
        self.updates.arrived.append(self._arrived)
        self.run: Callable[[str, dict[str, Any]], Awaitable[object]] | None = None

    def reset(self) -> None:
        """Forget all people, chats and books. What the bot said once at its start stays: commands, webhook, clock."""
        for collection in (self.people, self.groups, self.messages, self.pinned, self.presses, self.inline, self.files):
            collection.clear()
        for book in (self.updates, self.calls, self.journal, self.flood, self.violations.found):
            book.clear()
        self.last_message_id = 0
        self.hub.publish("reset", dict)

    # Who is who

    def now(self) -> int:
        return int(self.clock.now())

    def bot_user(self) -> dict[str, Any]:
        return {"id": self.bot_id, "is_bot": True, "first_name": self.bot_name, "username": self.bot_username}

    def account(self, person: int) -> Account:
        account = self.people.get(person)
        if account is None:
            raise SimulatorError(f"There is no person {person}.")
        return account

    def name(self, person: int | None) -> str:
        return self.bot_name if person is None else self.account(person).first_name

    def chat_name(self, chat_id: int) -> str:
        group = self.groups.get(chat_id)
        return group.title if group is not None else self.name(chat_id)

    def introduce(self, person: int, standing: Standing = Standing.SEEN) -> None:
        """The bot meets somebody (in a group, by an inline query)."""
        account = self.account(person)
        account.standing = max(account.standing, standing)

    # Messages

    def history(self, chat_id: int) -> MessageList:
        """The messages of a chat, made when the first one comes."""
        history = self.messages.get(chat_id)
        if history is None:
            history = self.messages[chat_id] = MessageList()
        return history

    def next_message_id(self, chat: Account | Group) -> int:
        """Supergroups and channels count for themselves, all private chats and basic groups together."""
        if isinstance(chat, Group) and chat.type != "group":
            chat.last_message_id += 1
            return chat.last_message_id
        self.last_message_id += 1
        return self.last_message_id

    def post(self, chat: Account | Group, message: Message) -> Message:
        history = self.messages.get(chat.id)
        if history is None:
            history = self.messages[chat.id] = MessageList()
        history.add(message)
        self.journal.show(Happening.MESSAGE, message, message.sender)
        self.hub.publish("message", lambda: self.rendering.view(message))
        return message

    def show_change(self, message: Message) -> None:
        """Announce that a message was edited or deleted by the bot."""
        self.journal.show(Happening.DELETE if message.deleted else Happening.EDIT, message)
        self.hub.publish("edit", lambda: self.rendering.view(message))

    # What the parts report

    def note_late_presses(self) -> None:
        """Presses that went unanswered for too long become violations when somebody looks."""
        for press in self.presses.expired():
            self.violations.add("unanswered-callback", f"the press of {press.data!r} was not answered in time")

    async def _run_answer(self, name: str, given: dict[str, Any]) -> None:
        """Run a method that came in the answer to a webhook delivery."""
        if self.run is not None:
            await self.run(name, given)

    def _arrived(self, update: Pending) -> None:
        self.hub.publish("update", lambda: _moved(update, "queued"))

    def _confirmed(self, update: Pending) -> None:
        self.hub.publish("update", lambda: _moved(update, "confirmed"))

    def _violated(self, violation: Violation) -> None:
        self.hub.publish("violation", violation.describe)


def _moved(update: Pending, state: str) -> dict[str, Any]:
    return {"update_id": update.update_id, "kind": update.kind, "body": update.body, "state": state}
