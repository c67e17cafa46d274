import aiohttp
import pytest

from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator


async def get(address: str) -> tuple[int, object]:
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.content_type == "application/json"
        return response.status, (await response.json())["description"]


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot{token}/", 404, "Not Found"),
        ("/bot{token}", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        ("/bot{token}/doMagic", 404, "Not Found: method not found"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0123:aaaaaaaaaaaaaaaaaaaaaaaaaaaa/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot123:short/getMe", 401, "Unauthorized"),
        ("/bot123:aaaaaaaaaaaaaaaaaaaaaaaaaaaa/getMe", 401, "Unauthorized"),
    ],
)
async def test_addresses_and_tokens(path: str, status: int, description: str) -> None:
    """telegram.md 7.1.1."""
    async with Simulator(strict=False) as sim:
        assert await get(sim.address + path.format(token=sim.token)) == (status, description)


async def test_an_escaped_colon_in_the_token(sim: Simulator) -> None:
    """telegram.md 7.1.1: clients may escape the token."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sim.address}/bot{sim.token.replace(':', '%3A')}/getMe") as response,
    ):
        assert (await response.json())["ok"]


async def test_method_names_ignore_case(bot: Client, sim: Simulator) -> None:
    """telegram.md 2.3: the server lower-cases method names."""
    reply = await bot.ask("GETME")
    assert reply.result["id"] == sim.world.bot_id
    assert sim.calls[-1].method == "getMe"


async def test_every_way_to_send_parameters(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.1.1: GET, urlencoded, multipart and JSON."""
    text = {"chat_id": str(aisulu.id), "text": "Сәлем & co"}
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in text.items():
        form.add_field(name, value)
    async with bot.session.get(f"{bot.base}sendMessage", params=text) as response:
        assert response.status == 200
    async with bot.session.post(f"{bot.base}sendMessage", data=text) as response:
        assert response.status == 200
    async with bot.session.post(f"{bot.base}sendMessage", data=form) as response:
        assert response.status == 200
    assert (await bot.ask("sendMessage", chat_id=aisulu.id, text=text["text"])).status == 200
    assert [message.text for message in aisulu.messages] == ["Сәлем & co"] * 4
    assert sim.violations == []


async def test_a_body_that_is_not_json(bot: Client) -> None:
    """telegram.md 7.1.1."""
    async with bot.session.post(
        f"{bot.base}sendMessage", data=b"{", headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 400


async def test_the_status_is_the_error_code(bot: Client) -> None:
    """telegram.md 2.1."""
    reply = await bot.ask("sendMessage", chat_id=5, text="x")
    assert reply.status == 400
    assert reply.body == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
