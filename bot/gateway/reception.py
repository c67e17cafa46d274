"""Receives one update: whether it is heard now, what it asks for, and where the answer is shown."""

import asyncio
import re
from collections import deque

from telegram import CallbackQuery, Message, Update
from telegram.constants import MessageType

from bot.gateway.dispatch import Dispatch
from bot.gateway.faults import NotShownError
from bot.gateway.messages import Pressed, read_press
from bot.gateway.senders import Sender, sender_of
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Throttle, Verdict
from bot.gateway.visits import Visits
from bot.gateway.written import to_html
from bot.handlers.visit import Typed
from bot.ui.screen import Screen

_COMMAND = re.compile(r"/(\w{1,32})(@\w+)?(?:\s+(.*))?\s*", re.DOTALL)
_TOAST_KEPT = 2  # seconds for which a throttled person's app repeats the toast by itself
_ALBUMS = 100  # albums remembered: each of its pictures is a message, and one answer is enough

# What an app puts into a private chat by itself; nobody said anything.
_NOT_SAID = (
    MessageType.PINNED_MESSAGE,
    MessageType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
    MessageType.CHAT_BACKGROUND_SET,
    MessageType.WRITE_ACCESS_ALLOWED,
    MessageType.CONNECTED_WEBSITE,
    MessageType.PROXIMITY_ALERT_TRIGGERED,
)


class Reception:
    """Answers people in private chats. Nothing here knows a feature: `dispatch` finds the screen."""

    def __init__(
        self, dispatch: Dispatch, standings: Standings, visits: Visits, speaker: Speaker, throttle: Throttle
    ) -> None:
        self._dispatch = dispatch
        self._standings = standings
        self._visits = visits
        self._speaker = speaker
        self._throttle = throttle
        self._albums: deque[str] = deque(maxlen=_ALBUMS)

    async def receive(self, update: Update) -> None:
        """Answer an update, or leave it in silence when it is not a person's in their private chat."""
        sender = sender_of(update)
        if sender is None:
            return
        if update.my_chat_member is not None:
            await self._standings.note(sender, update.my_chat_member)
        elif update.callback_query is not None:
            await self._press(sender, update.callback_query)
        elif update.message is not None:
            await self._message(sender, update.message)

    async def _press(self, sender: Sender, query: CallbackQuery) -> None:
        verdict = self._throttle.judge(sender.id)
        if verdict is not Verdict.HANDLE:
            await self._hold_off(sender, query, verdict)
            return
        pressed = read_press(query.data or "")
        screen = await self._dispatch.press(sender, pressed.wish)
        _, shown_by = await asyncio.gather(
            self._speaker.acknowledge(query.id, screen.toast),
            self._show(sender, query, pressed, screen.with_toast(None)),
        )
        if shown_by is None:
            raise NotShownError

    async def _hold_off(self, sender: Sender, query: CallbackQuery, verdict: Verdict) -> None:
        if verdict is Verdict.WARN:
            toast = self._visits.hinted(sender).plain("One moment…")
            await self._speaker.acknowledge(query.id, toast, cache_seconds=_TOAST_KEPT)

    async def _show(self, sender: Sender, query: CallbackQuery, pressed: Pressed, screen: Screen) -> int | None:
        message = query.message
        if message is None or not message.is_accessible or pressed.lasting:
            return await self._speaker.show(sender.id, screen)
        return await self._speaker.replace(sender.id, message.message_id, screen)

    async def _message(self, sender: Sender, message: Message) -> None:
        if not self._is_said(message):
            return
        verdict = self._throttle.judge(sender.id)
        if verdict is not Verdict.HANDLE:
            await self._ask_for_a_moment(sender, verdict)
            return
        command = _COMMAND.fullmatch(message.text or "")
        if command:
            screen = await self._dispatch.command(sender, command[1].lower(), command[3] or "")
        else:
            screen = await self._dispatch.written(sender, _typed(message))
        await self._speaker.show(sender.id, screen)

    async def _ask_for_a_moment(self, sender: Sender, verdict: Verdict) -> None:
        if verdict is Verdict.WARN:
            t = self._visits.hinted(sender)
            await self._speaker.show(sender.id, Screen(t("One moment…")))

    def _is_said(self, message: Message) -> bool:
        if message.text:
            return True
        if message.media_group_id is not None:
            if message.media_group_id in self._albums:
                return False
            self._albums.append(message.media_group_id)
        return not any(getattr(message, kind) for kind in _NOT_SAID)


def _typed(message: Message) -> Typed:
    """The words of a message, those under a picture or a file too; the picture itself is not kept."""
    if message.text:
        return Typed(message.text, to_html(message.text, message.entities))
    caption = message.caption or ""
    return Typed(caption, to_html(caption, message.caption_entities))
