"""Operations that read what happened."""

import orjson

from bot.simulator.control.bodies import Body, Last
from bot.simulator.control.operations import operation
from bot.simulator.control.portraits import call_view, message_view, press_view, violation_view
from bot.simulator.control.stage import NotFoundError, Stage
from bot.simulator.control.views import (
    BotView,
    Calls,
    Chats,
    ChatView,
    Commands,
    CommandsView,
    Messages,
    Nothing,
    ProfileView,
    Unanswered,
    Updates,
    ViolationsFound,
)


@operation("GET", "/sim/bot")
def show_bot(stage: Stage, _id: int, _body: Body) -> BotView:
    """Who the bot is, and its token."""
    world = stage.world
    return BotView(
        id=world.bot_id,
        first_name=world.profile.text(world.profile.names, "") or world.bot_name,
        username=world.bot_username,
        token=world.token,
        inline=world.updates.wanted("inline_query"),
    )


@operation("GET", "/sim/chats")
def list_chats(stage: Stage, _id: int, _body: Body) -> Chats:
    """All chats in which something was said."""
    return Chats(chats=[ChatView(id=chat_id, name=stage.world.chat_name(chat_id)) for chat_id in stage.world.messages])


@operation("GET", "/sim/chats/{id}/messages", Last)
def list_messages(stage: Stage, chat_id: int, query: Last) -> Messages:
    """The messages of a chat in order, deleted ones included; all of them, or the last so many."""
    if chat_id not in stage.world.people and chat_id not in stage.world.groups:
        raise NotFoundError(f"There is no chat {chat_id}.")
    chosen = query.of(list(stage.world.messages.get(chat_id, ())))
    return Messages(messages=[message_view(stage.world, message) for message in chosen])


@operation("GET", "/sim/calls", Last)
def list_calls(stage: Stage, _id: int, query: Last) -> Calls:
    """The calls of the bot, as they came and as they were understood, with their answers."""
    return Calls(calls=[call_view(call) for call in query.of(list(stage.world.calls))])


@operation("GET", "/sim/updates")
def list_updates(stage: Stage, _id: int, _body: Body) -> Updates:
    """The updates that the bot has not confirmed."""
    return Updates(updates=[orjson.loads(update.as_bytes()) for update in stage.world.updates])


@operation("GET", "/sim/violations")
def list_violations(stage: Stage, _id: int, _body: Body) -> ViolationsFound:
    """Every rule that the bot broke."""
    stage.world.note_late_presses()
    return ViolationsFound(violations=[violation_view(found) for found in stage.world.violations.found])


@operation("GET", "/sim/unanswered")
def list_unanswered(stage: Stage, _id: int, _body: Body) -> Unanswered:
    """Presses that the bot has not answered."""
    return Unanswered(unanswered=[press_view(press) for press in stage.world.presses.unanswered()])


@operation("GET", "/sim/commands")
def list_commands(stage: Stage, _id: int, _body: Body) -> Commands:
    """The commands per scope and language."""
    listed = stage.world.profile.as_json()["commands"]
    return Commands(commands=[CommandsView.model_validate(commands) for commands in listed])


@operation("GET", "/sim/profile")
def show_profile(stage: Stage, _id: int, _body: Body) -> ProfileView:
    """Everything the bot says of itself: commands, names, descriptions, menu buttons."""
    return ProfileView.model_validate(stage.world.profile.as_json())


@operation("POST", "/sim/reset")
def reset(stage: Stage, _id: int, _body: Body) -> Nothing:
    """Forget all people, chats, books and faults; the bot's commands and webhook stay."""
    stage.faults.clear()
    stage.world.reset()
    return Nothing()
