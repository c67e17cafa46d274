"""Finding the chat of a call and deciding whether the bot may write there; refusals in the server's order."""

from bot.simulator.books import Call
from bot.simulator.chats import Account, Group, Membership, Standing
from bot.simulator.errors import BotApiError, bad_request, forbidden
from bot.simulator.parameters import text
from bot.simulator.world import World

NAMES = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


def find_chat(world: World, call: Call, name: str = "chat_id") -> Account | Group:
    """The chat named in the call, if the bot has ever met it."""
    wanted = text(call.given, name).strip()
    if not wanted:
        raise bad_request("chat_id is empty", "chat-id")
    if wanted.startswith("@"):
        return _by_username(world, wanted[1:].lower())
    try:
        chat_id = int(wanted)
    except ValueError:
        raise bad_request("chat not found") from None
    account = world.people.get(chat_id)
    if account is not None and account.standing is not Standing.UNSEEN:
        return account
    group = world.groups.get(chat_id)
    if group is None or group.bot is Membership.NEVER:
        raise bad_request("chat not found")
    return group


def _by_username(world: World, username: str) -> Group:
    for group in world.groups.values():
        if group.username and group.username.lower() == username:
            return group
    raise bad_request("chat not found")


def require_write(world: World, call: Call, chat: Account | Group, what: str = "text messages") -> None:
    """Refuse as the server does where the bot cannot send."""
    if isinstance(chat, Group):
        _require_group_write(chat, what)
    elif chat.standing is not Standing.STARTED:
        _refuse_person(world, call, chat)


def _refuse_person(world: World, call: Call, chat: Account) -> None:
    if chat.standing is Standing.DEACTIVATED:
        _note_refusal(world, call, chat)
        raise forbidden("user is deactivated")
    if chat.standing is Standing.BLOCKED:
        _note_refusal(world, call, chat)
        raise forbidden("bot was blocked by the user")
    raise forbidden("bot can't initiate conversation with a user")


def _note_refusal(world: World, call: Call, chat: Account) -> None:
    if chat.refused:
        world.violations.add("sent-to-blocked", f"{chat.id} was known to be out of reach", call)
    chat.refused = True


def require_member(chat: Group) -> None:
    name = NAMES[chat.type]
    if chat.migrated_to is not None:
        raise BotApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            parameters={"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if chat.bot is Membership.KICKED:
        raise forbidden(f"bot was kicked from the {name}")
    if chat.bot in {Membership.LEFT, Membership.NEVER}:
        raise forbidden(f"bot is not a member of the {name}")


def _require_group_write(chat: Group, what: str) -> None:
    require_member(chat)
    if chat.type == "channel" and not _may_post(chat):
        raise bad_request("need administrator rights in the channel chat")
    if chat.bot is Membership.RESTRICTED:
        raise bad_request(f"not enough rights to send {what} to the chat")


def _may_post(chat: Group) -> bool:
    return chat.bot is Membership.ADMINISTRATOR and chat.bot_rights.get("can_post_messages", True)
