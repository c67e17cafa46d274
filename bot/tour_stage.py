"""The stage of the tour: people press by the label they read, and all of it is printed as it happens."""

from collections.abc import Callable

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.domain.places import Language
from bot.i18n.catalogs import Catalogs
from bot.i18n.translator import Translator
from bot.settings import Settings
from bot.simulator.chats import Message
from bot.simulator.person import Person
from bot.simulator.server import Simulator

PATIENCE = 30.0  # seconds for anything to happen
WIDTH = 96


class Stage:
    """Who does what, printed as it happens."""

    def __init__(self, sim: Simulator, console: Console) -> None:
        self.sim = sim
        self._console = console
        self._catalogs = Catalogs.load(Settings.default_folders()[1])

    def translator(self, language: Language) -> Translator:
        return self._catalogs.translator(language)

    def label(self, message: str, language: Language = Language.EN) -> str:
        """A button as it reads in a language; staff read English here."""
        return self.translator(language).plain(message)

    def scene(self, words: str) -> None:
        self._console.print()
        self._console.rule(f"[bold]{words}[/bold]", align="left")

    def note(self, words: str) -> None:
        self._console.print(Text(f"  {words}", style="bold yellow"))

    async def start(self, person: Person) -> None:
        await self._act(person, "/start", person.start)

    async def say(self, person: Person, text: str) -> None:
        await self._act(person, text, lambda: person.say(text))

    async def press(self, person: Person, label: str) -> None:
        pressed = self._bearing(person, label)
        toasts = len(person.toasts)
        await self._act(person, f"[ {label} ]", lambda: person.press(label), pressed)
        for toast in person.toasts[toasts:]:
            self._console.print(Text(f"  (over the chat: {toast})", style="italic"))

    async def arrival(self, person: Person, label: str) -> None:
        """Waits for a message with this button at the end of the chat or above it."""
        await self.until(lambda: self._bearing(person, label))
        found = self._bearing(person, label)
        if found is not None:
            self._console.print(_panel(found, f"{person.account.first_name} sees"))

    async def until(self, predicate: Callable[[], object]) -> None:
        await self.sim.until(predicate, PATIENCE)

    def show(self, person: Person, title: str) -> None:
        self._console.print(_panel(person.screen, title))

    async def _act(self, person: Person, what: str, act: Callable[[], object], pressed: Message | None = None) -> None:
        self._console.print(Text(f"\n{person.account.first_name}: {what}", style="bold cyan"))
        before = len(person.messages)
        act()
        await person.settled(PATIENCE)
        answered = person.messages[before:] or [pressed or person.screen]
        for message in answered:
            if not message.deleted:
                self._console.print(_panel(message, "the bot"))

    @staticmethod
    def _bearing(person: Person, label: str) -> Message | None:
        """The newest message with this button."""
        there = (message for message in reversed(person.messages) if not message.deleted)
        return next((message for message in there if message.button(label)), None)


def _panel(message: Message, title: str) -> Panel:
    media = (message.extra or {}).get("_media")
    body = Text(f"({media})\n" if media else "", style="italic")
    body.append(message.text, style="not italic")
    for row in message.buttons:
        body.append("\n" + "  ".join(f"[ {button.label} ]" for button in row), style="bold not italic")
    return Panel(body, title=title, title_align="left", width=WIDTH)
