"""The local Telegram: a Bot API server on a free port, and the people who talk to the bot."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.web_request import BaseRequest

from bot.simulator.answers import refusal
from bot.simulator.books import CallLog, Violation
from bot.simulator.border import is_foreign
from bot.simulator.callbacks import Press
from bot.simulator.cast import Cast
from bot.simulator.chats import Account, Standing
from bot.simulator.clock import Clock, RealClock
from bot.simulator.control.site import PREFIX as CONTROL
from bot.simulator.control.site import Site, problem
from bot.simulator.control.stage import Stage
from bot.simulator.dispatch import Dispatcher
from bot.simulator.faults import Faults
from bot.simulator.flood import Flood
from bot.simulator.group import Gathering
from bot.simulator.page import page
from bot.simulator.person import Person
from bot.simulator.profile import Profile
from bot.simulator.transcript import transcript
from bot.simulator.transport import FILES, LARGEST_REQUEST, PREFIX, Transport, respond
from bot.simulator.world import World

HOST = "127.0.0.1"
_LOCAL_BOT = "4200000000:local-telegram-has-no-secrets-42"
TOKEN = _LOCAL_BOT


class Simulator:
    """A Telegram of one's own. `async with Simulator() as sim:` or start() and stop()."""

    def __init__(self, token: str = TOKEN, strict: bool = True, clock: Clock | None = None) -> None:
        self.token = token
        self.clock = clock or RealClock()
        self.world = World(token, self.clock, strict=strict)
        self.cast = Cast(self.world)
        self.faults = Faults(self.world)
        self._dispatcher = Dispatcher(self.world, self.faults)
        self.world.run = self._dispatcher.run
        self._transport = Transport(self._dispatcher)
        self._site = Site(Stage(self.world, self.cast, self.faults))
        self._runner: web.ServerRunner | None = None
        self.port = 0

    # Life

    async def start(self, port: int = 0) -> None:
        self._dispatcher.prepare()
        server = web.Server(self._handle, request_factory=self._request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the server, and note the presses that nobody answered."""
        await self.world.webhook.close()
        self.world.poller.release()
        self.world.hub.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.world.note_late_presses()
        for press in self.world.presses.open():
            self.world.violations.add("unanswered-callback", f"the press of {press.data!r} was never answered")
        self.world.presses.clear()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def address(self) -> str:
        """What the bot takes for Telegram's address; `/bot<token>/<method>` comes after it."""
        return f"http://{HOST}:{self.port}"

    # People

    def person(
        self, person_id: int, first_name: str = "", language_code: str | None = None, username: str | None = None
    ) -> Person:
        """A person whom the bot has not met yet; the same one when asked again."""
        return self.cast.person(person_id, first_name, language_code, username)

    def populate(
        self, people: Iterable[int], language_code: str | None = None, standing: Standing = Standing.STARTED
    ) -> None:
        """Many people at once who have started the bot, and about whom nothing is queued any more."""
        for person_id in people:
            account = Account(person_id, "Member", language_code, None, standing, crowd=True)
            self.world.people[person_id] = account

    def group(
        self, chat_id: int, title: str = "", kind: str = "supergroup", username: str | None = None, forum: bool = False
    ) -> Gathering:
        """A "group", "supergroup" or "channel" that the bot is not in yet; the same one when asked again."""
        return self.cast.group(chat_id, title, kind, username, forum=forum)

    # Books

    @property
    def calls(self) -> CallLog:
        return self.world.calls

    @property
    def violations(self) -> list[Violation]:
        """Everything the bot did that a strict reading of the Bot API forbids; empty at the end of a good test."""
        self.world.note_late_presses()
        return self.world.violations.found if self.world.violations.strict else []

    @property
    def flood(self) -> Flood:
        """Flood control (off until `limits` is set), and the ledger of the sending rate."""
        return self.world.flood

    @property
    def profile(self) -> Profile:
        """Commands and descriptions per scope and language."""
        return self.world.profile

    def transcript(self, chat_id: int) -> str:
        """The chat as a terminal shows it."""
        return transcript(self.world.journal.of(chat_id), self.world.name)

    @property
    def unanswered(self) -> list[Press]:
        return self.world.presses.unanswered()

    # Waiting

    def until(self, predicate: Callable[[], object], timeout: float = 5) -> Coroutine[Any, Any, None]:
        """Return as soon as the predicate holds; it is asked again at every event, never in between."""
        return self.world.hub.until(predicate, timeout, lambda: "what was waited for has not happened")

    # HTTP

    async def _handle(self, request: BaseRequest) -> web.StreamResponse:
        if request.raw_path.startswith(PREFIX):
            return await self._transport.handle(request)
        if request.raw_path.startswith(FILES):
            return self._transport.download(request)
        if is_foreign(request):
            return problem(403, "This address is for this machine only.")
        if request.raw_path.startswith(CONTROL):
            return await self._site.handle(request)
        shown = page(request.path) if request.method == "GET" else None
        return shown if shown is not None else respond(refusal(404, "Not Found"))

    @staticmethod
    def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> BaseRequest:
        return BaseRequest(
            message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=LARGEST_REQUEST
        )
