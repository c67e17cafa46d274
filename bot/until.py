"""Work that is cut short by a stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives, or None when `stop` came first."""
    async with asyncio.TaskGroup() as group:
        working, bell = group.create_task(work), group.create_task(stop.wait())
        await asyncio.wait({working, bell}, return_when=asyncio.FIRST_COMPLETED)
        bell.cancel()
        if not working.done():
            working.cancel()
    return None if working.cancelled() else working.result()
