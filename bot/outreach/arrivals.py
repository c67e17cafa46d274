"""Compares the catalogue with what was seen of it before: what is new or has changed becomes an announcement, once.

All of one comparison is one transaction. Cut short it has not happened, and the next ring begins it again.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.catalogue import Catalogue
from bot.content.models import Tellable
from bot.content.telling import closes_on, countries_of, facts_of, funder_of, is_out, is_worth_telling, themes_of
from bot.domain.announcement import BEGUN, Announcement, Errand, State
from bot.domain.facts import Facts, differences, from_json, is_news, opens, to_json
from bot.domain.interests import Kind
from bot.outreach.days import days_at
from bot.store import announcements, by_itself, changes, items, knowing, planning, reminding, staff, staff_notices
from bot.store.database import Connection, Database
from bot.store.items import Known, Seen
from bot.store.last_days import moment_in
from bot.ui.alert_routes import NewItems

_log = logging.getLogger(__name__)

# Until then a question to staff is worth asking; the announcement waits for an answer for ever.
TIME_TO_ASK = timedelta(days=7)

Items = Sequence[tuple[Kind, Tellable]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the catalogue says that was not known; `back` and `changed` may be about the same item."""

    new: Items = ()
    changed: Sequence[tuple[Known, Tellable]] = ()
    gone: Sequence[Known] = ()
    back: Sequence[Known] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.back)


def compare(known: Mapping[tuple[Kind, str], Known], catalogue: Catalogue, today: date) -> Difference:
    """What differs; an item whose day of publication has not come is not new yet."""
    there = {(kind, item.slug): item for kind, item in catalogue.tellable()}
    return Difference(
        new=[(key[0], item) for key, item in there.items() if key not in known and is_out(item, today)],
        changed=[(known[key], item) for key, item in there.items() if key in known and _says_else(known[key], item)],
        gone=[one for key, one in known.items() if key not in there and one.gone_on is None],
        back=[one for key, one in known.items() if key in there and one.gone_on is not None],
    )


def _says_else(one: Known, item: Tellable) -> bool:
    return _seen(one.kind, item) != Seen(
        one.kind, one.slug, one.themes, one.countries, one.funder, one.facts, one.closes_on
    )


def _seen(kind: Kind, item: Tellable) -> Seen:
    facts = to_json(facts_of(item))
    return Seen(kind, item.slug, themes_of(item), countries_of(item), funder_of(item), facts, closes_on(item))


def _opens(one: Known, item: Tellable, today: date) -> bool:
    """Whether a call that was there before, without a day or closed, can be applied for now: news to everybody."""
    before = _read(one.facts)
    return before is not None and not item.quiet and opens(before, facts_of(item), today)


def _read(stored: str) -> Facts | None:
    """What an item said; None when this version cannot read what another one wrote: then nothing is known of it."""
    try:
        return from_json(stored)
    except (ValueError, LookupError, TypeError) as error:
        _log.warning("the facts of an item cannot be read (%s): what changed in it is not known", type(error).__name__)
        return None


class Arrivals:
    """`after` is how long something new or changed waits, for an editor to correct a slip and for more to go with it.

    Of more than `limit` new items members are told only when staff say so; of more changes at once nobody is told.
    """

    def __init__(self, db: Database, catalogue: Callable[[], Catalogue], after: timedelta, limit: int) -> None:
        self._db = db
        self._catalogue = catalogue
        self._after = after
        self._limit = limit
        self._compared: tuple[Catalogue, date] | None = None

    async def tick(self, now: datetime) -> None:
        """Does nothing while the catalogue and the day are those of the last comparison."""
        # What is published today is told when it is today for everybody.
        catalogue, today = self._catalogue(), days_at(now).behind
        if self._compared is not None and self._compared[0] is catalogue and self._compared[1] == today:
            return
        async with self._db.read() as c:
            is_different = bool(compare(await items.known(c), catalogue, today))
        if is_different:
            async with self._db.write() as tx:
                await self._take_in(tx, catalogue, today, now)
        self._compared = catalogue, today

    async def _take_in(self, tx: Connection, catalogue: Catalogue, today: date, now: datetime) -> None:
        known = await items.known(tx)
        found = compare(known, catalogue, today)
        # Before the items, in the order of staff who decide that nobody is told.
        alert = await self._open_alert(tx, now)
        for one in found.gone:
            await items.set_gone(tx, one.id, today)
        for one in found.back:
            await items.set_gone(tx, one.id, None)
        for one, item in found.changed:
            says = _seen(one.kind, item)
            await items.note(tx, one.id, says.themes, says.countries, says.funder, says.facts, says.closes_on)
            # Whether or not anybody is told: the new day has a ladder of its own.
            if says.closes_on is not None and says.closes_on != one.closes_on:
                await reminding.count_anew(tx, one.id, says.closes_on, moment_in(says.facts), now)
        await self._tell_of_changes(tx, found.changed, today, now)
        # The first time all is there already, and none of it is news.
        worth = [_seen(*one) for one in found.new if known and is_worth_telling(one[1], today)]
        rest = [_seen(*one) for one in found.new if not known or not is_worth_telling(one[1], today)]
        await items.record_all(tx, rest, None, today)
        again = {one.id for one, item in found.changed if _opens(one, item, today)}
        again |= {one.id for one in found.back if await self._was_missed(tx, one, catalogue, today)}
        if worth or again:
            await self._publish(tx, alert, worth, again, today, now)

    async def _was_missed(self, tx: Connection, one: Known, catalogue: Catalogue, today: date) -> bool:
        """Whether an item was away when the alert that should tell of it was planned, so that nobody hears of it."""
        item = catalogue.find(one.kind, one.slug)
        alert = None if one.publication is None else await announcements.get(tx, one.publication)
        if item is None or alert is None or alert.state not in BEGUN or not is_worth_telling(item, today):
            return False
        return not await knowing.anybody_was_to_be_told(tx, one.id)

    async def _publish(
        self,
        tx: Connection,
        alert: Announcement | None,
        worth: Sequence[Seen],
        again: Collection[int],
        today: date,
        now: datetime,
    ) -> None:
        """The items join the alert that has not come to its moment yet, or make one.

        Whoever was told of a call before it opened, or saved it, is not told by the alert once more, but of the change.
        """
        if alert is None:
            made = await by_itself.make(tx, Errand.ALERT, now, now + self._after)
            alert = await announcements.get(tx, made) if made is not None else None
        if alert is None:
            raise LookupError("an alert that was just made is not there")
        await items.record_all(tx, worth, alert.id, today)
        for number in sorted(again):
            await items.set_publication(tx, number, alert.id)
        _log.info("%d new or newly opened items are to be told", len(worth) + len(again))
        if alert.state is State.SCHEDULED and len(await items.of_publication(tx, alert.id)) > self._limit:
            await self._ask(tx, alert.id, now)

    async def _open_alert(self, tx: Connection, now: datetime) -> Announcement | None:
        number = await by_itself.open_alert(tx, now)
        found = None if number is None else await planning.hold(tx, number)
        # Before it was held it may have begun, or staff may have said that nobody is to be told.
        return found if found is not None and found.state in {State.SCHEDULED, State.AWAITING} else None

    async def _ask(self, tx: Connection, number: int, now: datetime) -> None:
        for state, to in ((State.SCHEDULED, State.DRAFT), (State.DRAFT, State.AWAITING)):
            await announcements.move(tx, number, state, to)
        who = await staff.broadcasters(tx)
        await staff_notices.add(tx, who, NewItems(id=number).pack(), now + TIME_TO_ASK)
        _log.warning("many items are new at once: staff are asked whether to tell of them")

    async def _tell_of_changes(
        self, tx: Connection, changed: Collection[tuple[Known, Tellable]], today: date, now: datetime
    ) -> None:
        news = list[tuple[Known, str]]()
        for one, item in changed:
            after = to_json(facts_of(item))
            if not await self._joined(tx, one, after) and await self._is_news(tx, one, after, today):
                news.append((one, after))
        if len(news) > self._limit:
            _log.warning("%d items have changed at once: nobody is told of it", len(news))
            return
        for one, after in news:
            made = await by_itself.make(tx, Errand.CHANGE, now, now + self._after, item_id=one.id)
            if made is not None:
                await changes.write(tx, made, one.id, one.facts, after)

    async def _joined(self, tx: Connection, one: Known, after: str) -> bool:
        """Whether a change of this item has not come to its moment yet: then it tells of both, or is cancelled."""
        told = await changes.open_of(tx, one.id)
        held = None if told is None else await planning.hold(tx, told.announcement_id)
        if told is None or held is None or held.state is not State.SCHEDULED:
            return False
        before = _read(told.before)
        if before is None or differences(before, from_json(after)):
            await changes.write(tx, told.announcement_id, one.id, told.before, after)
        else:
            await announcements.move(tx, told.announcement_id, State.SCHEDULED, State.CANCELLED)
        return True

    async def _is_news(self, tx: Connection, one: Known, after: str, today: date) -> bool:
        before = _read(one.facts)
        if before is None or not is_news(before, from_json(after), today):
            return False
        alert = None if one.publication is None else await announcements.get(tx, one.publication)
        if alert is not None and alert.state is State.SCHEDULED:
            return False  # it will be told as it is now
        return await knowing.anybody_knows(tx, one.id)
