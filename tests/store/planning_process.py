"""A process that plans all that is due and dies by SIGKILL: python -m tests.store.planning_process URL KEY NOW STEP.

It dies when it has come to this statement or commit, counted from 1, and before it is made; with 0 it lives.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.outreach.planner import Planner
from bot.store.database import Database, open_database

CHUNK = 3


async def plan_all(db: Database, now: datetime) -> None:
    """Everything that is due at this moment."""
    while await Planner(db, CHUNK).tick(now):
        pass


async def run(url: str, key_file: Path, now: datetime, step: int) -> None:
    db = await open_database(url, key_file)
    steps = count(1)

    def come(*arguments: object) -> None:
        del arguments
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", come)
    event.listen(Engine, "commit", come)
    await plan_all(db, now)
    await db.close()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), int(sys.argv[4])))
