"""What happens in groups and channels, as the updates that the bot gets to know of it."""

from typing import Any

from bot.simulator.callbacks import Press
from bot.simulator.chats import Account, Group, Membership, Message
from bot.simulator.content import finished
from bot.simulator.errors import SimulatorError
from bot.simulator.methods.chat import STATUS, bot_member, member, rights_in
from bot.simulator.methods.grouping import service
from bot.simulator.updates import CALLBACK_QUEUE, MEMBER_QUEUE
from bot.simulator.world import World

SUPERGROUP_IDS = -1_000_000_000_000
# Accounts of Telegram's own that stand in for whoever does not speak for themselves (Bot API, Message.sender_chat).
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FAKE_CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
RULING = frozenset({"creator", "administrator"})
MEMBER_QUEUE_OTHERS = 6 << 33


def set_bot(world: World, group: Group, by: Account, membership: Membership) -> None:
    """Somebody adds, promotes, restricts or removes the bot."""
    old = bot_member(world, STATUS[group.bot], rights_in(group))
    was_in = group.bot in {Membership.MEMBER, Membership.ADMINISTRATOR, Membership.RESTRICTED}
    group.bot = membership
    is_in = membership in {Membership.MEMBER, Membership.ADMINISTRATOR, Membership.RESTRICTED}
    world.introduce(by.id)
    body = {
        "chat": group.as_chat(),
        "from": by.as_user(),
        "date": world.now(),
        "old_chat_member": old,
        "new_chat_member": bot_member(world, STATUS[membership], rights_in(group)),
    }
    world.updates.add("my_chat_member", body, queue=group.id + MEMBER_QUEUE, person=by.id)
    if group.type == "channel" or is_in == was_in:
        return
    if is_in:
        event = service(world, group, by.id, {"new_chat_members": [world.bot_user()]}, f"adds {world.bot_name}")
    else:
        event = service(world, group, by.id, {"left_chat_member": world.bot_user()}, f"removes {world.bot_name}")
    _tell(world, group, by, event)


def set_member(world: World, group: Group, account: Account, status: str) -> None:
    """A person joins ("member"), leaves ("left"), is thrown out ("kicked") or made an "administrator"."""
    old = group.members.get(account.id, "left")
    group.members[account.id] = status
    if group.bot in {Membership.NEVER, Membership.LEFT, Membership.KICKED}:
        return
    world.introduce(account.id)
    body = {
        "chat": group.as_chat(),
        "from": account.as_user(),
        "date": world.now(),
        "old_chat_member": member(world, account.id, old),
        "new_chat_member": member(world, account.id, status),
    }
    if group.bot is Membership.ADMINISTRATOR:
        world.updates.add("chat_member", body, queue=group.id + MEMBER_QUEUE_OTHERS, person=account.id)


def say(
    world: World,
    group: Group,
    account: Account,
    text: str,
    reply_to: Message | None = None,
    more: dict[str, Any] | None = None,
) -> Message:
    """A message in the group; the bot is told if its privacy mode lets it.

    `more` is what the message says besides: of who stands in for the person, or of the topic.
    """
    if group.type == "channel":
        raise SimulatorError("Nobody speaks in a channel; post() is for what the channel says.")
    group.members.setdefault(account.id, "member")
    extra: dict[str, Any] = {"reply_to_message": world.as_json(reply_to)} if reply_to is not None else {}
    extra |= more or {}
    content = finished(text, [])
    message = Message(world.next_message_id(group), group.id, world.now(), account.id, content, extra=extra or None)
    world.post(group, message)
    if _is_heard(world, group, message, reply_to):
        world.introduce(account.id)
        _tell(world, group, account, message)
    return message


def say_anonymously(world: World, group: Group, account: Account, text: str, reply_to: Message | None) -> Message:
    """A message of an administrator who is not named: it comes from the supergroup itself."""
    if group.type != "supergroup" or group.members.get(account.id) not in RULING:
        raise SimulatorError("Only administrators of a supergroup can be anonymous there.")
    stand_in = {"from": ANONYMOUS_ADMIN, "sender_chat": group.as_chat()}
    return say(world, group, account, text, reply_to, stand_in)


def say_as(world: World, group: Group, account: Account, channel: Group, text: str) -> Message:
    """A message in the group in the name of one's own channel."""
    if channel.type != "channel":
        raise SimulatorError(f"{channel.title} is no channel.")
    return say(world, group, account, text, more={"from": FAKE_CHANNEL, "sender_chat": channel.as_chat()})


def post(world: World, group: Group, text: str, by: Account) -> Message:
    """A post of the channel itself."""
    message = Message(world.next_message_id(group), group.id, world.now(), by.id, finished(text, []))
    world.post(group, message)
    if group.bot is Membership.ADMINISTRATOR:
        world.updates.add("channel_post", world.as_json(message), queue=group.id, person=by.id)
    return message


def press(world: World, group: Group, account: Account, message: Message, data: str) -> Press:
    world.introduce(account.id)
    pressed = world.presses.add(account.id, data, message.message_id)
    body = {
        "id": pressed.id,
        "from": account.as_user(),
        "message": world.as_json(message),
        "chat_instance": str(world.bot_id + group.id),
        "data": data,
    }
    if world.updates.add("callback_query", body, queue=account.id + CALLBACK_QUEUE, person=account.id) is None:
        world.presses.forget(pressed)
    return pressed


def migrate(world: World, group: Group, by: Account) -> Group:
    """The group becomes a supergroup with another id; both sides say so."""
    if group.type != "group":
        raise SimulatorError(f"{group.title} is a {group.type} already.")
    new_id = SUPERGROUP_IDS + group.id
    supergroup = Group(new_id, "supergroup", group.title, group.username, bot=group.bot, members=dict(group.members))
    world.groups[new_id] = supergroup
    _tell(world, group, by, service(world, group, by.id, {"migrate_to_chat_id": new_id}, "upgrades the group"))
    group.migrated_to = new_id
    _tell(world, supergroup, by, service(world, supergroup, by.id, {"migrate_from_chat_id": group.id}, "upgraded it"))
    return supergroup


def _is_heard(world: World, group: Group, message: Message, reply_to: Message | None) -> bool:
    if group.bot is Membership.ADMINISTRATOR:
        return True
    if group.bot not in {Membership.MEMBER, Membership.RESTRICTED}:
        return False
    command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
    meant = "@" not in command or command.lower().endswith(f"@{world.bot_username.lower()}")
    return (bool(command) and meant) or (reply_to is not None and reply_to.by_bot)


def _tell(world: World, group: Group, by: Account, message: Message) -> None:
    body: dict[str, Any] = world.as_json(message)
    world.updates.add("message", body, queue=group.id, person=by.id)
