"""The demo, begun on a working morning and four times as fast, so that nobody sleeps and a test need not wait."""

import asyncio
import sys

from bot.demo import open_demo
from bot.simulator.clock import RealClock
from tests.stories.stage import working_morning

SPEED = 4.0
ANY_PORT = 0

if __name__ == "__main__":
    sys.exit(asyncio.run(open_demo(ANY_PORT, RealClock(working_morning().timestamp(), SPEED))))
