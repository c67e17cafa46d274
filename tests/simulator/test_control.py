import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import orjson
import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.control.operations import OPERATIONS
from bot.simulator.server import Simulator

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.kz"}]]}
PERSON = {"id": 1001, "first_name": "Aisulu", "language_code": "kk"}
CLOCK = {"now": 1_800_000_000.0, "iso": "2027-01-15T08:00:00+00:00", "running": False}


def button(label: str, **more: str) -> dict[str, str | None]:
    empty = dict.fromkeys(("data", "url", "copy_text", "other", "style"))
    return {"label": label} | empty | more


class Remote:
    """Another program that drives the simulator."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address

    async def ask(self, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
        async with self.session.request(verb, self.address + path, json=body) as response:
            assert response.content_type == "application/json"
            return response.status, await response.json()

    async def get(self, path: str) -> Any:
        status, answer = await self.ask("GET", path)
        assert status == 200
        return answer

    async def list(self, name: str) -> Any:
        """Lists come under their own name."""
        (listed,) = (await self.get(f"/sim/{name}")).values()
        return listed

    async def post(self, path: str, body: Any = None) -> Any:
        status, answer = await self.ask("POST", path, body)
        assert status == 200, answer
        return answer


@pytest.fixture
async def remote(sim: Simulator) -> AsyncIterator[Remote]:
    async with aiohttp.ClientSession() as session:
        yield Remote(session, sim.address)


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


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "error"),
    [
        ("GET", "/sim/nothing", None, 404, "There is no /sim/nothing; /sim/openapi.json says what there is."),
        ("PUT", "/sim/people", None, 405, "/sim/people takes GET, POST."),
        ("POST", "/sim/people/7/say", {"text": "x"}, 404, "There is no person 7."),
        ("GET", "/sim/chats/7/messages", None, 404, "There is no chat 7."),
        ("GET", "/sim/presses/7", None, 404, "There is no press 7."),
        ("GET", "/sim/inline/7", None, 404, "There is no inline query 7."),
        ("POST", "/sim/groups/-7/deactivate", None, 404, "There is no group -7."),
        ("POST", "/sim/people", {"id": 1}, 400, "first_name: Field required"),
        ("POST", "/sim/people", PERSON | {"age": 5}, 400, "age: Extra inputs are not permitted"),
        ("POST", "/sim/people/1001/press", {}, 400, "Value error, give either label or data"),
        ("POST", "/sim/clock", {}, 400, "Value error, give either now or advance"),
        ("POST", "/sim/people/1001/press", {"label": "Go"}, 409, "There is no button 'Go'; there are []."),
    ],
)
async def test_what_is_refused(remote: Remote, verb: str, path: str, body: Any, status: int, error: str) -> None:
    await remote.post("/sim/people", PERSON)
    assert await remote.ask(verb, path, body) == (status, {"error": error})


@pytest.mark.parametrize(
    ("verb", "headers", "status"),
    [
        ("GET", {"Host": "evil.example"}, 403),
        ("POST", {"Origin": "https://evil.example"}, 403),
        ("GET", {"Origin": "https://evil.example"}, 200),
        ("POST", {}, 200),
    ],
)
async def test_a_page_of_another_site_cannot_reach_it(
    remote: Remote, sim: Simulator, verb: str, headers: dict[str, str], status: int
) -> None:
    """Only this machine: a foreign name that resolves to it is refused, and a foreign page that posts."""
    body = PERSON if verb == "POST" else None
    async with remote.session.request(verb, f"{sim.address}/sim/people", headers=headers, json=body) as response:
        assert response.status == status


async def test_the_openapi_document(remote: Remote) -> None:
    shown = await remote.get("/sim/openapi.json")
    assert shown["openapi"] == "3.1.0"
    assert {operation.path for operation in OPERATIONS} < shown["paths"].keys()
    schemas = shown["components"]["schemas"].keys()
    used = {
        about["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        for verbs in shown["paths"].values()
        for about in verbs.values()
        if "requestBody" in about
    }
    assert used < schemas
    assert all(about["summary"] for verbs in shown["paths"].values() for about in verbs.values())


async def test_events_as_they_happen(remote: Remote, bot: Client) -> None:
    async with remote.session.get(f"{remote.address}/sim/events") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readuntil(b"\n\n") == b"retry: 1000\n\n"
        await remote.post("/sim/people", PERSON)
        await remote.post("/sim/people/1001/start", {})
        await bot.ask("sendMessage", chat_id=1001, text="x", colour="red")
        await remote.post("/sim/faults", {"kind": "500"})
        await remote.post("/sim/clock", {"advance": 1})
        told = [(await response.content.readuntil(b"\n\n")).split(b"\n") for _ in range(9)]
    kinds = [kind.removeprefix(b"event: ").decode() for kind, *_ in told]
    assert kinds == ["person", "standing", "message", "update", "violation", "message", "call", "faults", "clock"]
    events = [orjson.loads(data.removeprefix(b"data: ")) for _, data, *_ in told]
    assert events[1] == {"event": "standing", "chat_id": 1001, "standing": "started"}
    assert (events[5]["text"], events[5]["message"]["chat"]["id"]) == ("x", 1001)
    assert (events[6]["method"], events[6]["status"], events[6]["took"]) == ("sendMessage", 200, 0)


async def test_a_transcript(remote: Remote, sim: Simulator) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/start", {})
    async with remote.session.get(f"{sim.address}/sim/chats/1001/transcript") as response:
        assert (response.content_type, await response.text()) == ("text/plain", "Aisulu:\n    /start\n")
