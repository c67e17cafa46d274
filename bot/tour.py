"""The tour: a member, a broadcaster and an owner live through the whole of the bot, and what they see is printed."""

import asyncio
import shutil

from rich.console import Console

from bot.demo_content import Laid
from bot.demo_crowd import blockers, crowd
from bot.domain.places import OWN_NAMES, Country, Language
from bot.simulator.errors import SimulatorError
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.tour_bot import TourBot
from bot.tour_stage import Stage

AISULU, BORIS = 1001, 2002
KILLED_AFTER = 40  # copies
IN_DOUBT = 5  # how many may be on their way when the bot is killed

TEXTS = {
    Language.KK: "Еске саламыз: ертең сағат 15:00-де грантқа өтінім жазу туралы онлайн кездесу өтеді.",
    Language.RU: "Напоминаем: завтра в 15:00 онлайн-встреча о том, как написать заявку на грант.",
}


async def tell(sim: Simulator, bot: TourBot, console: Console, owner_id: int, laid: Laid) -> None:
    """Plays the story against the bot that talks to `sim`; raises when something in it does not happen."""
    stage = Stage(sim, console)
    aisulu = sim.person(AISULU, "Aisulu", "ru")
    boris = sim.person(BORIS, "Boris", "ru")
    olga = sim.person(owner_id, "Olga", "ru")
    await _a_member_looks_around(stage, aisulu)
    await _an_alert_comes(stage, aisulu, laid)
    stage.scene("Olga, an owner, names Boris a broadcaster")
    await _comes(stage, boris)
    await _comes(stage, olga)
    await stage.say(olga, "/staff")
    await stage.press(olga, stage.label("Name a broadcaster"))
    await stage.say(olga, str(BORIS))
    await stage.press(olga, stage.label("Yes, make a broadcaster"))
    await stage.arrival(boris, stage.label("Announcements"))
    await _boris_writes(stage, boris)
    await _a_second_person_approves(stage, boris, olga)
    stage.scene("Olga has second thoughts: for some seconds nothing has left yet")
    await stage.press(olga, stage.label("Undo"))
    stage.scene("Boris asks once more")
    await stage.press(boris, stage.label("Back to draft"))
    await stage.press(boris, stage.label("Choose when it goes out"))
    await stage.press(boris, stage.label("Continue"))
    await _a_second_person_approves(stage, boris, olga)
    await stage.arrival(boris, stage.label("Open it"))
    await stage.press(boris, stage.label("Open it"))
    await _it_is_sent_and_killed(stage, sim, bot, aisulu)
    await _boris_reads_the_report(stage, boris)
    stage.scene("And takes it back")
    await stage.press(boris, stage.label("Back"))
    await stage.press(boris, stage.label("Recall"))
    await stage.press(boris, stage.label("Yes, recall it"))
    await stage.until(lambda: not _copies(aisulu))
    console.print("\n[bold green]The end.[/bold green] Aisulu's copy is gone, and so is everybody else's soon.\n")


async def _a_member_looks_around(stage: Stage, aisulu: Person) -> None:
    kk = Language.KK
    stage.scene("Aisulu, of a small organisation in Kazakhstan, opens the bot")
    await stage.start(aisulu)
    await stage.press(aisulu, OWN_NAMES[kk])
    await stage.press(aisulu, stage.translator(kk).country(Country.KZ))
    stage.scene("She takes the alerts that make sense in Kazakhstan")
    await stage.press(aisulu, stage.label("Yes, turn on", kk))
    await stage.press(aisulu, stage.label("Funding opportunities", kk))
    await stage.press(aisulu, aisulu.screen.labels[0])


async def _an_alert_comes(stage: Stage, aisulu: Person, laid: Laid) -> None:
    kk = Language.KK
    stage.scene("She turns quiet time off, because the tour may be played at night or on a Sunday")
    await stage.say(aisulu, "/alerts")
    await stage.press(aisulu, stage.label("Quiet hours", kk))
    await stage.press(aisulu, stage.label("Turn quiet hours off", kk))
    await stage.press(aisulu, f"✓ {stage.label('Quiet days', kk)}")
    stage.scene("An editor puts a file into the content folder, and some seconds later she hears of it")
    await asyncio.to_thread(shutil.copy, laid.new, laid.place)
    await stage.arrival(aisulu, stage.label("Stop these messages", kk))
    stage.scene("She saves it: from now on she is reminded before its deadline")
    await stage.press(aisulu, stage.label("Save", kk))


async def _comes(stage: Stage, person: Person) -> None:
    await stage.start(person)
    await stage.press(person, OWN_NAMES[Language.EN])
    await stage.press(person, stage.label("Skip"))


async def _boris_writes(stage: Stage, boris: Person) -> None:
    stage.scene("Boris writes an announcement in two languages")
    await stage.say(boris, "/announce")
    await stage.press(boris, stage.label("New announcement"))
    for language, text in TEXTS.items():
        await stage.press(boris, stage.label("Texts"))
        await stage.press(boris, stage.translator(Language.EN).language_label(language))
        await stage.say(boris, text)
    stage.scene("Nothing goes out before it is decided what readers of the other languages get")
    await stage.press(boris, stage.label("Languages without a text"))
    await stage.press(boris, stage.label("Another language for all undecided"))
    stage.scene("He chooses when: now, and at any hour, because the tour does not wait for the morning")
    await stage.press(boris, stage.label("Choose when it goes out"))
    await stage.press(boris, stage.label("Urgent: also in quiet hours"))
    await stage.press(boris, stage.label("Continue"))


async def _a_second_person_approves(stage: Stage, boris: Person, olga: Person) -> None:
    stage.scene("It goes to so many that a second person has to approve it")
    await stage.press(boris, stage.label("Ask a colleague to approve"))
    await stage.arrival(olga, stage.label("Review"))
    await stage.press(olga, stage.label("Review"))
    await stage.press(olga, stage.label("Approve"))


async def _it_is_sent_and_killed(stage: Stage, sim: Simulator, bot: TourBot, aisulu: Person) -> None:
    readers = [sim.person(number) for number, _, _ in crowd() if number not in blockers()]
    stage.scene(f"It goes out to {len(readers)} readers, and in the middle of it the bot is killed")
    await stage.until(lambda: sum(bool(_copies(reader)) for reader in readers) >= KILLED_AFTER)
    await bot.kill()
    stage.note(f"SIGKILL after {sum(bool(_copies(reader)) for reader in readers)} copies. It is started again.")
    await bot.start()
    await stage.until(lambda: sum(bool(_copies(reader)) for reader in readers) >= len(readers) - IN_DOUBT)
    await stage.until(lambda: _copies(aisulu))
    stage.show(aisulu, "arrives for Aisulu")


async def _boris_reads_the_report(stage: Stage, boris: Person) -> None:
    sim = stage.sim
    stage.scene("Boris reads the report")
    await stage.arrival(boris, stage.label("Report"))
    readers = [sim.person(number) for number, _, _ in crowd() if number not in blockers()]
    copies = [len(_copies(reader)) for reader in readers]
    if max(copies) > 1 or copies.count(0) > IN_DOUBT:
        raise SimulatorError(f"Somebody got {max(copies)} copies, and {copies.count(0)} got none.")
    stage.note(f"{copies.count(1)} readers got it once, nobody twice, and what the kill left in doubt is told above.")
    await stage.press(boris, stage.label("Report"))
    await stage.press(boris, stage.label("Chart and table"))


def _copies(person: Person) -> list[str]:
    """What has arrived of the announcement and is still there."""
    found = (message for message in person.messages if not message.deleted)
    return [message.text for message in found if message.text in TEXTS.values()]
