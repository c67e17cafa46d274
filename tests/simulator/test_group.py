import pytest

from bot.simulator.client import Client
from bot.simulator.errors import SimulatorError
from bot.simulator.group import Gathering
from bot.simulator.person import Person
from bot.simulator.server import Simulator

GROUP, SUPERGROUP, CHANNEL = -77, -1_001_000_000_077, -1_001_000_000_078
KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


@pytest.fixture
def boris(sim: Simulator) -> Person:
    return sim.person(1002, "Boris")


@pytest.fixture
def group(sim: Simulator, boris: Person) -> Gathering:
    gathering = sim.group(GROUP, "Coalition", "group")
    gathering.add_bot(boris)
    sim.world.updates.clear()
    return gathering


async def refused(bot: Client, chat_id: int) -> tuple[int, str]:
    reply = await bot.ask("sendMessage", chat_id=chat_id, text="x")
    return reply.status, reply.description


async def test_being_added_is_told_twice(bot: Client, sim: Simulator, boris: Person) -> None:
    """telegram.md 7.2: my_chat_member, and a service message."""
    assert await refused(bot, GROUP) == (400, "Bad Request: chat not found")
    sim.group(GROUP, "Coalition", "group").add_bot(boris)
    assert (await bot.ask("sendMessage", chat_id=GROUP, text="hello")).status == 200
    changed, added = (await bot.ask("getUpdates")).result
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert changed["my_chat_member"]["chat"] == {"id": GROUP, "title": "Coalition", "type": "group"}
    assert added["message"]["new_chat_members"][0]["id"] == sim.world.bot_id


@pytest.mark.parametrize(
    ("kind", "chat_id", "name"),
    [("group", GROUP, "group"), ("supergroup", SUPERGROUP, "supergroup"), ("channel", CHANNEL, "channel")],
)
async def test_kicked_and_left(bot: Client, sim: Simulator, boris: Person, kind: str, chat_id: int, name: str) -> None:
    """telegram.md 2.2."""
    gathering = sim.group(chat_id, "Coalition", kind)
    gathering.promote_bot(boris)
    gathering.kick_bot(boris)
    assert await refused(bot, chat_id) == (403, f"Forbidden: bot was kicked from the {name} chat")
    gathering.add_bot(boris)
    gathering.remove_bot(boris)
    assert await refused(bot, chat_id) == (403, f"Forbidden: bot is not a member of the {name} chat")


async def test_no_right_to_write(bot: Client, group: Gathering, boris: Person) -> None:
    """telegram.md 2.2."""
    group.restrict_bot(boris)
    assert await refused(bot, GROUP) == (400, "Bad Request: not enough rights to send text messages to the chat")


async def test_a_channel_wants_an_administrator(bot: Client, sim: Simulator, boris: Person) -> None:
    """telegram.md 2.2."""
    channel = sim.group(CHANNEL, "News", "channel", username="cso_news")
    channel.add_bot(boris)
    no_rights = (400, "Bad Request: need administrator rights in the channel chat")
    assert await refused(bot, CHANNEL) == no_rights
    channel.promote_bot(boris, can_post_messages=False)
    assert await refused(bot, CHANNEL) == no_rights
    channel.promote_bot(boris)
    post = (await bot.ask("sendMessage", chat_id="@cso_news", text="x")).result
    assert post["sender_chat"]["id"] == CHANNEL
    assert "from" not in post
    channel.post(boris, "by hand")
    assert (await bot.ask("getUpdates")).result[-1]["channel_post"]["text"] == "by hand"


async def test_a_deleted_group(bot: Client, group: Gathering) -> None:
    """telegram.md 2.2."""
    group.delete()
    assert await refused(bot, GROUP) == (403, "Forbidden: the group chat was deleted")


async def test_a_group_that_became_a_supergroup(bot: Client, group: Gathering, boris: Person) -> None:
    """telegram.md 2.2 and 7.2: migrate_to_chat_id, and service messages on both sides."""
    supergroup = group.migrate(boris)
    reply = await bot.ask("sendMessage", chat_id=GROUP, text="x")
    assert (reply.status, reply.description) == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
    )
    assert reply.body["parameters"] == {"migrate_to_chat_id": supergroup.id}
    assert (await bot.ask("sendMessage", chat_id=supergroup.id, text="x")).status == 200
    old, new = (await bot.ask("getUpdates")).result
    assert old["message"]["migrate_to_chat_id"] == supergroup.id
    assert new["message"]["migrate_from_chat_id"] == GROUP


async def test_what_the_bot_hears(bot: Client, group: Gathering, boris: Person, aisulu: Person) -> None:
    """Privacy mode: commands, replies to the bot; everything only as an administrator."""
    await bot.ask("sendMessage", chat_id=GROUP, text="question")
    group.say(aisulu, "hello all")
    group.say(aisulu, "/start@other_bot")
    group.say(aisulu, "/help@local_bot")
    group.say(aisulu, "answer", reply_to=group.messages[-1])
    group.promote_bot(boris)
    group.say(aisulu, "chatter")
    texts = [u["message"].get("text") for u in (await bot.ask("getUpdates")).result if "message" in u]
    assert texts == ["/help@local_bot", "answer", "chatter"]


async def test_somebody_met_in_a_group_has_not_started_the_bot(bot: Client, group: Gathering, boris: Person) -> None:
    """telegram.md 2.2 and 7.2: seen but not started."""
    mallory = group.say(boris, "/help").value
    assert mallory.sender == boris.id
    assert await refused(bot, boris.id) == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_supergroups_count_their_own_messages(bot: Client, sim: Simulator, boris: Person) -> None:
    """telegram.md 7.2: message_id increasing per chat in supergroups."""
    first, second = sim.group(SUPERGROUP, "A"), sim.group(SUPERGROUP - 1, "B")
    for gathering in (first, second):
        gathering.add_bot(boris)
        reply = await bot.ask("sendMessage", chat_id=gathering.id, text="x")
        assert reply.result["message_id"] == 2


async def test_pressing_in_a_group(bot: Client, group: Gathering, aisulu: Person) -> None:
    """telegram.md 7.5."""
    await bot.ask("sendMessage", chat_id=GROUP, text="x", reply_markup=KEYBOARD)
    press = await group.press(aisulu, "Go")
    query = (await bot.ask("getUpdates")).result[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (aisulu.id, GROUP)
    assert (await bot.ask("answerCallbackQuery", callback_query_id=press.id, text="ok")).result is True
    forged = await group.press_data(aisulu, "forged", group.messages[-1].message_id)
    await bot.ask("answerCallbackQuery", callback_query_id=forged.id)


async def test_members_of_a_group(bot: Client, sim: Simulator, group: Gathering, boris: Person) -> None:
    group.join(boris, "administrator")
    status = (await bot.ask("getChatMember", chat_id=GROUP, user_id=boris.id)).result["status"]
    assert status == "administrator"
    me = await bot.ask("getChatMember", chat_id=GROUP, user_id=sim.world.bot_id)
    assert me.result["status"] == "member"
    group.promote_bot(boris)
    await bot.ask("getUpdates", allowed_updates=["chat_member"])
    group.leave(boris)
    change = (await bot.ask("getUpdates")).result[-1]["chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("administrator", "left")


async def test_a_group_in_a_terminal(bot: Client, sim: Simulator, boris: Person) -> None:
    gathering = sim.group(GROUP, "Coalition", "group")
    gathering.add_bot(boris)
    gathering.say(boris, "/help")
    await bot.ask("sendMessage", chat_id=GROUP, text="yes?")
    assert sim.transcript(GROUP) == "Boris adds Local bot\n\nBoris:\n    /help\n\nLocal bot:\n    yes?"


def test_ids_of_groups_are_negative(sim: Simulator) -> None:
    """telegram.md 7.2."""
    with pytest.raises(SimulatorError, match="negative"):
        sim.group(77, "Coalition")


async def test_an_anonymous_administrator_speaks_as_the_group(bot: Client, sim: Simulator, boris: Person) -> None:
    """Bot API, Message: sender_chat is the supergroup itself, from is the GroupAnonymousBot."""
    group = sim.group(SUPERGROUP, "Coalition")
    group.add_bot(boris)
    group.join(boris, "administrator")
    group.say_anonymously(boris, "/help@local_bot")
    said = (await bot.ask("getUpdates")).result[-1]["message"]
    assert (said["from"]["id"], said["from"]["is_bot"]) == (1087968824, True)
    assert said["sender_chat"] == said["chat"]


async def test_who_is_anonymous_is_an_administrator_of_a_supergroup(sim: Simulator, boris: Person) -> None:
    basic, bigger = sim.group(GROUP, "Coalition", "group"), sim.group(SUPERGROUP, "Coalition")
    basic.join(boris, "administrator")
    for gathering in (basic, bigger):
        with pytest.raises(SimulatorError, match="anonymous"):
            gathering.say_anonymously(boris, "/help")


async def test_a_channel_of_somebodys_own_speaks_in_a_group(bot: Client, sim: Simulator, boris: Person) -> None:
    """Bot API, Message: sender_chat is the channel, from is the Channel_Bot."""
    group, channel = sim.group(SUPERGROUP, "Coalition"), sim.group(CHANNEL, "Boris writes", "channel")
    group.add_bot(boris)
    group.say_as(boris, channel, "/help@local_bot")
    said = (await bot.ask("getUpdates")).result[-1]["message"]
    assert (said["from"]["id"], said["sender_chat"]["id"]) == (136817688, CHANNEL)
    with pytest.raises(SimulatorError, match="no channel"):
        group.say_as(boris, group, "/help")


async def test_a_link_adds_the_bot_and_says_start(bot: Client, sim: Simulator, boris: Person) -> None:
    """t.me/<bot>?startgroup=…: my_chat_member, the service message, and the command."""
    group = sim.group(GROUP, "Coalition", "group")
    group.add_bot_by_link(boris, "added")
    changed, added, said = (await bot.ask("getUpdates")).result
    assert (*changed, *added, *said) == ("update_id", "my_chat_member", "update_id", "message", "update_id", "message")
    assert said["message"]["text"] == "/start@local_bot added"


async def test_the_right_to_post_is_named_in_channels_only(bot: Client, sim: Simulator, boris: Person) -> None:
    """Bot API, ChatMemberAdministrator: can_post_messages is for channels only."""
    channel, group = sim.group(CHANNEL, "News", "channel"), sim.group(SUPERGROUP, "Coalition")
    for gathering in (channel, group):
        gathering.promote_bot(boris)
    me = [(await bot.ask("getChatMember", chat_id=c.id, user_id=sim.world.bot_id)).result for c in (channel, group)]
    assert [one.get("can_post_messages") for one in me] == [True, None]
    channel.promote_bot(boris, can_post_messages=False)
    told = (await bot.ask("getUpdates")).result[-1]["my_chat_member"]
    assert told["new_chat_member"]["can_post_messages"] is False


async def test_which_commands_are_shown_in_a_group(
    bot: Client, sim: Simulator, group: Gathering, boris: Person, aisulu: Person
) -> None:
    """Bot API, BotCommandScope: the narrowest scope wins, and administrators have scopes of their own."""
    group.join(boris, "administrator")
    scopes = [
        {"type": "default"},
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat", "chat_id": GROUP},
        {"type": "chat_administrators", "chat_id": GROUP},
    ]
    seen = []
    for number, scope in enumerate(scopes):
        commands = [{"command": f"c{number}", "description": "x"}]
        await bot.ask("setMyCommands", commands=commands, scope=scope)
        seen.append([gathered[0]["command"] for gathered in (group.commands(boris), group.commands(aisulu))])
    assert seen == [["c0", "c0"], ["c1", "c1"], ["c2", "c1"], ["c3", "c3"], ["c4", "c3"]]


async def test_the_last_word_of_the_bot_in_a_group(bot: Client, group: Gathering) -> None:
    with pytest.raises(SimulatorError, match="not shown anything"):
        group.screen.text.strip()
    for said in ("one", "two"):
        await bot.ask("sendMessage", chat_id=GROUP, text=said)
    await bot.ask("deleteMessage", chat_id=GROUP, message_id=group.messages[-1].message_id)
    assert group.screen.text == "one"


async def test_a_press_may_be_answered_with_an_address(bot: Client, group: Gathering, aisulu: Person) -> None:
    """Bot API, answerCallbackQuery: url, such as t.me/your_bot?start=…."""
    await bot.ask("sendMessage", chat_id=GROUP, text="x", reply_markup=KEYBOARD)
    press = await group.press(aisulu, "Go")
    await bot.ask("answerCallbackQuery", callback_query_id=press.id, url="https://t.me/local_bot?start=h")
    assert (press.url, press.toast) == ("https://t.me/local_bot?start=h", "")
