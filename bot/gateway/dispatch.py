"""From a wish (a place, a button, a written text) to the screen that answers it."""

import logging
from dataclasses import dataclass

from bot.gateway.routing import Table
from bot.gateway.said_in_words import command_said
from bot.gateway.senders import Sender
from bot.gateway.visits import Opened, Visits
from bot.handlers.visit import Next, Typed, Visit
from bot.store import expecting
from bot.store.errors import StoreError
from bot.ui.packing import Action, Route, behind
from bot.ui.screen import Screen

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers: `also` are messages that come first and stay, then the screen.

    `stays`: under a message that lasts the screen's toast says enough.
    """

    screen: Screen
    also: tuple[Screen, ...] = ()
    stays: bool = False


class Dispatch:
    """Opens the visit anew after every change, so that a screen never shows what was."""

    def __init__(self, table: Table, visits: Visits) -> None:
        self._table = table
        self._visits = visits

    async def press(self, sender: Sender, wish: Route | Action | None) -> Answer:
        """What is behind a button; None stands for one this bot never made or no longer knows."""
        opened = await self._wandered_off(sender)
        if wish is None:
            screen = await self._place(opened.visit, self._table.home)
            return Answer(screen.with_toast(opened.visit.t.plain("This button is out of date.")))
        return await self._answer(sender, opened.visit, wish)

    async def command(self, sender: Sender, name: str, rest: str) -> Answer:
        """The answer to a command; a hint for one there is not, or not for them."""
        opened = await self._wandered_off(sender)
        known = name if name in self._table.commands else command_said(name)
        return await self._command(sender, opened.visit, known, rest)

    async def written(self, sender: Sender, typed: Typed) -> Answer:
        """The answer to a written message: by whoever awaited it, of the command that its words are, or a hint."""
        opened = await self._visits.open(sender)
        route = opened.expecting
        reading = self._table.readings.get(type(route)) if route else None
        if route is None or reading is None or not self._table.answers_to(opened.visit.role, route):
            await self._stop_awaiting(opened)
            return await self._command(sender, opened.visit, command_said(typed.text), "")
        return await self._follow(sender, await reading(opened.visit, route, typed))

    async def _command(self, sender: Sender, visit: Visit, name: str | None, rest: str) -> Answer:
        command = self._table.commands.get(name) if name else None
        wish = command(rest) if command else self._table.hint
        known = self._table.answers_to(visit.role, wish)
        return await self._answer(sender, visit, wish if known else self._table.hint)

    async def _wandered_off(self, sender: Sender) -> Opened:
        """The visit of somebody who pressed or commanded: a later word of theirs is no longer what was awaited."""
        opened = await self._visits.open(sender)
        await self._stop_awaiting(opened)
        return opened

    async def _stop_awaiting(self, opened: Opened) -> None:
        if opened.expecting is None:
            return
        try:
            async with opened.visit.db.write() as tx:
                await expecting.clear(tx, opened.visit.person)
        except StoreError as error:  # it expires by itself; what was asked for may be shown without it
            logger.warning("what was awaited could not be cleared (%s)", type(error).__name__)

    async def _answer(self, sender: Sender, visit: Visit, wish: Route | Action) -> Answer:
        if isinstance(wish, Route):
            return Answer(await self._place(visit, wish))
        return await self._follow(sender, await self._table.acts[type(wish)](visit, wish))

    async def _follow(self, sender: Sender, onward: Next) -> Answer:
        opened = await self._visits.open(sender)
        screen = await self._place(opened.visit, onward.route)
        return Answer(screen.with_toast(onward.toast) if onward.toast else screen, onward.also, onward.stays)

    async def _place(self, visit: Visit, route: Route) -> Screen:
        table = self._table
        if visit.member is None and not isinstance(route, table.open_places):
            then = "" if route in {table.home, table.hint} else behind(route)
            route = table.ask_language(then)
        place = table.places.get(type(route)) or table.places[type(table.hint)]
        return await place(visit, route)
