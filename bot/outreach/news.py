"""New items as they are told: at once, or in the digest of a day; each to whom it still waits for, and once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.content.telling import closes_on, countries_of, is_out, is_over, themes_of
from bot.domain.announcement import Announcement
from bot.domain.digests import digest_moment, weekly_is_due
from bot.domain.interests import Kind, Often
from bot.domain.places import reader_zone
from bot.domain.timing import Today
from bot.domain.why import why
from bot.i18n.translator import Translator
from bot.outreach import calendars
from bot.outreach.by_itself import ByItself, can_be_told, day_of
from bot.outreach.edition import Copy
from bot.outreach.materials import Materials
from bot.outreach.verdicts import Verdict, put_back, skip
from bot.outreach.waking import Waking
from bot.store import alerts, by_itself
from bot.store.alerts import Waiting
from bot.store.daily import day_in
from bot.store.database import Connection
from bot.store.outbox import Claimed
from bot.ui import alert_message
from bot.ui.alert_message import Tiding
from bot.ui.screen import Screen

Show = Callable[[Translator, Sequence[Tiding], date], Screen]


class _News(ByItself):
    def __init__(self, announcement: Announcement, materials: Materials, show: Show) -> None:
        super().__init__(announcement, materials)
        self._show = show
        self._waking = Waking(calendars.days_off)
        self._waiting: Mapping[int, Sequence[Waiting]] = {}

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """See `Edition.look_up`."""
        self._waiting = await alerts.waiting(c, [row.member_id for row in rows])

    def _tell(self, row: Claimed, mine: Sequence[Waiting], now: datetime) -> Copy | Verdict:
        """All of these that this reader still wants; what they want no more, or too late, is dropped."""
        day = Today.at(now, reader_zone(row.country))
        found: dict[int, Tiding] = {}
        dropped: list[int] = []
        for one in mine:
            item = self._materials.catalogue().find(one.kind, one.slug)
            if item is None or not is_out(item, day):
                continue  # it has gone just now, or was put off: until it is back, or its day has come, it waits
            reason = why(row.interests, one.kind, themes_of(item), countries_of(item))
            if reason is None or item.quiet or is_over(item, day):
                dropped.append(one.item_id)
            else:
                found[one.item_id] = Tiding(one.kind, item, reason)
        told = tuple(sorted(found, key=lambda number: (closes_on(found[number].item) or date.max, number)))
        if not told:
            return skip(row, dropped=tuple(dropped))
        tidings = [found[number] for number in told]
        # How far a deadline is depends on the clock too: on which day it is there when it ends.
        what = (day, tuple((number, found[number].why, closes_on(found[number].item, day)) for number in told))
        return self._copy(row, what, lambda t: self._show(t, tidings, day), told, tuple(dropped))


class Alert(_News):
    """What has just come into the catalogue, for those who want it at once."""

    def __init__(self, announcement: Announcement, materials: Materials) -> None:
        super().__init__(announcement, materials, alert_message.alert)

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        if not can_be_told(row):
            return skip(row)
        until = self._waking.quiet_until(row, now)
        if until is not None:
            return put_back(row, until)
        return self._tell(row, [one for one in self._waiting.get(row.member_id, ()) if self._is_mine(row, one)], now)

    def _is_mine(self, row: Claimed, one: Waiting) -> bool:
        return one.publication == self.announcement.id and often(row, one.kind) is Often.AT_ONCE


class Digest(_News):
    """What has come since the last one, for those who want it daily or weekly, and what could not be told at once.

    Its day is one on the calendar of the reader; what is late is left to the next one.

    What comes weekly is due on the first open day of the week. `made` are the earlier days of this week whose digest
    was not cut short, `earlier` all its earlier digests. Who had a row in one of those is judged by that instead: due
    until one has arrived.
    """

    def __init__(
        self, announcement: Announcement, materials: Materials, made: frozenset[date], earlier: Collection[int]
    ) -> None:
        super().__init__(announcement, materials, alert_message.digest)
        self._day = day_in(announcement.key or "")
        self._made = made
        self._earlier = earlier
        self._reached: Mapping[int, bool] = {}

    async def look_up(self, c: Connection, rows: Sequence[Claimed]) -> None:
        """See `Edition.look_up`."""
        await super().look_up(c, rows)
        if self._earlier:
            self._reached = await by_itself.reached(c, self._earlier, [row.member_id for row in rows])

    def turn(self, row: Claimed, now: datetime) -> Copy | Verdict:
        """See `Edition.turn`."""
        until = self._waking.quiet_until(row, now)
        if not can_be_told(row) or day_of(row, until or now) > self._last_day(row):
            return skip(row)
        if until is not None:
            return put_back(row, until)
        mine = [one for one in self._waiting.get(row.member_id, ()) if self._is_mine(row, one)]
        return self._tell(row, mine, now)

    def _last_day(self, row: Claimed) -> date:
        """Its own day, or the one on which the quiet hours end that cover all of that from the digest's hour on."""
        closed = calendars.days_off(row.country, row.quiet_days)
        moment = digest_moment(self._day, reader_zone(row.country), row.quiet, closed)
        return self._day if moment is None else day_of(row, moment)

    def _is_mine(self, row: Claimed, one: Waiting) -> bool:
        match often(row, one.kind):
            case Often.AT_ONCE:
                return one.is_over
            case Often.DAILY:
                return True
            case Often.WEEKLY:
                was_reached = self._reached.get(row.member_id)
                closed = calendars.days_off(row.country, row.quiet_days)
                return weekly_is_due(self._day, closed, self._made) if was_reached is None else not was_reached


async def digest_of(c: Connection, announcement: Announcement, materials: Materials) -> Digest:
    """The digest with what it has to know of the days before it."""
    day = day_in(announcement.key or "")
    since = day - timedelta(days=day.weekday())
    made = await by_itself.digest_days(c, since)
    earlier = await by_itself.digests_before(c, day)
    return Digest(announcement, materials, frozenset(one for one in made if one < day), earlier)


def often(row: Claimed, kind: Kind) -> Often:
    """How soon this reader hears of something new of this kind."""
    if kind in row.daily:
        return Often.DAILY
    return Often.WEEKLY if kind in row.weekly else Often.AT_ONCE
