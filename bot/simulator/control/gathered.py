"""Operations on groups, supergroups and channels."""

from bot.simulator.chats import Membership, Message
from bot.simulator.control.bodies import (
    Body,
    BotPlace,
    ByPerson,
    GroupAsking,
    GroupPressing,
    GroupSaying,
    NewGroup,
    Place,
)
from bot.simulator.control.operations import operation
from bot.simulator.control.people import offered
from bot.simulator.control.portraits import group_view, message_view, press_view
from bot.simulator.control.stage import NotFoundError, Stage
from bot.simulator.control.views import Groups, GroupView, InlineView, MessageView, PressView


@operation("GET", "/sim/groups")
def list_groups(stage: Stage, _id: int, _body: Body) -> Groups:
    """All groups, supergroups and channels."""
    return Groups(groups=[group_view(group) for group in stage.world.groups.values()])


@operation("POST", "/sim/groups", NewGroup)
def add_group(stage: Stage, _id: int, body: NewGroup) -> GroupView:
    """Make a group that the bot is not in."""
    gathering = stage.cast.group(body.id, body.title, body.type, body.username, forum=body.is_forum)
    return group_view(gathering.group)


@operation("GET", "/sim/groups/{id}")
def show_group(stage: Stage, chat_id: int, _body: Body) -> GroupView:
    """One group: who is in it, and what the bot is there."""
    return group_view(stage.group(chat_id).group)


@operation("POST", "/sim/groups/{id}/say", GroupSaying)
def say(stage: Stage, chat_id: int, body: GroupSaying) -> MessageView:
    """Somebody writes in the group, or posts in the channel."""
    gathering, person = stage.group(chat_id), stage.person(body.person)
    if gathering.group.type == "channel":
        message = gathering.post(person, body.text).value
    else:
        message = gathering.say(person, body.text, _replied(stage, chat_id, body.reply_to)).value
    return message_view(stage.world, message)


@operation("POST", "/sim/groups/{id}/press", GroupPressing)
def press(stage: Stage, chat_id: int, body: GroupPressing) -> PressView:
    """Somebody presses a button by its label, or sends callback data for a message."""
    gathering, person = stage.group(chat_id), stage.person(body.person)
    if body.label is not None:
        return press_view(gathering.press(person, body.label, body.message_id).value)
    newest = gathering.messages[-1].message_id if gathering.messages else 0
    return press_view(gathering.press_data(person, str(body.data), body.message_id or newest).value)


@operation("POST", "/sim/groups/{id}/inline", GroupAsking)
async def ask_inline(stage: Stage, chat_id: int, body: GroupAsking) -> InlineView:
    """Somebody types the bot's name and a query in the group; waits up to ten seconds for what the bot offers."""
    stage.group(chat_id)
    return await offered(stage, stage.person(body.person).inline(body.query, body.offset).value)


@operation("POST", "/sim/groups/{id}/bot", BotPlace)
def place_bot(stage: Stage, chat_id: int, body: BotPlace) -> GroupView:
    """Add the bot, promote it, restrict it, remove it or kick it."""
    gathering = stage.group(chat_id)
    gathering.place_bot(stage.person(body.person), Membership[body.status.upper()], body.rights)
    return group_view(gathering.group)


@operation("POST", "/sim/groups/{id}/block", ByPerson)
def block(stage: Stage, chat_id: int, body: ByPerson) -> GroupView:
    """Kick the bot out of the group."""
    return place_bot(stage, chat_id, BotPlace(person=body.person, status="kicked"))


@operation("POST", "/sim/groups/{id}/unblock", ByPerson)
def unblock(stage: Stage, chat_id: int, body: ByPerson) -> GroupView:
    """Add the bot (again) as a member."""
    return place_bot(stage, chat_id, BotPlace(person=body.person, status="member"))


@operation("POST", "/sim/groups/{id}/deactivate")
def deactivate(stage: Stage, chat_id: int, _body: Body) -> GroupView:
    """Delete the group."""
    gathering = stage.group(chat_id)
    gathering.delete()
    return group_view(gathering.group)


@operation("POST", "/sim/groups/{id}/members", Place)
def place_member(stage: Stage, chat_id: int, body: Place) -> GroupView:
    """A person joins, leaves, is made an administrator or thrown out."""
    gathering = stage.group(chat_id)
    gathering.join(stage.person(body.person), body.status)
    return group_view(gathering.group)


@operation("POST", "/sim/groups/{id}/migrate", ByPerson)
def migrate(stage: Stage, chat_id: int, body: ByPerson) -> GroupView:
    """Turn the group into a supergroup; the answer is the new one."""
    return group_view(stage.group(chat_id).migrate(stage.person(body.person)).group)


def _replied(stage: Stage, chat_id: int, message_id: int | None) -> Message | None:
    if message_id is None:
        return None
    message = stage.world.history(chat_id).get(message_id)
    if message is None:
        raise NotFoundError(f"There is no message {message_id}.")
    return message
