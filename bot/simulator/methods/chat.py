"""getChat, getChatMember and sendChatAction."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Membership
from bot.simulator.errors import bad_request
from bot.simulator.methods.lookup import find_chat, require_member, require_write
from bot.simulator.methods.registry import method
from bot.simulator.parameters import integer, text
from bot.simulator.world import World

ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel"}
)
STATUS = {
    Membership.MEMBER: "member",
    Membership.ADMINISTRATOR: "administrator",
    Membership.RESTRICTED: "restricted",
    Membership.LEFT: "left",
    Membership.NEVER: "left",
    Membership.KICKED: "kicked",
}


@method("sendChatAction")
def send_chat_action(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    require_write(world, call, chat)
    action = text(call.given, "action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request", "chat-action")
    world.hub.publish("action", lambda: {"chat_id": chat.id, "action": action})
    return True


@method("getChat")
def get_chat(world: World, call: Call) -> dict[str, Any]:
    chat = find_chat(world, call)
    full = chat.as_chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if isinstance(chat, Group):
        require_member(chat)
    if chat.username:
        full["active_usernames"] = [chat.username]
    pinned = [world.history(chat.id).get(message_id) for message_id in world.pinned.get(chat.id, ())]
    there = [message for message in pinned if message is not None and not message.deleted]
    if there:
        full["pinned_message"] = world.as_json(there[-1])
    return full


@method("getChatMember")
def get_chat_member(world: World, call: Call) -> dict[str, Any]:
    chat = find_chat(world, call)
    user_id = integer(call.given, "user_id")
    if isinstance(chat, Account):
        return _private_member(world, chat, user_id)
    require_member(chat)
    if user_id == world.bot_id:
        return bot_member(world, STATUS[chat.bot], rights_in(chat))
    if user_id not in world.people:
        raise bad_request("user not found")
    return member(world, user_id, chat.members.get(user_id, "left"))


def _private_member(world: World, chat: Account, user_id: int) -> dict[str, Any]:
    if user_id not in {chat.id, world.bot_id}:
        raise bad_request("user not found")
    return bot_member(world, "member") if user_id == world.bot_id else member(world, user_id, "member")


def member(world: World, user_id: int, status: str) -> dict[str, Any]:
    return _with_status({"user": world.people[user_id].as_user(), "status": status}, {})


def bot_member(world: World, status: str, rights: dict[str, bool] | None = None) -> dict[str, Any]:
    return _with_status({"status": status, "user": world.bot_user()}, rights or {})


def rights_in(group: Group) -> dict[str, bool]:
    """The rights of the bot there as an administrator; those to post are named in channels only."""
    return (POSTING if group.type == "channel" else {}) | group.bot_rights


def _with_status(shown: dict[str, Any], rights: dict[str, bool]) -> dict[str, Any]:
    status = shown["status"]
    if status == "kicked":
        return shown | {"until_date": 0}
    if status == "creator":
        return shown | {"is_anonymous": False}
    if status == "administrator":
        return shown | ADMINISTRATOR | rights
    if status == "restricted":
        return shown | RESTRICTED
    return shown


ADMINISTRATOR = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": False,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_send_welcome_messages": False,
}
POSTING = {"can_post_messages": True, "can_edit_messages": True}
RESTRICTED = {
    "is_member": True,
    "until_date": 0,
    "can_send_messages": False,
    "can_send_audios": False,
    "can_send_documents": False,
    "can_send_photos": False,
    "can_send_videos": False,
    "can_send_video_notes": False,
    "can_send_voice_notes": False,
    "can_send_polls": False,
    "can_send_other_messages": False,
    "can_add_web_page_previews": False,
    "can_react_to_messages": False,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_pin_messages": False,
    "can_manage_topics": False,
}
