"""Leads an update to whoever receives it: private chats, or groups and channels."""

from telegram import Update

from bot.gateway.groups import Groups
from bot.gateway.reception import Reception
from bot.gateway.senders import gathering_of


class Entrance:
    """Neither of the two knows of the other."""

    def __init__(self, reception: Reception, groups: Groups) -> None:
        self._reception = reception
        self._groups = groups

    async def receive(self, update: Update) -> None:
        """Have the update answered where it belongs."""
        if gathering_of(update) is None:
            await self._reception.receive(update)
        else:
            await self._groups.receive(update)
