"""The tour: a member and a broadcaster live through the whole of the bot, and what they see is printed."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.domain.places import OWN_NAMES, Language
from bot.i18n.catalogs import Catalogs
from bot.settings import Settings
from bot.simulator.chats import Message
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.times import Times

AISULU, BORIS = 1001, 2002
ZONE = ZoneInfo("Asia/Almaty")
AHEAD = timedelta(seconds=4)  # how far ahead the announcement is scheduled
PATIENCE = 30.0  # seconds for it to arrive

IN_KAZAKH = "Еске саламыз: ертең сағат 15:00-де грантқа өтінім жазу туралы онлайн кездесу өтеді."
IN_RUSSIAN = "Напоминаем: завтра в 15:00 онлайн-встреча о том, как написать заявку на грант."


class Stage:
    """Who does what, printed as it happens. Buttons are pressed by the label the person reads."""

    def __init__(self, sim: Simulator, console: Console) -> None:
        self._sim = sim
        self._console = console
        self._catalogs = Catalogs.load(Settings.default_folders()[1])

    def label(self, language: Language, message: str) -> str:
        return self._catalogs.translator(language).plain(message)

    def named(self, reader: Language, language: Language) -> str:
        """The button of a language, as this reader calls it."""
        return self._catalogs.translator(reader).language_label(language)

    def scene(self, words: str) -> None:
        self._console.rule(f"[bold]{words}[/bold]", align="left")

    async def start(self, person: Person) -> None:
        self._told(person, "/start")
        person.start()
        await self._shown(person)

    async def say(self, person: Person, text: str) -> None:
        self._told(person, text)
        person.say(text)
        await self._shown(person)

    async def press(self, person: Person, label: str) -> None:
        self._told(person, f"[ {label} ]")
        toasts = len(person.toasts)
        person.press(label)
        await self._shown(person)
        for toast in person.toasts[toasts:]:
            self._console.print(Text(f"  (over the chat: {toast})", style="italic"))

    async def arrival(self, person: Person, words: str) -> None:
        await self._sim.until(lambda: any(words in message.text for message in person.messages), PATIENCE)
        found = next(message for message in person.messages if words in message.text)
        self._console.print(_panel(found, f"arrives for {person.account.first_name}"))

    async def report(self, person: Person, words: str) -> None:
        await self._sim.until(lambda: words in person.screen.text, PATIENCE)
        self._console.print(_panel(person.screen, f"{person.account.first_name} sees"))

    def _told(self, person: Person, what: str) -> None:
        self._console.print(Text(f"\n{person.account.first_name}: {what}", style="bold cyan"))

    async def _shown(self, person: Person) -> None:
        await person.settled(PATIENCE)
        self._console.print(_panel(person.screen, "the bot"))


async def tell(sim: Simulator, console: Console, owner_id: int) -> None:
    """Plays the story against the bot that talks to `sim`; raises when something in it does not happen."""
    stage = Stage(sim, console)
    kk, ru = Language.KK, Language.RU
    aisulu = sim.person(AISULU, "Aisulu", "ru")
    boris = sim.person(BORIS, "Boris", "ru")
    olga = sim.person(owner_id, "Olga", "ru")
    await _a_member_looks_around(stage, aisulu, kk)
    stage.scene("Olga, an owner, names Boris a broadcaster")
    await stage.start(olga)
    await stage.press(olga, OWN_NAMES[ru])
    await stage.press(olga, stage.label(ru, "Skip"))
    await stage.say(olga, "/staff")
    await stage.press(olga, stage.label(ru, "Name a broadcaster"))
    await stage.say(olga, str(BORIS))
    await _boris_announces(stage, boris, ru)
    stage.scene("Four seconds later")
    await stage.arrival(aisulu, IN_KAZAKH)
    await stage.arrival(olga, IN_RUSSIAN)
    await stage.report(boris, stage.label(ru, "complete"))
    console.print("\n[bold green]The end.[/bold green] Each got it once, in their own language.\n")


async def _a_member_looks_around(stage: Stage, aisulu: Person, kk: Language) -> None:
    stage.scene("Aisulu, of a small organisation in Kazakhstan, opens the bot")
    await stage.start(aisulu)
    await stage.press(aisulu, OWN_NAMES[kk])
    await stage.press(aisulu, "Қазақстан")
    await stage.press(aisulu, stage.label(kk, "Funding opportunities"))
    await stage.press(aisulu, aisulu.screen.labels[0])
    await stage.press(aisulu, stage.label(kk, "Main menu"))
    stage.scene("She asks to be told about grants")
    await stage.press(aisulu, stage.label(kk, "My alerts"))
    await stage.press(aisulu, aisulu.screen.labels[0])


async def _boris_announces(stage: Stage, boris: Person, ru: Language) -> None:
    stage.scene("Boris writes an announcement in two languages and schedules it")
    await stage.start(boris)
    await stage.press(boris, OWN_NAMES[ru])
    await stage.press(boris, stage.label(ru, "Skip"))
    await stage.say(boris, "/announce")
    await stage.press(boris, stage.label(ru, "New announcement"))
    for language, text in ((Language.KK, IN_KAZAKH), (Language.RU, IN_RUSSIAN)):
        await stage.press(boris, stage.label(ru, "Texts"))
        await stage.press(boris, stage.named(ru, language))
        await stage.say(boris, text)
    await stage.press(boris, stage.label(ru, "Choose when it goes out"))
    zone = next(one for one in boris.screen.labels if "UTC+5" in one)
    await stage.press(boris, zone)
    await stage.say(boris, f"{Times().now().astimezone(ZONE) + AHEAD:%d.%m.%Y %H:%M:%S}")
    await stage.press(boris, stage.label(ru, "Schedule"))


def _panel(message: Message, title: str) -> Panel:
    body = Text(message.text)
    for row in message.buttons:
        body.append("\n" + "  ".join(f"[ {button.label} ]" for button in row), style="bold")
    return Panel(body, title=title, title_align="left", width=96)
