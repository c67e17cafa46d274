"""Receives what happens in groups and channels: speaks only when spoken to, and only with who may decide there."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update

from bot.domain.member import ChatKind
from bot.gateway.administrators import Administrators
from bot.gateway.dispatch import Answer, Dispatch
from bot.gateway.messages import Pressed, read_press
from bot.gateway.routing import Table
from bot.gateway.senders import Caller, Sender, caller_of, gathering_of
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Patience, Verdict
from bot.gateway.visits import Visits
from bot.store import moves
from bot.store.database import Database
from bot.ui import group as screens
from bot.ui.doors import private_chat
from bot.ui.screen import Link, Screen

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s.*)?", re.DOTALL)
_TOAST_KEPT = 2  # seconds for which a throttled person's app repeats the toast by itself


class Groups:
    """`table` is what there is in a group and what `dispatch` answers with; `username` is the bot's."""

    def __init__(
        self,
        table: Table,
        visits: Visits,
        standings: Standings,
        speaker: Speaker,
        administrators: Administrators,
        patience: Patience,
        db: Database,
        username: str,
    ) -> None:
        self._table = table
        self._dispatch = Dispatch(table, visits)
        self._visits = visits
        self._standings = standings
        self._speaker = speaker
        self._administrators = administrators
        self._patience = patience
        self._db = db
        self._username = username

    async def receive(self, update: Update) -> None:
        """Answer an update of a group or channel, or, as mostly, be silent."""
        gathering, caller = gathering_of(update), caller_of(update)
        said = update.message or update.channel_post
        if gathering is None:
            return
        if update.my_chat_member is not None:
            await self._standings.note(gathering, update.my_chat_member)
        elif said is not None and (said.migrate_to_chat_id or said.migrate_from_chat_id):
            await self._move(gathering, said)
        elif caller is not None and update.callback_query is not None:
            await self._press(caller, update.callback_query)
        elif caller is not None and said is not None:
            await self._message(caller, said)

    async def _move(self, gathering: Sender, said: Message) -> None:
        """Telegram tells of it in both chats, in whatever order; the second time there is nothing left to move."""
        old, new = said.migrate_from_chat_id or gathering.id, said.migrate_to_chat_id or gathering.id
        seal = self._db.seal.seal
        async with self._db.write() as tx:
            await moves.move_to(tx, seal(old), seal(new))

    async def _press(self, caller: Caller, query: CallbackQuery) -> None:
        verdict = self._judge(caller)
        if verdict is not Verdict.HANDLE:
            await self._hold_off(caller, query, verdict)
            return
        pressed = read_press(query.data or "")
        if pressed.wish is not None and not self._table.has(pressed.wish):
            await self._speaker.acknowledge(query.id, None, url=private_chat(self._username, pressed.wish))
            return
        refusal = await self._refusal(caller, screens.NOT_YOURS)
        if refusal is not None:
            t = await self._visits.translator(caller.chat)
            await self._speaker.acknowledge(query.id, t.plain(refusal))
            return
        answer = await self._dispatch.press(caller.chat, pressed.wish)
        await asyncio.gather(
            self._speaker.acknowledge(query.id, answer.screen.toast), self._show(caller.chat.id, query, pressed, answer)
        )

    async def _hold_off(self, caller: Caller, query: CallbackQuery, verdict: Verdict) -> None:
        if verdict is Verdict.WARN:
            toast = self._visits.hinted(caller.chat).plain("One moment…")
            await self._speaker.acknowledge(query.id, toast, cache_seconds=_TOAST_KEPT)

    async def _show(self, chat_id: int, query: CallbackQuery, pressed: Pressed, answer: Answer) -> None:
        if answer.stays and pressed.lasting:
            return
        message, screen = query.message, answer.screen.with_toast(None)
        if answer.also or message is None or not message.is_accessible or pressed.lasting:
            await self._say(chat_id, Answer(screen, answer.also), _topic_of(message))
        else:
            await self._speaker.replace(chat_id, message.message_id, self._fitting(screen))

    async def _say(self, chat_id: int, answer: Answer, topic: int | None) -> None:
        for screen in answer.also:
            await self._speaker.show_lasting(chat_id, self._fitting(screen))
        await self._speaker.show(chat_id, self._fitting(answer.screen), topic)

    async def _message(self, caller: Caller, message: Message) -> None:
        name, is_certain = self._command_in(caller, message)
        if name is None or self._judge(caller) is not Verdict.HANDLE:
            return
        refusal = await self._refusal(caller, screens.COMMANDS_NOT_YOURS)
        if refusal is None:
            await self._say(caller.chat.id, await self._dispatch.command(caller.chat, name, ""), _topic_of(message))
        elif is_certain and self._patience.refusals.allows(caller.chat.id):
            t = await self._visits.translator(caller.chat)
            turned_away = screens.administrators_only(t, refusal, self._username)
            await self._speaker.show(caller.chat.id, turned_away, _topic_of(message))

    def _command_in(self, caller: Caller, message: Message) -> tuple[str | None, bool]:
        """The command that this message gives the bot, and whether it certainly is for this bot and no other.

        One without the bot's name comes because the bot answers here last, or hears everything as an administrator. In
        a channel it always hears everything.
        """
        found = _COMMAND.fullmatch(message.text or "")
        if found is None or message.forward_origin is not None:
            return None, False
        name, named = found[1].lower(), found[2]
        if named is not None:
            is_ours = named.lower() == self._username.lower()
            return (name, True) if is_ours else (None, False)
        if self._answers_us(message):
            return name, True
        is_known = caller.chat.chat is ChatKind.GROUP and name in self._table.commands
        return (name, False) if is_known else (None, False)

    def _answers_us(self, message: Message) -> bool:
        answered = message.reply_to_message
        by = answered.from_user if answered is not None else None
        return by is not None and by.is_bot and by.username == self._username

    def _judge(self, caller: Caller) -> Verdict:
        """Whoever is too quick is held off before they use up what the whole chat may do."""
        verdict = Verdict.HANDLE if caller.user_id is None else self._patience.person.judge(caller.user_id)
        return verdict if verdict is not Verdict.HANDLE else self._patience.chat.judge(caller.chat.id)

    async def _refusal(self, caller: Caller, not_yours: Mapping[ChatKind, str]) -> str | None:
        """Why the caller is not answered, to be translated; None for an administrator."""
        may = await self._administrators.include(caller)
        if may is None:
            return screens.NOT_KNOWN
        return None if may else not_yours[caller.chat.chat]

    def _fitting(self, screen: Screen) -> Screen:
        """The screen without the buttons that lead to what there is in the private chat only."""
        rows = (tuple(b for b in row if isinstance(b, Link) or self._table.has(b.to)) for row in screen.rows)
        return replace(screen, rows=tuple(row for row in rows if row))


def _topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """The topic of a forum in which this was said; None where there are none, or for the general one."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
