import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator

import pytest

from bot.simulator.__main__ import main, read_arguments
from bot.simulator.client import Client
from bot.simulator.server import TOKEN, Simulator

REFUSED = (
    '! entities in sendMessage (call 1): Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0'
)


@pytest.fixture
async def process() -> AsyncIterator[Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.simulator", "--port", "0", "--lenient", stdout=PIPE, stderr=PIPE, env=os.environ
    )
    yield started
    if started.returncode is None:
        started.kill()
    await started.communicate()


async def line(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 60)).decode().rstrip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_runs_alone_prints_what_happens_and_stops(process: Process, number: signal.Signals) -> None:
    bot_api, token = await line(process), await line(process)
    assert token == f"Token: {TOKEN}"
    address = bot_api.removeprefix("Bot API: ")
    assert (await line(process)).startswith("Control: http://127.0.0.1:")
    async with Client(address, TOKEN) as bot:
        async with bot.session.post(f"{address}/sim/people", json={"id": 7, "first_name": "Aisulu"}) as response:
            assert response.status == 200
        async with bot.session.post(f"{address}/sim/people/7/say", json={"text": "/start"}) as response:
            assert response.status == 200
        await bot.ask("sendMessage", chat_id=7, text="<p>", parse_mode="HTML")
        await bot.ask("sendMessage", chat_id=7, text="Welcome")
        waiting = asyncio.create_task(bot.ask("getUpdates", offset=10**9, timeout=50))
        said = [text for text in [await line(process) for _ in range(9)] if text]
        process.send_signal(number)
        assert await asyncio.wait_for(process.wait(), 10) == 0
        await asyncio.gather(waiting, return_exceptions=True)
    assert said == [
        "Aisulu:",
        "    /start",
        REFUSED,
        "Local bot to Aisulu:",
        "    Welcome",
    ]


def test_arguments() -> None:
    given = read_arguments(["--port", "9000", "--lenient", "--token", TOKEN])
    assert (given.port, given.lenient, given.token) == (9000, True, TOKEN)
    assert read_arguments([]).port == 8081


@pytest.mark.parametrize("wrong", [["--port", "99999"], ["--port", "x"], ["--token", "1:x"]])
def test_wrong_arguments_are_said_in_one_line(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(wrong)
    assert ended.value.code == 2
    assert f"{wrong[1]!r} is no" in capsys.readouterr().err


async def test_a_taken_port_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    async with Simulator() as sim:
        code = await asyncio.to_thread(main, ["--port", str(sim.port), "--quiet"])
    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
