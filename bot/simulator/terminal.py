"""What happens, written to a terminal as it happens."""

import sys
from typing import TextIO

from bot.simulator.books import Violation
from bot.simulator.journal import Entry
from bot.simulator.transcript import written
from bot.simulator.world import World


class Terminal:
    """Follows the journal and the violations of a world."""

    def __init__(self, world: World, out: TextIO = sys.stdout) -> None:
        self._world = world
        self._out = out
        world.journal.watch = self._entry
        world.violations.watch = self._violation

    def say(self, text: str) -> None:
        self._out.write(f"{text}\n")
        self._out.flush()

    def _entry(self, entry: Entry) -> None:
        where = self._world.chat_name(entry.chat_id)

        def name(person: int | None) -> str:
            who = self._world.name(person)
            return who if who == where else f"{who} to {where}"

        self.say(f"{written(entry, name)}\n")

    def _violation(self, violation: Violation) -> None:
        self.say(f"! {violation}\n")
