"""What the operations work on."""

from dataclasses import dataclass

from bot.simulator.callbacks import Press
from bot.simulator.cast import Cast
from bot.simulator.faults import Faults
from bot.simulator.group import Gathering
from bot.simulator.inline import InlineQuery
from bot.simulator.person import Person
from bot.simulator.world import World


class NotFoundError(Exception):
    """There is no such person, group, chat or query."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The world, who plays in it, and the misfortunes."""

    world: World
    cast: Cast
    faults: Faults

    def person(self, person_id: int) -> Person:
        person = self.cast.known(person_id)
        if person is None:
            raise NotFoundError(f"There is no person {person_id}.")
        return person

    def group(self, chat_id: int) -> Gathering:
        group = self.cast.known_group(chat_id)
        if group is None:
            raise NotFoundError(f"There is no group {chat_id}.")
        return group

    def press(self, press_id: int) -> Press:
        press = self.world.presses.get(str(press_id))
        if press is None:
            raise NotFoundError(f"There is no press {press_id}.")
        return press

    def inline_query(self, query_id: int) -> InlineQuery:
        query = self.world.inline.get(str(query_id))
        if query is None:
            raise NotFoundError(f"There is no inline query {query_id}.")
        return query
