"""What one process alone does, while it leads: send, ask for updates, present the bot."""

import asyncio
from collections.abc import Callable

from bot.gateway.profile import Profile
from bot.outreach.engine import Outreach
from bot.receiving import Door, poll

SETTLING = 2.0  # seconds before the bot presents itself, by when the first calls no longer count in Telegram's second


class Term:
    """One after the other, for as long as the process leads. `polls` is False where a webhook brings the updates."""

    def __init__(self, outreach: Callable[[], Outreach], profile: Profile, door: Door, *, polls: bool) -> None:
        self._outreach = outreach
        self._profile = profile
        self._door = door
        self._polls = polls

    async def serve(self, over: asyncio.Event) -> None:
        """Until `over` is set; then lets what is in hand finish."""
        async with asyncio.TaskGroup() as group:
            presenting = group.create_task(self._present())
            sending = group.create_task(self._outreach().run(over))
            if self._polls:
                await poll(self._door, group, over)
            await sending
            presenting.cancel()

    async def _present(self) -> None:
        await self._door.times.sleep(SETTLING)
        await self._profile.publish()
