"""Makes what each day brings, its reminders and its digest: after an outage only today's, what is past is cancelled."""

from datetime import date, datetime, time, timedelta

from bot.domain.announcement import Errand, State
from bot.domain.digests import DIGEST_AT, weekly_is_due
from bot.domain.facts import from_json
from bot.domain.places import Country
from bot.domain.postponing import Wish, reminder_due
from bot.domain.reminders import LADDER
from bot.outreach import calendars
from bot.outreach.days import Days, days_at
from bot.store import announcements, by_itself, daily, items, planning, reminding
from bot.store.daily import Open
from bot.store.database import Connection, Database
from bot.store.reminding import Rung

# Later in the day a digest would reach hardly anybody before the night: what waits is left to tomorrow's.
TOO_LATE = time(20)
# The reminders of a day are made anew each hour until it is ten, when they go out, in the west: noon in the east.
LAST_ROUND = 12
# No holidays are longer, so that nobody is reminded earlier than this before the first rung.
LONGEST_REST = timedelta(days=31)


class Daily:
    """What was done for a day is remembered, so that the rings of the bell cost nothing; done again it does no harm."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._retired: date | None = None
        self._reminded: tuple[date, int] | None = None
        self._digested: date | None = None

    async def tick(self, now: datetime) -> None:
        """Does what the day asks for and has not been done."""
        days = days_at(now)
        if self._retired != days.behind:
            await self._retire(days.behind)
            self._retired = days.behind
        hour = min(days.clock.hour, LAST_ROUND)
        if self._reminded != (days.ahead, hour):
            await self._remind(days.ahead, hour, now)
            self._reminded = days.ahead, hour
        if self._digested != days.ahead and DIGEST_AT <= days.clock < TOO_LATE:
            await self._digest(days, now)
            self._digested = days.ahead

    async def _retire(self, today: date) -> None:
        """Ends digests and reminders of days that are over for everybody.

        A digest stays while anybody has a day left to get it: whose quiet hours cover its hour and the rest of its day
        gets it on the next one. What is late for others is passed over when its turn comes.
        """
        async with self._db.read() as c:
            past = await daily.open_before(c, today)
            goes_on = {one.id: await daily.goes_on_until(c, one.id) for one in past if one.state is State.SENDING}
        for one in past:
            moment = goes_on.get(one.id)
            if moment is not None and days_at(moment).ahead >= today:
                continue
            async with self._db.write() as tx:
                await self._cancel(tx, one)

    async def _cancel(self, tx: Connection, one: Open) -> None:
        held = await planning.hold(tx, one.id)
        if held is None or held.state not in daily.OPEN:
            return
        if held.errand is Errand.REMINDER and one.item_id is not None:
            await reminding.take_back(tx, one.id, one.item_id)
        await announcements.move(tx, one.id, held.state, State.CANCELLED)

    async def _remind(self, day: date, hour: int, now: datetime) -> None:
        """Also for whoever has saved something, or come back, since this was done for the day an hour ago."""
        async with self._db.read() as c:
            made = await reminding.of_day(c, day, now)
            until, tomorrow = day + timedelta(days=max(LADDER)) + LONGEST_REST, now + timedelta(days=1)
            rungs = await reminding.rungs(c, day, until, tomorrow, [one.id for one in made])
            # What staff have cancelled for the day is not begun again.
            held = {one.item_id for one in made if not one.is_through}
            near = sorted({rung.item_id for rung in rungs if rung.item_id not in held and _is_due(rung, day)})
            due = [item_id for item_id in near if not await _is_cancelled(c, item_id)]
        if due:
            async with self._db.write() as tx:
                for item_id in due:
                    key = f"{item_id}:{hour}:{day.isoformat()}"
                    await by_itself.make(tx, Errand.REMINDER, now, now, key=key, item_id=item_id)

    async def _digest(self, days: Days, now: datetime) -> None:
        """Also without anything that waits where weeks begin: what comes weekly later on is for the next one."""
        async with self._db.read() as c:
            is_wanted = _begins_a_week(days.ahead) or await daily.anything_waits(c)
        if is_wanted:
            async with self._db.write() as tx:
                await by_itself.make(tx, Errand.DIGEST, now, now, key=days.ahead.isoformat())


async def _is_cancelled(c: Connection, item_id: int) -> bool:
    """Whether the call is off: nobody is reminded of it, and staff need no row a day that says so."""
    known = await items.get(c, item_id)
    return known is None or from_json(known.facts).cancelled


def _is_due(rung: Rung, day: date) -> bool:
    closed = calendars.days_off(rung.country, rung.quiet_days)
    return reminder_due(rung.closes_on, day, Wish(rung.ladder, rung.reminded, rung.put_off), closed) is not None


def _begins_a_week(day: date) -> bool:
    """Whether it is the first open day of the week anywhere."""
    every = {day - timedelta(days=n) for n in range(1, day.weekday() + 1)}
    return any(
        weekly_is_due(day, calendars.days_off(country, quiet_days), every)
        for country in (None, *Country)
        for quiet_days in (True, False)
    )
