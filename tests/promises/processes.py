"""Processes of the bot, started, killed and waited for; each is a fork of one that has read the code already."""

import asyncio
import functools
import multiprocessing
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from bot.simulator.server import Simulator
from tests.promises import bot_process, reading
from tests.promises.bot_process import Order

PATIENCE = 15.0  # real seconds
LOOK = 0.01


@functools.cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([reading.__name__])
    return context


class Bot:
    """One process of the bot. Killed, it gets no chance to do anything."""

    def __init__(self, order: Order) -> None:
        self.log = order.log
        self._process: ForkServerProcess = _forks().Process(target=bot_process.play, args=(order,), daemon=True)
        self._process.start()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        return int(self._status("VmRSS").split()[0]) / 1024

    @property
    def knows_sigterm(self) -> bool:
        """Whether it would end in its own way: one that is only starting would just die."""
        return bool(int(self._status("SigCgt"), 16) >> (signal.SIGTERM - 1) & 1)

    def _status(self, name: str) -> str:
        for line in Path(f"/proc/{self._process.pid}/status").read_text("utf-8").splitlines():
            if line.startswith(f"{name}:"):
                return line.partition(":")[2].strip()
        raise LookupError("no such process any more")

    async def kill(self) -> None:
        self._process.kill()
        await self.ended()

    async def terminate(self) -> int:
        """Its exit code after SIGTERM, which it gets as soon as it knows what to do then."""
        async with asyncio.timeout(PATIENCE):
            while self.is_alive and not self.knows_sigterm:
                await asyncio.sleep(LOOK)
        self._process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Waits for its end; the exit code, negative for a signal."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            async with asyncio.timeout(PATIENCE):
                await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join(PATIENCE)
        code = self._process.exitcode
        assert code is not None
        return code

    def destroy(self) -> None:
        """For the end of a test, however it ends."""
        if self._process.is_alive():
            self._process.kill()
            self._process.join(PATIENCE)


async def run_bot(sim: Simulator, url: str, key_file: Path, log: Path) -> Process:
    """`python -m bot run`, as an operator starts it: by the clock on the wall."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    settings = {
        "BOT_TOKEN": sim.token,
        "BOT_API_URL": sim.address,
        "BOT_DATABASE_URL": url,
        "BOT_SECRET_KEY_FILE": str(key_file),
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_LOG_LEVEL": "DEBUG",
    }
    with log.open("ab") as said:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=outside | settings, stdout=PIPE, stderr=said
        )


async def stop(process: Process, number: int = signal.SIGTERM) -> int:
    """Sends the signal; the exit code."""
    process.send_signal(number)
    async with asyncio.timeout(PATIENCE):
        return await process.wait()
