"""What is told of one item: that its deadline is near, or that it has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.models import Tellable
from bot.content.telling import closes_on, is_over
from bot.domain.announcement import BEGUN, Announcement, State
from bot.domain.facts import Facts, closing, differences, is_news
from bot.domain.member import Standing
from bot.domain.places import reader_zone
from bot.domain.postponing import ONLY_THIS, Wish, is_turned_off
from bot.domain.quiet import Closed, first_open_day
from bot.domain.reminders import LADDER
from bot.domain.saved import Saving
from bot.domain.timing import Today, day_there
from bot.outreach import calendars
from bot.outreach.by_itself import ByItself, can_be_told, day_of
from bot.outreach.edition import Copy
from bot.outreach.materials import Materials
from bot.outreach.verdicts import Verdict, put_back, skip
from bot.outreach.waking import DaysOff, Waking
from bot.store import changes, items, reminding
from bot.store.daily import day_in
from bot.store.database import Connection
from bot.store.items import Known
from bot.store.outbox import Claimed
from bot.store.reminding import Kept
from bot.ui.change_message import change
from bot.ui.reminder_message import reminder

# A row that waits for something that is due any moment is looked at again then, and not all the time.
A_WHILE = timedelta(minutes=1)

# A file that is away may have been put back into its place tomorrow: until then a change waits, looking less and less
# often, so that many such rows do not keep the sender from the rest.
AWAY_FOR = timedelta(days=1)
_MOST_DOUBLINGS = 6


class _OfOne(ByItself):
    def __init__(self, announcement: Announcement, materials: Materials, about: Known, days_off: DaysOff) -> None:
        super().__init__(announcement, materials)
        self._about = about
        self._waking = Waking(days_off)
        self._kept: Mapping[int, Kept] = {}

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """See `Edition.look_up`."""
        self._kept = await reminding.of_item(c, self._about.id, [row.member_id for row in rows])

    def _item(self) -> Tellable | None:
        return self._materials.catalogue().find(self._about.kind, self._about.slug)


class Reminder(_OfOne):
    """For those who saved it and have not said that they applied, or that it is not for them.

    It goes out on its day, on the calendar of the reader, or not at all; whoever missed it is reminded on another.
    """

    def __init__(self, announcement: Announcement, materials: Materials, about: Known) -> None:
        # A deadline does not wait for the end of a holiday: that was thought of when the day was chosen.
        super().__init__(announcement, materials, about, calendars.hardly_any)
        self._day = day_in(announcement.key or "")

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        item, kept, today = self._item(), self._kept.get(row.member_id), Today.at(now, reader_zone(row.country))
        if kept is None or kept.state is not Saving.SAVED:
            return skip(row)
        last_day = closes_on(item, today) if item is not None else None
        if item is None or last_day is None or is_over(item, today):
            # Or so it says just now: should it be a slip of an editor, there is another day.
            return skip(row, missed=self._about.id)
        closed = calendars.days_off(row.country, row.quiet_days)
        if is_turned_off(last_day, self._day, kept.wish, closed):
            return skip(row)
        until = self._waking.quiet_until(row, now)
        is_late = day_of(row, until or now) > self._day
        if not can_be_told(row) or is_late or not self._is_due(kept.wish, last_day, closed):
            return skip(row, missed=self._about.id)
        if until is not None:
            return put_back(row, until)
        return self._copy(row, (today, last_day), lambda t: reminder(t, self._about.kind, item, today))

    def _is_due(self, wish: Wish, last_day: date, closed: Closed) -> bool:
        """Whether there could be a reminder on this day still: much may have changed since it was planned.

        The day that was told to whoever wants this one alone holds, however far the deadline has moved.
        """
        rests_until = wish.rests_until(last_day)
        if not wish.is_wanted or (rests_until is not None and rests_until > self._day):
            return False
        next_open = first_open_day(self._day + timedelta(days=1), closed)
        return wish.reminded == ONLY_THIS or last_day - timedelta(days=max(LADDER)) < next_open


@dataclass(frozen=True, slots=True)
class Versions:
    """What an item says `after` its latest change, and what it said before each, by number and in their order."""

    befores: Mapping[int, Facts]
    after: Facts


class Change(_OfOne):
    """For those who know of the item: who saved it and has not declined it, or was told of it and wants its kind.

    Each is told what differs from what they know: whoever missed the change before this one is told of both in one.
    """

    def __init__(self, announcement: Announcement, materials: Materials, about: Known, versions: Versions) -> None:
        super().__init__(announcement, materials, about, calendars.days_off)
        self._versions = versions
        self._missed: set[tuple[int, int]] = set()
        self._is_superseded = False
        self._further: datetime | None = None
        self._gone_on: date | None = None

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """See `Edition.look_up`."""
        await super().look_up(c, rows)
        earlier = [number for number in self._versions.befores if number != self.announcement.id]
        if earlier:
            self._missed = await changes.missed(c, earlier, [row.member_id for row in rows])
        later = [one for one in await changes.steps(c, self._about.id) if one.announcement_id > self.announcement.id]
        self._is_superseded = any(one.state in BEGUN for one in later)
        self._further = next((one.due_at for one in later if one.state is State.SCHEDULED), None)
        known = await items.get(c, self._about.id) if self._item() is None else None
        self._gone_on = None if known is None else known.gone_on

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        item, day = self._item(), Today.at(now, reader_zone(row.country))
        before, after = self._known_to(row.member_id), self._versions.after
        if self._is_superseded or not is_news(before, after, day):
            return skip(row)
        if not self._is_wanted(row) or (row.paused and row.paused_until is None):
            return skip(row)
        until = row.paused_until if row.paused else self._further
        if until is not None:
            return put_back(row, max(until, now + A_WHILE))
        until = self._waking.quiet_until(row, now)
        if until is not None:
            return put_back(row, until)
        if item is None:
            return self._without_item(row, now)
        between, saved = differences(before, after), row.member_id in self._kept
        # How far a deadline is depends on the clock too: on which day it is there when it ends.
        last_day = after.deadline and day_there(after.deadline, closing(after), day)
        what = day, between, saved, last_day, closes_on(item, day)
        return self._copy(row, what, lambda t: change(t, self._about.kind, item, between, day, saved=saved))

    def _without_item(self, row: Claimed, now: datetime) -> Verdict:
        """Its file is away. When that has just been noticed, or is yet to be, it may be on its way back."""
        if self._gone_on is not None and day_of(row, now) > self._gone_on + AWAY_FOR:
            return skip(row)
        return put_back(row, now + A_WHILE * 2 ** min(row.attempts, _MOST_DOUBLINGS))

    def _known_to(self, member_id: int) -> Facts:
        """What the item said when this reader last heard of it, as far as the bot told them."""
        known, *earlier = sorted(self._versions.befores.items(), reverse=True)
        for number, before in earlier:
            if (number, member_id) not in self._missed:
                break
            known = number, before
        return known[1]

    def _is_wanted(self, row: Claimed) -> bool:
        if row.standing is not Standing.ACTIVE:
            return False
        kept = self._kept.get(row.member_id)
        if kept is not None:
            return kept.state is not Saving.DECLINED
        return self._about.kind in row.interests.kinds
