"""Receives one update: whether it is heard now, what it asks for, and where the answer is shown."""

import asyncio
import re
from collections import deque

from telegram import CallbackQuery, Message, Update
from telegram.constants import MessageType

from bot.gateway.dispatch import Answer, Dispatch
from bot.gateway.faults import NotShownError
from bot.gateway.messages import Pressed, read_press
from bot.gateway.senders import Sender, sender_of
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Throttle, Verdict
from bot.gateway.visits import Visits
from bot.gateway.written import typed_from
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
        answer = await self._dispatch.press(sender, pressed.wish)
        _, is_shown = await asyncio.gather(
            self._speaker.acknowledge(query.id, answer.screen.toast),
            self._show(sender, query, pressed, answer),
        )
        if not is_shown:
            raise NotShownError

    async def _hold_off(self, sender: Sender, query: CallbackQuery, verdict: Verdict) -> None:
        if verdict is Verdict.WARN:
            toast = self._visits.hinted(sender).plain("One moment…")
            await self._speaker.acknowledge(query.id, toast, cache_seconds=_TOAST_KEPT)

    async def _show(self, sender: Sender, query: CallbackQuery, pressed: Pressed, answer: Answer) -> bool:
        """Whether all of it is shown. What stays comes first, and the screen below it, where it is seen."""
        if answer.stays and pressed.lasting:
            return True
        message, screen = query.message, answer.screen.with_toast(None)
        if answer.also or message is None or not message.is_accessible or pressed.lasting:
            return await self._say(sender, Answer(screen, answer.also))
        return await self._speaker.replace(sender.id, message.message_id, screen) is not None

    async def _say(self, sender: Sender, answer: Answer) -> bool:
        said = [await self._speaker.show_lasting(sender.id, screen) for screen in answer.also]
        said.append(await self._speaker.show(sender.id, answer.screen))
        return None not in said

    async def _message(self, sender: Sender, message: Message) -> None:
        if not self._is_said(message):
            return
        verdict = self._throttle.judge(sender.id)
        if verdict is not Verdict.HANDLE:
            await self._ask_for_a_moment(sender, verdict)
            return
        command = _COMMAND.fullmatch(message.text or "")
        if command:
            answer = await self._dispatch.command(sender, command[1].lower(), command[3] or "")
        else:
            answer = await self._dispatch.written(sender, typed_from(message))
        await self._say(sender, answer)

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
