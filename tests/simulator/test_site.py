from typing import Any

import orjson
import pytest

from bot.simulator.client import Client
from bot.simulator.control.operations import OPERATIONS
from bot.simulator.server import Simulator
from tests.simulator.remote import PERSON, Remote


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
