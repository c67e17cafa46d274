"""Whom the bot talks to."""

from collections.abc import Callable

import pytest

from bot.domain.member import ChatKind
from bot.gateway.senders import Caller, Sender, caller_of, chat_of, gathering_of, sender_of
from bot.simulator.server import Simulator
from bot.store.database import Database
from tests.gateway.incoming import AISULU, Raw, message, person, press, read, standing
from tests.gateway.rig import open_rig


def said_by(user: Raw) -> Raw:
    raw = message(1, AISULU)
    raw["message"]["from"] = user
    return raw


GROUP: Raw = {"id": -100777, "type": "supergroup", "title": "Partners"}


def test_a_person_in_their_private_chat_is_answered() -> None:
    raw = message(1, AISULU)
    raw["message"]["from"]["language_code"] = "kk"
    assert sender_of(read(raw)) == Sender(AISULU, "kk")
    assert sender_of(read(press(2, AISULU))) == Sender(AISULU)
    assert sender_of(read(standing(3, AISULU, "kicked"))) == Sender(AISULU)


def test_a_press_without_its_message_is_answered() -> None:
    raw = press(2, AISULU)
    del raw["callback_query"]["message"]
    assert sender_of(read(raw)) == Sender(AISULU)


@pytest.mark.parametrize(
    "raw",
    [
        message(1, chat=GROUP),
        message(1, chat=GROUP, sender_chat=GROUP),
        message(1, sender_chat={"id": -100888, "type": "channel", "title": "News"}),
        said_by(person(AISULU, is_bot=True)),
        message(1, who=777000),
        message(1, who=1087968824),
        message(1, who=136817688),
        said_by(person(2002)),
        {"update_id": 1, "channel_post": {"message_id": 1, "date": 1, "chat": GROUP, "text": "x"}},
        {
            "update_id": 1,
            "poll_answer": {
                "poll_id": "1",
                "option_ids": [],
                "option_persistent_ids": [],
                "user": person(1, is_bot=True),
            },
        },
        {"update_id": 1},
    ],
    ids=", ".join,
)
def test_everybody_else_meets_silence(raw: Raw) -> None:
    assert sender_of(read(raw)) is None


STAND_INS = (777000, 1087968824, 136817688)


@pytest.mark.parametrize("who", STAND_INS)
@pytest.mark.parametrize("make", [message, press, lambda at, who: standing(at, who, "member")])
def test_who_stands_in_for_others_is_nobody_whatever_they_do(make: Callable[[int, int], Raw], who: int) -> None:
    assert sender_of(read(make(1, who))) is None


@pytest.mark.parametrize("who", STAND_INS)
async def test_who_stands_in_for_others_is_no_owner_even_when_named_one(
    sim: Simulator, sqlite_db: Database, who: int
) -> None:
    async with open_rig(sim.address, sim.token, sqlite_db, owners=(who,)) as rig:
        for raw in (message(1, who, "/announce"), press(2, who, "b")):
            assert await rig.take(raw)
    assert len(sim.calls) == 0


@pytest.mark.parametrize("who", [AISULU, *STAND_INS])
def test_a_press_in_a_group_is_nobodys(who: int) -> None:
    under = {"message_id": 5, "date": 1_800_000_000, "chat": GROUP, "sender_chat": GROUP, "text": "menu"}
    assert sender_of(read(press(1, who, message=under))) is None


def test_updates_keep_their_order_within_a_chat() -> None:
    assert chat_of(read(message(1, AISULU))) == chat_of(read(press(2, AISULU))) == AISULU
    assert chat_of(read(message(1, chat=GROUP))) == GROUP["id"]
    assert chat_of(read({"update_id": 1})) == 0


def in_group(who: Raw, sender_chat: Raw | None = None) -> Raw:
    raw = message(1, chat=GROUP) if sender_chat is None else message(1, chat=GROUP, sender_chat=sender_chat)
    raw["message"]["from"] = who
    return raw


ANONYMOUS = person(1087968824, is_bot=True)
CHANNEL: Raw = {"id": -100888, "type": "channel", "title": "News"}
IN_GROUP = Sender(GROUP["id"], None, ChatKind.GROUP)


def test_in_a_group_a_person_calls_for_the_group() -> None:
    kazakh = Sender(GROUP["id"], "kk", ChatKind.GROUP)
    assert caller_of(read(in_group(person(AISULU, language_code="kk")))) == Caller(kazakh, AISULU)
    under = {"message_id": 5, "date": 1_800_000_000, "chat": GROUP, "sender_chat": GROUP, "text": "menu"}
    assert caller_of(read(press(1, AISULU, message=under))) == Caller(IN_GROUP, AISULU)
    gone = {"message_id": 5, "date": 0, "chat": GROUP}
    assert caller_of(read(press(1, AISULU, message=gone))) == Caller(IN_GROUP, AISULU)


def test_the_chat_itself_calls_through_anonymous_administrators_and_posts() -> None:
    assert caller_of(read(in_group(ANONYMOUS, sender_chat=GROUP))) == Caller(IN_GROUP, None)
    post = {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "x"}
    called = caller_of(read({"update_id": 1, "channel_post": post}))
    assert called == Caller(Sender(CHANNEL["id"], None, ChatKind.CHANNEL), None)


@pytest.mark.parametrize(
    "raw",
    [
        in_group(ANONYMOUS),
        in_group(ANONYMOUS, sender_chat=GROUP | {"id": -100999}),
        in_group(person(136817688, is_bot=True), sender_chat=CHANNEL),
        in_group(person(777000), sender_chat=CHANNEL),
        in_group(person(AISULU, is_bot=True)),
        message(1, AISULU),
        press(2, AISULU),
        press(2, 1087968824, message={"message_id": 5, "date": 1, "chat": GROUP, "text": "menu"}),
        {"update_id": 1, "channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "x"}},
        {"update_id": 1},
    ],
    ids=range(10),
)
def test_nobody_else_calls_in_a_group(raw: Raw) -> None:
    assert caller_of(read(raw)) is None


def test_a_private_chat_is_no_gathering() -> None:
    assert gathering_of(read(message(1, AISULU))) is None
    assert gathering_of(read({"update_id": 1})) is None
    assert gathering_of(read(message(1, chat=GROUP))) == IN_GROUP
