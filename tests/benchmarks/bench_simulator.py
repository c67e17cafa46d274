"""How fast the local Telegram answers, and what a million people weigh: python tests/benchmarks/bench_simulator.py.

The server runs on one core, the client on another. A bare aiohttp handler that answers the same bytes without looking
is measured in turn with it, so that the ratio means something on a busy machine too.
"""

import argparse
import asyncio
import gc
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess

import orjson
from aiohttp import web
from aiohttp.web_request import BaseRequest

from bot.simulator.server import HOST, Simulator

Serve = Callable[[Connection], Awaitable[None]]
CONNECTIONS = 16
PEOPLE = 1000
MILLION = 1_000_000
GOAL, WEIGHT = 5000, 300
TEXT = "<b>Құрметті әріптес!</b> " + "Жаңа грант ашылды, өтінім беру мерзімі 30 қарашаға дейін. " * 8
KEYBOARD = {"inline_keyboard": [[{"text": "Ашу", "url": "https://example.org/grants"}]]}


def request(token: str, person: int) -> bytes:
    body = orjson.dumps({"chat_id": person, "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYBOARD})
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


# Servers, each in a process of its own


def pin(core: int) -> None:
    if len(os.sched_getaffinity(0)) > 1:
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[core]})


def run(serve: Serve, pipe: Connection) -> None:
    pin(0)
    asyncio.run(_run(serve, pipe))


async def _run(serve: Serve, pipe: Connection) -> None:
    """Serve until told to stop; say how much time of the core was used whenever asked."""
    await serve(pipe)
    while await asyncio.to_thread(pipe.recv):
        pipe.send(time.process_time())


async def bare(pipe: Connection) -> None:
    """Reads the body and answers as many bytes as the simulator does."""
    answer = b'{"ok":true,"result":' + b" " * 1250 + b"{}}"

    async def handle(incoming: BaseRequest) -> web.Response:
        await incoming.read()
        return web.Response(body=answer, content_type="application/json")

    runner = web.ServerRunner(web.Server(handle, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    pipe.send((runner.addresses[0][1], "1:x"))


async def strict(pipe: Connection) -> None:
    await _simulate(pipe, strict=True)


async def lenient(pipe: Connection) -> None:
    await _simulate(pipe, strict=False)


async def _simulate(pipe: Connection, *, strict: bool) -> None:
    sim = Simulator(strict=strict)
    await sim.start()
    for person in range(PEOPLE):
        sim.person(1 + person, f"Member {person}").start()
    sim.world.updates.clear()
    pipe.send((sim.port, sim.token))


def weigh(pipe: Connection) -> None:
    """The growth of the process by a million people."""
    sim = Simulator(strict=False)
    before = resident()
    start = time.perf_counter()
    sim.populate(range(1, MILLION + 1), language_code="kk")
    took = time.perf_counter() - start
    pipe.send((resident() - before, took))


def resident() -> float:
    """Megabytes of memory at the highest point so far."""
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


# The client


async def flood(port: int, token: str, count: int) -> float:
    """Messages a second over a few connections that are kept open."""
    requests = [request(token, 1 + person) for person in range(PEOPLE)]

    async def worker(first: int) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        for number in range(first, count, CONNECTIONS):
            writer.write(requests[number % PEOPLE])
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head)
            await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]))
        writer.close()
        await writer.wait_closed()

    start = time.perf_counter()
    await asyncio.gather(*(worker(first) for first in range(CONNECTIONS)))
    return count / (time.perf_counter() - start)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass
class Server:
    """One of the servers: where it listens, and what was measured in each round."""

    port: int
    token: str
    pipe: Connection
    process: BaseProcess
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)  # microseconds of its core for a message

    def spent(self) -> float:
        self.pipe.send(True)
        return float(self.pipe.recv())

    def measure(self, count: int) -> None:
        before = self.spent()
        self.rates.append(asyncio.run(flood(self.port, self.token, count)))
        self.costs.append((self.spent() - before) / count * 1e6)

    def stop(self) -> None:
        self.pipe.send(False)
        self.process.join()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=10_000, help="in each round")
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    servers = {serve.__name__: started(context, serve) for serve in (bare, strict, lenient)}
    pin(-1)
    for _ in range(given.rounds + 1):
        for server in servers.values():
            server.measure(given.messages)
    for server in servers.values():
        server.stop()
    report(servers, weighed(context))
    return 0


def started(context: SpawnContext, serve: Serve) -> Server:
    here, there = context.Pipe()
    process = context.Process(target=run, args=(serve, there), daemon=True)
    process.start()
    port, token = here.recv()
    return Server(port, token, here, process)


def weighed(context: SpawnContext) -> tuple[float, float]:
    here, there = context.Pipe()
    process = context.Process(target=weigh, args=(there,), daemon=True)
    process.start()
    megabytes, seconds = here.recv()
    process.join()
    return megabytes, seconds


def report(servers: dict[str, Server], weight: tuple[float, float]) -> None:
    """Medians; the first round only warms up. The cost in core time does not depend on who else uses the machine."""
    floor = statistics.median(servers["bare"].rates[1:])
    for name, server in servers.items():
        rate, cost = statistics.median(server.rates[1:]), statistics.median(server.costs[1:])
        ratio = f"{rate / floor:.2f} of the bare handler"
        say(
            f"{name:8} {rate:7,.0f} sendMessage/s, {ratio}; {cost:4.0f} us a message = {1e6 / cost:7,.0f}/s of its core"
        )
    say(f"goal     {GOAL:7,.0f} sendMessage/s")
    say(f"{MILLION:,} people: {weight[0]:.0f} MB (limit {WEIGHT}), made in {weight[1]:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
