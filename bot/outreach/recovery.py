"""The first thing a process does that begins to send: it settles what the one before left behind."""

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.store import floods, interruptions, outbox
from bot.store.database import Database
from bot.store.floods import Flood

_log = logging.getLogger(__name__)


async def recover(db: Database, now: datetime) -> Sequence[Flood]:
    """Settles what a dead process left begun, pauses what has stood still for long; the waits Telegram named."""
    async with db.read() as c:
        # First: what recovery gives up as uncertain is settled now, and would look like work. It may read all of a long
        # send, for which nobody who writes should wait.
        stood_still = await interruptions.interrupted(c, now)
    async with db.write() as tx:
        paused = await interruptions.pause(tx, stood_still)
        left = await outbox.recover_all(tx, now)
        waits = await floods.active(tx, now)
    if paused:
        _log.warning("%d announcements had stood still for more than an hour: somebody has to resume them", paused)
    if left:
        _log.warning("%d sends were in flight when the bot last stopped: they may or may not have arrived", left)
    return waits
