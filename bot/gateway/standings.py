"""Notes that somebody blocked the bot, or came back."""

from telegram import ChatMemberUpdated
from telegram.constants import ChatMemberStatus

from bot.domain.member import Standing
from bot.gateway.senders import Sender
from bot.gateway.visits import Visits
from bot.store import members


class Standings:
    """Who had said /stop stays stopped through blocking and unblocking: only /start is a wish to be written to."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    async def note(self, sender: Sender, change: ChatMemberUpdated) -> None:
        visit = (await self._visits.open(sender)).visit
        if visit.member is None:
            return
        standing = visit.member.standing
        blocked = change.new_chat_member.status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
        if blocked and standing is Standing.ACTIVE:
            async with visit.db.write() as tx:
                await members.set_standing(tx, visit.person, Standing.BLOCKED)
        if not blocked and standing in {Standing.BLOCKED, Standing.GONE}:
            async with visit.db.write() as tx:
                await members.revive(tx, visit.person)
