"""Days on a clock that is jumped from hour to hour, and a table of what the bot says by itself meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.delivery import Matter, Status
from bot.domain.places import Country, Language, reader_zone
from bot.simulator.journal import Entry, Happening
from bot.store.keyfile import read_key
from bot.store.seal import Seal
from tests.promises.copies import listen
from tests.promises.processes import Bot
from tests.promises.scene import Scene
from tests.promises.town import Place
from tests.stories.editors import Editors
from tests.stories.stage import Actor

SPEED = 10
# The hours (UTC) in which the clock stops: all of the morning, when nearly everything comes, and some of the rest.
STOPS = frozenset({*range(2, 11), 13, 16, 18, 22})
LATE_IN_THE_HOUR = timedelta(minutes=55)  # by when everything has gone out that belongs into the hour
LOOK = 0.12  # real seconds: a ring of the bell and more
PATIENCE = 20.0
TAKEN_OVER = "content taken over"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One message that nobody asked for: the reader's own day and hour, who, what kind, about which items."""

    at: datetime
    day: str
    hour: int
    who: str
    what: str
    about: str

    def __str__(self) -> str:
        return f"{self.day}  {self.hour:02}  {self.who:<8}  {self.what:<8}  {self.about}"


@dataclass(frozen=True, slots=True)
class _Unasked:
    """As it was sent, whatever a press has made of it since."""

    at: datetime
    chat_id: int
    message_id: int
    text: str


class Week:
    """Members, editors and a bot. `table` is what is expected: day, hour, who, what, about; the clock waits for it."""

    def __init__(self, place: Place, folder: Path, begin: datetime, table: str) -> None:
        self.editors = Editors(folder / "content")
        further = {"content_dir": str(self.editors.folder)}
        self.scene = Scene(place, folder, SPEED, begin, further)
        self.bot: Bot | None = None
        self._begin = begin
        self._table = table
        self._members: dict[int, tuple[str, ZoneInfo]] = {}
        self._answered: set[int] = set()
        self._unasked: list[_Unasked] = []

    async def __aenter__(self) -> Self:
        await self.scene.__aenter__()
        listen(self.scene.sim, self._note)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.scene.__aexit__(kind, error, trace)

    def member(self, number: int, name: str, language: Language, country: Country) -> Actor:
        self._members[number] = name, reader_zone(country)
        return Actor(self.scene.sim.person(number, name, language), language)

    @contextmanager
    def answering(self, *actors: Actor) -> Iterator[None]:
        """What the bot says to them meanwhile was asked for."""
        numbers = {actor.person.id for actor in actors}
        self._answered |= numbers
        yield
        self._answered -= numbers

    async def press_under(self, actor: Actor, slug: str, label: str) -> None:
        """Presses the button with this English label under the newest message that names this item."""
        words = actor.t.plain(label)
        found = (one for one in reversed(actor.person.messages) if slug in self.editors.named_in(one.text))
        message = next(one for one in found if words in one.labels)
        with self.answering(actor):
            actor.person.press(words, message_id=message.message_id)
            await actor.person.settled(PATIENCE)

    # The bot

    async def open(self) -> None:
        """When it has looked at what is there."""
        self.bot = await self.scene.again()
        await self.scene.becomes(self._is_seen, PATIENCE)

    async def kill(self) -> None:
        assert self.bot is not None
        await self.bot.kill()
        self.bot = None

    @asynccontextmanager
    async def edits(self) -> AsyncIterator[Editors]:
        """What is written in the block is read together; a bot that runs has looked at it afterwards."""
        before = self._takings()
        yield self.editors
        if self.bot is not None:
            await self.scene.becomes(lambda: self._is_taken_over_since(before), PATIENCE)
            await self.scene.becomes(self._is_seen, PATIENCE)

    def _takings(self) -> int:
        return self.scene.log.read_text("utf-8").count(TAKEN_OVER) if self.scene.log.exists() else 0

    async def _is_taken_over_since(self, before: int) -> bool:
        return self._takings() > before

    async def _is_seen(self) -> bool:
        """Whether the bot knows every item that is there now, and until when one may apply."""
        rows = await self.scene.place.ask("SELECT slug, closes_on FROM item WHERE gone_on IS NULL")
        return {str(slug): str(day or "") for slug, day in rows} == self.editors.deadlines

    async def _is_planned(self) -> bool:
        """Whether nothing whose moment has come still waits to be planned."""
        now = int(self.scene.clock.now())
        due = "SELECT count(*) FROM announcement WHERE state = 'scheduled' AND due_at <= :now"
        return (await self.scene.place.ask(due, now=now))[0][0] == 0

    # The clock

    async def until(self, moment: datetime) -> None:
        """Lets time pass, looking around late in each hour."""
        clock = self.scene.clock
        while (stop := _next_stop(clock.moment())) < moment:
            clock.advance_to(stop)
            await self._look()
        if clock.moment() < moment:
            clock.advance_to(moment)
            await self._look()

    def asleep_until(self, moment: datetime) -> None:
        """The same in one jump, while no bot is there."""
        assert self.bot is None
        self.scene.clock.advance_to(moment)

    async def _look(self) -> None:
        """Waits for what is expected by now; whatever else comes is found in the table."""
        await self.scene.becomes(self._is_planned, PATIENCE)
        due = len(self._due())
        try:
            await self.scene.sim.until(lambda: len(self._unasked) >= due, PATIENCE)
        except Exception:
            await self.compare()
            raise
        await asyncio.sleep(LOOK)

    # The table

    async def compare(self) -> None:
        """Every message that nobody asked for so far, and no other, stands in the table."""
        assert [str(row) for row in await self.transcript()] == [str(row) for row in self._due()]

    def _due(self) -> list[Row]:
        until = self.scene.clock.moment() - LATE_IN_THE_HOUR
        rows = (self._read(line) for line in self._table.splitlines() if line.strip())
        return sorted(row for row in rows if row.at <= until)

    async def transcript(self) -> list[Row]:
        matters = await self._matters()
        return sorted(self._row(one, matters.get((one.chat_id, one.message_id))) for one in self._unasked)

    def _read(self, line: str) -> Row:
        _, day, hour, who, what, *about = line.split()
        zone = next(zone for name, zone in self._members.values() if name == who)
        at = datetime(self._begin.year, self._begin.month, int(day), int(hour), tzinfo=zone)
        return _row(at, who, what, about)

    def _row(self, one: _Unasked, matter: Matter | None) -> Row:
        name, zone = self._members[one.chat_id]
        at = one.at.astimezone(zone).replace(minute=0, second=0, microsecond=0)
        return _row(at, name, matter.name.lower() if matter else "unknown", self.editors.named_in(one.text))

    async def _matters(self) -> dict[tuple[int, int], Matter]:
        """What the outbox says of every message it sent, by chat and message."""
        key = read_key(self.scene.place.key_file)
        assert key is not None
        seal = Seal(key)
        rows = await self.scene.place.ask(
            "SELECT m.person, o.message_id, o.matter FROM outbox o JOIN member m ON m.id = o.member_id"
            " WHERE o.status = :sent",
            sent=Status.SENT.value,
        )
        found = {}
        for person, number, matter in rows:
            assert isinstance(person, bytes)
            assert isinstance(number, int)
            assert isinstance(matter, int)
            found[seal.open(person), number] = Matter(matter)
        return found

    def _note(self, entry: Entry) -> None:
        message = entry.message
        if entry.what is not Happening.MESSAGE or message is None or not message.by_bot:
            return
        if message.chat_id in self._members and message.chat_id not in self._answered:
            at = datetime.fromtimestamp(entry.at, UTC)
            self._unasked.append(_Unasked(at, message.chat_id, message.message_id, message.text))


def _next_stop(moment: datetime) -> datetime:
    stop = moment.replace(minute=0, second=0, microsecond=0) + LATE_IN_THE_HOUR
    while stop <= moment or stop.hour not in STOPS:
        stop += timedelta(hours=1)
    return stop


def _row(at: datetime, who: str, what: str, about: Iterable[str]) -> Row:
    return Row(at.astimezone(UTC), f"{at:%a} {at.day}", at.hour, who, what, " ".join(sorted(about)))
