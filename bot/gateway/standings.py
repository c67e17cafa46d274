"""Notes that somebody blocked the bot or that a group threw it out, and that either let it come back."""

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated
from telegram.constants import ChatMemberStatus

from bot.domain.member import ChatKind, Standing
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
        blocked = not _may_write(change.new_chat_member, sender.chat)
        if blocked and standing is Standing.ACTIVE:
            async with visit.db.write() as tx:
                await members.set_standing(tx, visit.person, Standing.BLOCKED)
        if not blocked and standing in {Standing.BLOCKED, Standing.GONE}:
            async with visit.db.write() as tx:
                await members.revive(tx, visit.person)


def _may_write(bot: ChatMember, chat: ChatKind) -> bool:
    if isinstance(bot, ChatMemberRestricted):
        return bot.is_member and bot.can_send_messages
    if chat is ChatKind.CHANNEL:  # only administrators post there
        return isinstance(bot, ChatMemberAdministrator) and bot.can_post_messages is not False
    return bot.status not in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
