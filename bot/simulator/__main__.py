"""Start the local Telegram alone: `python -m bot.simulator --port 8081`."""

import argparse
import asyncio
import re
import signal
import sys
from collections.abc import Sequence

from bot.simulator.server import TOKEN, Simulator
from bot.simulator.terminal import Terminal

DEFAULT_PORT, LARGEST_PORT = 8081, 65_535
TOKEN_SHAPE = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]{24,}")


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot.simulator",
        description="A local Telegram: point a bot's Bot API address at it, and drive its people through /sim/.",
    )
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="on 127.0.0.1 (default: %(default)s; 0: any)")
    parser.add_argument("--lenient", action="store_true", help="keep no record of broken rules")
    parser.add_argument("--token", type=_token, default=TOKEN, help="the bot's token (default: %(default)s)")
    parser.add_argument("--quiet", action="store_true", help="print the address only")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 0 to {LARGEST_PORT}")
    return int(text)


def _token(text: str) -> str:
    if not TOKEN_SHAPE.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no token: give digits, a colon, and 24 or more of A-Z a-z 0-9 _ -"
        )
    return text


async def serve(arguments: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    simulator = Simulator(arguments.token, strict=not arguments.lenient)
    await simulator.start(arguments.port)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        sys.stdout.write(f"Bot API: {simulator.address}\nToken: {simulator.token}\n")
        sys.stdout.write(f"Control: {simulator.address}/sim/openapi.json\n\n")
        sys.stdout.flush()
        if not arguments.quiet:
            Terminal(simulator.world)
        await stop.wait()
    finally:
        await simulator.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    given = read_arguments(arguments)
    try:
        asyncio.run(serve(given))
    except OSError as error:
        sys.stderr.write(
            f"Cannot listen on port {given.port}: {error.strerror or error}. Choose another with --port.\n"
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
