"""Who is in the play: people and groups by id, made when first asked for."""

from bot.simulator.chats import Account, Group
from bot.simulator.errors import SimulatorError
from bot.simulator.group import Gathering
from bot.simulator.person import Person
from bot.simulator.world import World

KINDS = frozenset({"group", "supergroup", "channel"})


class Cast:
    """Gives handles on people and groups; everything about them is in the world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def person(self, person_id: int, first_name: str, language_code: str | None, username: str | None) -> Person:
        account = self._world.people.get(person_id)
        if account is None:
            if person_id <= 0:
                raise SimulatorError("Ids of people are positive.")
            account = Account(person_id, first_name or f"Person {person_id}", language_code, username)
            self._world.people[person_id] = account
        return Person(self._world, account)

    def known(self, person_id: int) -> Person | None:
        account = self._world.people.get(person_id)
        return Person(self._world, account) if account is not None else None

    def group(self, chat_id: int, title: str, kind: str, username: str | None, *, forum: bool) -> Gathering:
        group = self._world.groups.get(chat_id) or self._founded(chat_id, title, kind, username, forum=forum)
        return Gathering(self._world, group)

    def known_group(self, chat_id: int) -> Gathering | None:
        group = self._world.groups.get(chat_id)
        return Gathering(self._world, group) if group is not None else None

    def _founded(self, chat_id: int, title: str, kind: str, username: str | None, *, forum: bool) -> Group:
        if chat_id >= 0:
            raise SimulatorError("Ids of groups are negative, those of supergroups and channels begin with -100.")
        if kind not in KINDS:
            raise SimulatorError(f"There is no chat type {kind!r}; there are {sorted(KINDS)}.")
        group = Group(chat_id, kind, title or f"Group {chat_id}", username, is_forum=forum)
        self._world.groups[chat_id] = group
        return group
