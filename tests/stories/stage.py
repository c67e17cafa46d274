"""The stage of the stories: the whole bot over HTTP against the local Telegram, with time running faster in both."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from bot.app import run
from bot.domain.places import OWN_NAMES, Country, Language
from bot.i18n.translator import Translator
from bot.settings import GivenSettings, Settings
from bot.simulator.chats import Message
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.times import Times
from tests.visits import AISULU, BORIS, MALLORY, OLGA, translator

SPEED = 30  # seconds of the story in a second of the suite
PATIENCE = 20.0
SATURDAY = 5


def working_morning() -> datetime:
    """Ten o'clock UTC of the coming working day: nobody the bot writes to sleeps then, nor for hours afterwards."""
    day = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


class HastyClock:
    """One clock for the bot and for Telegram, so that limits and lifetimes keep their proportions.

    It begins on a working morning, whatever the hour is here: at night nothing would be sent.
    """

    running = True

    def __init__(self) -> None:
        self._origin = working_morning().timestamp()
        self._start = time.monotonic()

    def now(self) -> float:
        return self._origin + (time.monotonic() - self._start) * SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)

    def advance(self, seconds: float) -> None:
        self._origin += seconds

    def times(self) -> Times:
        return Times(lambda: datetime.fromtimestamp(self.now(), UTC), self.now, self.sleep)


class Actor:
    """A person with a language: presses by the label read there, and waits until the bot has answered."""

    def __init__(self, person: Person, language: Language) -> None:
        self.person = person
        self.language = language
        self.t: Translator = translator(language)

    @property
    def screen(self) -> Message:
        return self.person.screen

    @property
    def text(self) -> str:
        return self.person.screen.text

    @property
    def toast(self) -> str:
        return self.person.toasts[-1] if self.person.toasts else ""

    async def start(self, payload: str = "") -> None:
        self.person.start(payload)
        await self.person.settled(PATIENCE)

    async def say(self, text: str) -> None:
        self.person.say(text)
        await self.person.settled(PATIENCE)

    async def press(self, message: str) -> None:
        """The button with this English text, as it reads in the person's language."""
        await self.press_label(self.t.plain(message))

    async def press_label(self, label: str) -> None:
        self.person.press(label)
        await self.person.settled(PATIENCE)

    async def press_first(self, part: str = "") -> None:
        await self.press_label(next(label for label in self.screen.labels if part in label))

    async def forge(self, data: str) -> None:
        self.person.press(data=data)
        await self.person.settled(PATIENCE)

    async def join(self, country: Country | None = None, offer: str = "Not now") -> None:
        """Through the two questions; with a country, `offer` is the button pressed under the first offer of alerts."""
        await self.start()
        await self.press_label(OWN_NAMES[self.language])
        if country is None:
            await self.press("Skip")
            return
        await self.press_label(self.t.country(country))
        await self.press(offer)


class Stage:
    """The local Telegram, and a bot that can be stopped and started again on the same database."""

    def __init__(self, sim: Simulator, settings: Settings, times: Times) -> None:
        self.sim = sim
        self.settings = settings
        self._times = times
        self._stop = asyncio.Event()
        self._bot: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.sim.start()
        self.settings = self.settings.model_copy(update={"api_url": self.sim.address})
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        await self.sim.stop()

    async def open(self) -> None:
        before = self._receptions
        self._stop = asyncio.Event()
        self._bot = asyncio.create_task(run(self.settings, self._stop, self._times))
        await self.until(lambda: self._receptions > before)

    @property
    def _receptions(self) -> int:
        """How often the bot has said where it wants its updates."""
        return len(self.sim.calls.of("getUpdates")) + len(self.sim.calls.of("setWebhook"))

    async def close(self) -> None:
        self._stop.set()
        if self._bot is not None:
            await self._bot

    async def until(self, predicate: Callable[[], object]) -> None:
        try:
            await self.sim.until(predicate, PATIENCE)
        except Exception:
            if self._bot is not None and self._bot.done():
                await self._bot  # its own error says more
            raise

    def actor(self, number: int, name: str, language: Language, hint: str | None = None) -> Actor:
        return Actor(self.sim.person(number, name, hint or language), language)

    def aisulu(self, language: Language = Language.KK) -> Actor:
        return self.actor(AISULU, "Aisulu", language)

    def boris(self, language: Language = Language.RU) -> Actor:
        return self.actor(BORIS, "Boris", language)

    def olga(self, language: Language = Language.RU) -> Actor:
        return self.actor(OLGA, "Olga", language)

    def mallory(self, language: Language = Language.EN) -> Actor:
        return self.actor(MALLORY, "Mallory", language)


def make_stage(database_url: str, key_file: Path, alone: int | None = None) -> Stage:
    """`alone` is how many one person may write to without a second one, None for any number."""
    clock = HastyClock()
    sim = Simulator(clock=clock)
    # Half a second of the suite is too short for a machine that is busy with other tests.
    sim.world.presses.window *= SPEED
    settings = GivenSettings.model_validate(
        {
            "token": sim.token,
            "owners": (OLGA,),
            "database_url": database_url,
            "secret_key_file": key_file,
            "listen": "127.0.0.1:0",
            "approvals": alone,
        }
    )
    return Stage(sim, settings, clock.times())
