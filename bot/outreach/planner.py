"""Moves announcements on when their time has come: to being sent, to asking a human, to done."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.domain.announcement import UNAPPROVED, Announcement, Errand, State, is_late
from bot.domain.approval import ALONE, Rules, need, recipients
from bot.domain.schedule import newest
from bot.outreach import calendars
from bot.outreach.guard import Guard
from bot.store import announcements, lockdown, members, occurrences, planning
from bot.store.database import Connection, Database
from bot.store.recipients_rows import CHUNK

_log = logging.getLogger(__name__)

# Chunks that one tick plans or cancels at most, so that what comes due meanwhile does not wait for something long.
CHUNKS_A_TICK = 16

_CALENDARS = {"calendars": calendars.rest, "remembrance": calendars.remembrance}


class Planner:
    """Each step is one transaction that looks again before it writes: done twice, or cut short, it does no harm.

    `chunk` is how many members are looked at in one transaction.
    """

    def __init__(self, db: Database, chunk: int = CHUNK, rules: Rules = ALONE) -> None:
        self._db = db
        self._chunk = chunk
        self._rules = rules

    async def tick(self, now: datetime) -> bool:
        """Does what there is to do at `now`; whether something long is not complete and wants another tick at once.

        One that fails does not stop the rest. While everything is frozen nothing is planned.
        """
        async with self._db.read() as c:
            is_frozen = await lockdown.is_frozen(c)
            agenda = await planning.agenda(c, now)
        left = list[int]()
        if not is_frozen:
            left += [*agenda.under_way, *await self._each("Planning an announcement", agenda.due, self._begin, now)]
        await self._each("Ending an announcement", agenda.ended, self._end, now)
        plans_on = await self._by_turns("Planning an announcement", left, self._go_on, now)
        # Nothing of what is cancelled goes out from that moment on; a recall must not wait until each row says so.
        return plans_on or await self._by_turns("Ending a cancelled announcement", agenda.stopped, self._stop, now)

    async def _each(
        self, what: str, numbers: Sequence[int], step: Callable[[int, datetime], Awaitable[int | None]], now: datetime
    ) -> list[int]:
        """The numbers that the steps gave."""
        given: list[int | None] = []
        for number in numbers:
            with Guard(what):
                given.append(await step(number, now))
        return [one for one in given if one is not None]

    async def _by_turns(
        self, what: str, numbers: Sequence[int], step: Callable[[int, datetime], Awaitable[bool]], now: datetime
    ) -> bool:
        """Does some chunks, of each announcement in its turn; whether more is left. Others write between any two."""
        waiting = deque(numbers)
        for _ in range(CHUNKS_A_TICK):
            if not waiting:
                return False
            number, is_left = waiting.popleft(), False
            with Guard(what):
                is_left = await step(number, now)
            if is_left:
                waiting.append(number)
        return bool(waiting)

    async def _begin(self, number: int, now: datetime) -> int | None:
        """The number of the announcement that is being sent now and of which there is more to plan."""
        is_unapproved = await self._is_unapproved(number)
        async with self._db.write() as tx:
            found = await planning.hold(tx, number)
            # Its author may have taken it back, changed it and scheduled it anew since it was found due.
            if found is None or found.state is not State.SCHEDULED or found.due_at is None or found.due_at > now:
                return None
            if await lockdown.is_frozen(tx):
                return None
            # What the bot sends by itself is decided by rules, and what mends a message is never too late.
            if found.errand is Errand.SEND and is_late(found.due_at, now):
                await announcements.move(tx, number, State.SCHEDULED, State.LATE)
                return None
            if is_unapproved:
                await announcements.move(tx, number, State.SCHEDULED, State.LATE, UNAPPROVED)
                return None
            if found.errand in {Errand.CORRECT, Errand.RECALL} and not await planning.is_free(tx, found):
                return None
            sent = await self._occur(tx, found, found.due_at, now) if found.is_series else found
            is_left = sent is not None and await planning.start(tx, sent, now, self._chunk, **_CALENDARS)
        _log.info("an announcement goes out")
        return sent.id if sent and is_left else None

    async def _is_unapproved(self, number: int) -> bool:
        """Whether it has come to reach so many, or so few, that a second person has to approve it, and none has.

        Asked before the transaction: counting a million readers would keep members waiting.
        """
        async with self._db.read() as c:
            found = await announcements.get(c, number)
            if found is None or found.errand is not Errand.SEND or found.approved or self._rules.alone is None:
                return False
            counts = await members.count_by_language(c, found.audience)
        return need(found.audience, recipients(found, counts), self._rules) is not None

    async def _occur(
        self, tx: Connection, template: Announcement, due_at: datetime, now: datetime
    ) -> Announcement | None:
        """The occurrence that goes out, of several that were missed the newest; the template goes on to the next."""
        if template.timing is None:
            return None
        occurrence, following = newest(template.timing, due_at, now)
        made = await occurrences.make(tx, template, occurrence, now)
        await occurrences.go_on(tx, template, following, now)
        return None if made is None else await announcements.get(tx, made)

    async def _go_on(self, number: int, now: datetime) -> bool:
        async with self._db.write() as tx:
            found = await planning.hold(tx, number)
            if found is None or await lockdown.is_frozen(tx):
                return False
            return await planning.more(tx, found, now, self._chunk, **_CALENDARS)

    async def _end(self, number: int, now: datetime) -> None:
        async with self._db.write() as tx:
            await planning.end(tx, number, now)

    async def _stop(self, number: int, now: datetime) -> bool:
        async with self._db.write() as tx:
            return await planning.stop(tx, number, now, self._chunk)
