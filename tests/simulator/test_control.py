import asyncio

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.server import Simulator
from tests.simulator.remote import PERSON, Remote

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.kz"}]]}
CLOCK = {"now": 1_800_000_000.0, "iso": "2027-01-15T08:00:00+00:00", "running": False}


def button(label: str, **more: str) -> dict[str, str | None]:
    empty = dict.fromkeys(("data", "url", "copy_text", "other", "style"))
    return {"label": label} | empty | more


async def test_a_person_lives_a_whole_story(remote: Remote, bot: Client, sim: Simulator) -> None:
    person = await remote.post("/sim/people", PERSON)
    assert (person["standing"], person["username"]) == ("unseen", None)
    said = await remote.post("/sim/people/1001/say", {"text": "/start"})
    assert (said["text"], said["by_bot"], said["entities"][0]["type"]) == ("/start", False, "bot_command")
    await bot.ask("sendMessage", chat_id=1001, text="<b>x</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    press = await remote.post("/sim/people/1001/press", {"label": "Go"})
    assert press["answered"] is False
    assert [owed["id"] for owed in await remote.list("unanswered")] == [press["id"]]
    await bot.ask("answerCallbackQuery", callback_query_id=press["id"], text="Done")
    assert (await remote.get(f"/sim/presses/{press['id']}"))["toast"] == "Done"
    await bot.ask("editMessageText", chat_id=1001, message_id=2, text="y")
    assert (await remote.get("/sim/people/1001"))["toasts"] == ["Done"]
    for act, standing in [("block", "blocked"), ("unblock", "started"), ("deactivate", "deactivated")]:
        assert (await remote.post(f"/sim/people/1001/{act}"))["standing"] == standing
    assert sim.violations == []


async def test_the_messages_of_a_chat(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/start", {"payload": "grants"})
    await bot.ask("sendMessage", chat_id=1001, text="<b>x</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    await bot.ask("deleteMessage", chat_id=1001, message_id=2)
    hers, its = await remote.list("chats/1001/messages")
    assert (hers["text"], hers["from"]["first_name"]) == ("/start grants", "Aisulu")
    assert its["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert its["raw"] == "<b>x</b>"
    assert its["buttons"] == [[button("Go", data="go"), button("Site", url="https://a.kz/")]]
    assert (its["edited"], its["deleted"], its["message_id"]) == (False, True, 2)
    assert await remote.list("chats") == [{"id": 1001, "name": "Aisulu"}]


async def test_forged_data(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/start", {})
    await bot.ask("sendMessage", chat_id=1001, text="x")
    press = await remote.post("/sim/people/1001/press", {"message_id": 2, "data": "staff"})
    assert (press["data"], press["message_id"]) == ("staff", 2)
    await bot.ask("answerCallbackQuery", callback_query_id=press["id"])


async def test_calls_violations_and_commands(remote: Remote, bot: Client) -> None:
    await bot.ask("setMyCommands", commands=[{"command": "start", "description": "Begin"}], language_code="kk")
    await bot.ask("sendMessage", chat_id=5, text="x", colour="red")
    first, second = await remote.list("calls")
    assert (first["method"], second["method"], second["status"]) == ("setMyCommands", "sendMessage", 400)
    assert second["parameters"] == {"chat_id": 5, "text": "x", "colour": "red"}
    assert second["raw"] == '{"chat_id":5,"text":"x","colour":"red"}'
    (violation,) = await remote.list("violations")
    assert (violation["kind"], violation["method"], violation["number"]) == ("parameter", "sendMessage", 2)
    assert violation["text"] == "unknown parameter colour"
    assert [call["number"] for call in await remote.list("calls?last=1")] == [2]
    commands = [{"command": "start", "description": "Begin"}]
    assert await remote.list("commands") == [
        {"scope": {"type": "default"}, "language_code": "kk", "commands": commands}
    ]
    assert (await remote.get("/sim/profile"))["names"] == {}


async def test_inline_queries(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    asking = asyncio.create_task(remote.post("/sim/people/1001/inline", {"query": "grants"}))
    query_id = (await bot.ask("getUpdates", timeout=5)).result[0]["inline_query"]["id"]
    assert (await remote.get(f"/sim/inline/{query_id}"))["answered"] is False
    content = {"message_text": "<b>Grant</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "a", "title": "Grant", "input_message_content": content}
    await bot.ask("answerInlineQuery", inline_query_id=query_id, results=[article])
    answered = await asyncio.wait_for(asking, 5)
    assert (answered["answered"], answered["results"]) == (True, [article])
    sent = await remote.post("/sim/people/1001/choose", {"query_id": query_id, "result_id": "a"})
    assert (sent["text"], sent["by_bot"], sent["message"]["via_bot"]["is_bot"]) == ("Grant", False, True)
    refused = await remote.ask("POST", "/sim/people/1001/choose", {"query_id": query_id, "result_id": "b"})
    assert refused == (409, {"error": "There is no result 'b'; there are ['a']."})


async def test_what_the_bot_says_of_itself(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    await bot.ask("setMyDescription", description="for all")
    await bot.ask("setMyDescription", description="баршаға", language_code="kk")
    await bot.ask("setMyName", name="CSO bot")
    shown = await remote.get("/sim/people/1001")
    assert (shown["name"], shown["description"], shown["short_description"]) == ("CSO bot", "баршаға", "")
    about = await remote.get("/sim/bot")
    assert (about["first_name"], about["username"], about["inline"]) == ("CSO bot", "local_bot", True)


async def test_what_is_queued(remote: Remote) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/say", {"text": "/start"})
    (update,) = await remote.list("updates")
    assert update["message"]["text"] == "/start"


async def test_the_bytes_of_a_file(remote: Remote, sim: Simulator) -> None:
    sent = sim.person(1001, "Aisulu").send_document("a b.txt", b"x", "text/plain").value
    assert sent.extra is not None
    address = f"{sim.address}/sim/files/{sent.extra['document']['file_id']}"
    async with remote.session.get(address) as response:
        assert (response.content_type, await response.read()) == ("text/plain", b"x")
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%20b.txt"
    assert await remote.ask("GET", "/sim/files/none") == (404, {"error": "There is no file none."})


async def test_a_group(remote: Remote, bot: Client, sim: Simulator) -> None:
    await remote.post("/sim/people", PERSON)
    group = await remote.post("/sim/groups", {"id": -5, "title": "Coalition", "type": "group"})
    assert group["bot"] == "never"
    await remote.post("/sim/groups/-5/bot", {"person": 1001, "status": "administrator"})
    asked = (await bot.ask("sendMessage", chat_id=-5, text="?", reply_markup=KEYBOARD)).result["message_id"]
    await remote.post("/sim/groups/-5/say", {"person": 1001, "text": "yes", "reply_to": asked})
    press = await remote.post("/sim/groups/-5/press", {"person": 1001, "label": "Go"})
    forged = await remote.post("/sim/groups/-5/press", {"person": 1001, "data": "x", "message_id": asked})
    for query in (press, forged):
        await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
    sim.world.updates.clear()
    asking = asyncio.create_task(remote.post("/sim/groups/-5/inline", {"person": 1001, "query": "x"}))
    asked_inline = (await bot.ask("getUpdates", timeout=5)).result[0]["inline_query"]
    await bot.ask("answerInlineQuery", inline_query_id=asked_inline["id"], results=[])
    assert (await asyncio.wait_for(asking, 5))["answered"] is True
    await remote.post("/sim/groups/-5/members", {"person": 1001, "status": "administrator"})
    assert (await remote.get("/sim/groups/-5"))["members"] == {"1001": "administrator"}
    assert (await remote.post("/sim/groups/-5/block", {"person": 1001}))["bot"] == "kicked"
    assert (await remote.post("/sim/groups/-5/unblock", {"person": 1001}))["bot"] == "member"
    bigger = await remote.post("/sim/groups/-5/migrate", {"person": 1001})
    assert bigger["type"] == "supergroup"
    assert (await remote.post("/sim/groups/-5/deactivate"))["deleted"] is True
    assert len(await remote.list("groups")) == 2


async def test_faults(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/start", {})
    fault = await remote.post("/sim/faults", {"method": "sendMessage", "chat_id": 1001, "kind": "500", "times": 2})
    assert (fault["kind"], fault["times"], fault["fired"]) == ("500", 2, 0)
    assert (await bot.ask("sendMessage", chat_id=1001, text="x")).status == 500
    assert (await remote.list("faults"))[0]["fired"] == 1
    assert await remote.ask("DELETE", "/sim/faults") == (200, {"faults": []})
    assert (await bot.ask("sendMessage", chat_id=1001, text="x")).status == 200
    await remote.post("/sim/faults", {"method": "sendMessage", "kind": "500", "share": 1.0})
    assert (await bot.ask("sendMessage", chat_id=1001, text="x")).status == 500


async def test_the_clock(remote: Remote, clock: FakeClock) -> None:
    assert await remote.get("/sim/clock") == CLOCK
    await remote.post("/sim/clock", {"advance": 3600})
    assert clock.now() == 1_800_003_600
    await remote.post("/sim/clock", {"now": "2027-02-01T09:00:00+05:00"})
    assert (await remote.get("/sim/clock"))["iso"] == "2027-02-01T04:00:00+00:00"
    await remote.post("/sim/clock", {"now": 1_900_000_000})
    assert clock.now() == 1_900_000_000


async def test_flood_control_can_be_switched(remote: Remote, sim: Simulator) -> None:
    assert (await remote.get("/sim/flood"))["on"] is False
    assert (await remote.post("/sim/flood", {"on": True}))["on"] is True
    assert sim.flood.limits is not None


async def test_reset(remote: Remote, bot: Client, sim: Simulator) -> None:
    await bot.ask("setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/start", {})
    await bot.ask("sendMessage", chat_id=1001, text="x", colour="red")
    assert await remote.post("/sim/reset") == {}
    for path in ("people", "chats", "calls", "violations", "unanswered", "faults", "groups"):
        assert await remote.list(path) == []
    assert (await bot.ask("getUpdates")).result == []
    assert len(await remote.list("commands")) == 1
    assert sim.person(1001, "Boris").account.first_name == "Boris"
