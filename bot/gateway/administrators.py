"""Whether somebody is an administrator of a group or channel: asked each time, because it may have just ended."""

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.gateway.senders import Caller
from bot.gateway.speaker import Speaker

_ADMINISTRATORS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


class Administrators:
    """Asks Telegram, in the lane of the answers."""

    def __init__(self, bot: Bot, speaker: Speaker) -> None:
        self._bot = bot
        self._speaker = speaker

    async def include(self, caller: Caller) -> bool | None:
        """Whether the caller may decide for this chat; None when Telegram could not be asked now."""
        user_id = caller.user_id
        if user_id is None:  # Telegram lets only administrators speak as the chat itself
            return True

        async def ask() -> bool:
            try:
                member = await self._bot.get_chat_member(caller.chat.id, user_id)
            except (BadRequest, Forbidden):  # nobody there, or nothing may be known of them
                return False
            return member.status in _ADMINISTRATORS

        return await self._speaker.say(None, ask)
