"""A story played: members, a catalogue and a bot on one clock, and all that was sent, with how things stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.content.catalogue import Catalogue, publish
from bot.content.models import Course, Funding
from bot.domain.delivery import Matter, Outcome, Sent, Status
from bot.domain.eligibility import Window
from bot.domain.interests import Interests, Kind, Often
from bot.domain.places import Country, Language, reader_zone
from bot.domain.quiet import Hours
from bot.domain.saved import Saving
from bot.outreach.ports import Letter
from bot.store import items, members, mutes, saved
from bot.store.database import Connection, Database
from bot.store.tables import outbox
from tests.outreach.scenes import ScriptedTelegram
from tests.properties.machine import Machine
from tests.properties.mortal import Killed
from tests.properties.plans import AFTERWARDS, HOURS, LONGEST, Call, Deed, Doing, Reader, Story

FIRST = 20_000  # the Telegram id of the first reader
BASE = (  # in the catalogue from the first hour on: nobody is told of it, but it can be saved
    Call(0, Kind.GRANT, frozenset(), frozenset(Country), "one-fund", 12, is_quiet=False),
    Call(0, Kind.GRANT, frozenset(), frozenset(Country), "other-fund", 19, is_quiet=False),
)


@dataclass(slots=True)
class Mind:
    """What a reader wants now, and what became of that."""

    country: Country | None
    interests: Interests
    often: dict[Kind, Often]
    quiet: Hours
    quiet_days: bool
    changed_at: datetime
    paused_until: datetime | None = None
    ladder: frozenset[int] = frozenset({14, 7, 3, 1})
    muted: frozenset[str] = frozenset()
    saved: dict[int, tuple[date, Saving]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        return reader_zone(self.country)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Told:
    """One message: to whom, when, what kind, about which items; `mind` is a copy of the reader's of that moment."""

    reader: int
    at: datetime
    matter: Matter
    items: tuple[int, ...]
    mind: Mind
    deadlines: Mapping[int, date | None]

    @property
    def day(self) -> date:
        return self.mind.day(self.at)


class World:
    def __init__(self, db: Database, story: Story) -> None:
        self.story = story
        self.calls = (*BASE, *story.calls)
        self.begin = datetime.combine(story.begin, time(), UTC)
        self.now = self.begin
        self.minds = [self._mind(reader) for reader in story.readers]
        self.deadlines: dict[int, date | None] = {}
        self.edited: set[int] = set()
        self.seen_at: dict[int, datetime] = {}  # when a bot that was up first looked
        self.told: list[Told] = []
        self._db = db
        self._telegram = _Telegram(self)
        self._catalogue = Catalogue()
        self._sent: dict[int, tuple[datetime, int, tuple[int, ...], Mind, dict[int, date | None]]] = {}

    async def play(self) -> None:
        await self._gather()
        machine: Machine | None = None
        for hour in range(LONGEST):
            if hour > HOURS + AFTERWARDS and not list(self.owed()):
                break
            self.now = self.begin + timedelta(hours=hour, minutes=self.story.minute(hour))
            self._edit(hour)
            if self.story.is_down(hour):
                machine = None
                continue
            machine = machine or self._started()
            for number in self.deadlines:
                self.seen_at.setdefault(number, self.now)
            await self._do(hour)
            try:
                await machine.tick(self.now, self.story.kill_in(hour))
            except Killed:
                machine = self._started()
                await machine.tick(self.now)
        await self._read()

    def _started(self) -> Machine:
        return Machine(self._db, self._telegram, lambda: self._catalogue, lambda: self.now)

    def note(self, chat_id: int, message_id: int, text: str) -> None:
        """Something was sent."""
        reader = chat_id - FIRST
        found = tuple(number for number in range(len(self.calls)) if title(number) in text)
        self._sent[message_id] = self.now, reader, found, _copy(self.minds[reader]), dict(self.deadlines)

    def is_wanted(self, mind: Mind, number: int) -> bool:
        call = self.calls[number]
        if call.kind is Kind.COURSE:
            return mind.interests.want(call.kind)
        return mind.interests.want(call.kind, call.themes, call.countries)

    def steadily_wanted(self) -> Iterator[tuple[int, int]]:
        """Readers and items: the reader wanted it from first to last, it was worth telling, and it never closed."""
        for number, call in enumerate(self.calls):
            never_closes = number in self.deadlines and self.deadlines[number] is None
            if number < len(BASE) or call.is_quiet or not never_closes:
                continue
            for reader, mind in enumerate(self.minds):
                is_muted = call.kind is Kind.GRANT and call.funder in mind.muted
                if self.is_wanted(mind, number) and not is_muted:
                    yield reader, number

    def owed(self) -> Iterator[tuple[int, int]]:
        """Those of them who have heard nothing of it until now."""
        told = {(reader, number) for _, reader, found, _, _ in self._sent.values() for number in found}
        return (pair for pair in self.steadily_wanted() if pair not in told)

    # Before

    def _mind(self, reader: Reader) -> Mind:
        often = dict.fromkeys(Kind, Often.AT_ONCE) | dict(reader.often)
        return Mind(reader.country, reader.interests, often, reader.quiet, reader.quiet_days, self.begin)

    async def _gather(self) -> None:
        for number, mind in enumerate(self.minds):
            person = self._person(number)
            async with self._db.write() as tx:
                await members.set_language(tx, person, Language.EN, self.begin.date())
                await members.set_country(tx, person, mind.country)
                await members.set_interests(tx, person, mind.interests)
                await members.set_quiet(tx, person, mind.quiet)
                await members.set_quiet_days(tx, person, mind.quiet_days)
                for kind, often in mind.often.items():
                    await members.set_often(tx, person, kind, often)

    def _person(self, number: int) -> bytes:
        return self._db.seal.seal(FIRST + number)

    # Meanwhile

    def _edit(self, hour: int) -> None:
        before = dict(self.deadlines)
        for number, call in enumerate(self.calls):
            if number not in self.deadlines and call.hour <= hour:
                closes = call.days is not None and call.kind is Kind.GRANT
                self.deadlines[number] = self.now.date() + timedelta(days=call.days or 0) if closes else None
        for edit in self.story.edits:
            number = edit.item % len(self.calls)
            deadline = self.deadlines.get(number)
            if edit.hour == hour and deadline is not None:
                self.deadlines[number] = deadline + timedelta(days=edit.days)
                self.edited.add(number)
        if self.deadlines != before:
            self._catalogue = publish(_item(number, self.calls[number], day) for number, day in self.deadlines.items())

    async def _do(self, hour: int) -> None:
        for mind in self.minds:
            if mind.paused_until is not None and mind.paused_until <= self.now:
                mind.paused_until = None
        for deed in self.story.deeds:
            if deed.hour == hour:
                number = deed.reader % len(self.minds)
                await self._does(number, self.minds[number], deed)

    async def _does(self, number: int, mind: Mind, deed: Deed) -> None:
        mind.deeds.append(deed)
        mind.changed_at = self.now
        async with self._db.write() as tx:
            await self._chooses_when(tx, self._person(number), mind, deed)
            await self._chooses_what(tx, self._person(number), mind, deed)

    async def _chooses_when(self, tx: Connection, person: bytes, mind: Mind, deed: Deed) -> None:
        match deed.doing, deed.value:
            case Doing.OFTEN, (Kind() as kind, Often() as often):
                mind.often[kind] = often
                await members.set_often(tx, person, kind, often)
            case Doing.HOURS, Hours() as hours:
                mind.quiet = hours
                await members.set_quiet(tx, person, hours)
            case Doing.QUIET_DAYS, bool() as on:
                mind.quiet_days = on
                await members.set_quiet_days(tx, person, on)
            case Doing.PAUSE, int() as length:
                mind.paused_until = self.now + timedelta(hours=length)
                await members.pause_until(tx, person, mind.paused_until)

    async def _chooses_what(self, tx: Connection, person: bytes, mind: Mind, deed: Deed) -> None:
        match deed.doing, deed.value:
            case Doing.STOP_KIND, Kind() as kind:
                mind.interests = replace(mind.interests, kinds=mind.interests.kinds - {kind})
                await members.set_interests(tx, person, mind.interests)
            case Doing.MUTE, str() as funder:
                mind.muted |= {funder}
                await mutes.add(tx, person, funder)
            case Doing.LADDER, frozenset() as ladder:
                mind.ladder = ladder
                await members.set_ladder(tx, person, ladder)
            case ((Doing.SAVE | Doing.DECIDE), int() as which):
                await self._keeps(tx, person, mind, which % len(self.calls), deed.doing)

    async def _keeps(self, tx: Connection, person: bytes, mind: Mind, which: int, doing: Doing) -> None:
        known = await items.find(tx, self.calls[which].kind, slug(which))
        if known is None:
            return
        day = mind.day(self.now)
        if doing is Doing.SAVE:
            await saved.save(tx, person, known.id, day)
            mind.saved[which] = day, Saving.SAVED
        elif which in mind.saved:
            await saved.decide(tx, person, known.id, Saving.APPLIED)
            mind.saved[which] = mind.saved[which][0], Saving.APPLIED

    # Afterwards

    async def _read(self) -> None:
        async with self._db.read() as c:
            rows = await c.execute(select(outbox.c.message_id, outbox.c.matter).where(outbox.c.status == Status.SENT))
            matters: dict[int, Matter] = {row.message_id: row.matter for row in rows}
        for message_id, (at, reader, found, mind, deadlines) in sorted(self._sent.items()):
            self.told.append(Told(reader, at, matters[message_id], found, mind, deadlines))


class _Telegram(ScriptedTelegram):
    """Everything arrives."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        outcome = await super().deliver(chat_id, letter)
        if isinstance(outcome, Sent):
            self._world.note(chat_id, outcome.message_id, letter.screen.text)
        return outcome


def title(number: int) -> str:
    return f"Item number {number:02}."


def slug(number: int) -> str:
    return f"item-{number:02}"


def _item(number: int, call: Call, deadline: date | None) -> Funding | Course:
    common = {
        "slug": slug(number),
        "url": f"https://example.org/{number}",
        "source_url": "https://example.org/news",
        "source_date": "2027",
        "last_checked": date(2027, 1, 1),
        "quiet": call.is_quiet,
    }
    words = {"status": "draft", "title": title(number), "summary": "Words."}
    if call.kind is Kind.COURSE:
        text = words | {"provider": "School", "cost": "free"}
        return Course.model_validate(common | {"texts": {"en": text}})
    text = words | {"funder": call.funder, "who": "Everybody."}
    window = Window.ROLLING if deadline is None else Window.DATED
    further = {"countries": call.countries, "themes": call.themes, "window": window, "deadline": deadline}
    return Funding.model_validate(common | further | {"donor": call.funder, "grade": "A", "texts": {"en": text}})


def _copy(mind: Mind) -> Mind:
    return replace(mind, often=dict(mind.often), saved=dict(mind.saved), deeds=list(mind.deeds))
