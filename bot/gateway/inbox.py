"""Updates in hand: handled in order within a chat, without waiting between chats, each with a word on how it ended."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.gateway.senders import chat_of

REMEMBERED = 1000  # ids of finished updates, against a second delivery

Fate = asyncio.Future[bool]  # True: handled; False: could not be stored, deliver it again; cancelled: cut off


class Inbox:
    """`handle` answers an update and says whether it is dealt with; an error it raises ends the nursery.

    The tasks live in `nursery`: one for each chat that has something to do, none for a silent one.
    """

    def __init__(self, handle: Callable[[Update], Awaitable[bool]], nursery: asyncio.TaskGroup) -> None:
        self._handle = handle
        self._nursery = nursery
        self._queues: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._unfinished: dict[int, Fate] = {}
        self._finished: OrderedDict[int, Fate] = OrderedDict()
        self._closed = False

    def put(self, update: Update) -> Fate:
        """Take an update in hand, once however often it comes; the future tells how it ended."""
        known = self._unfinished.get(update.update_id) or self._finished.get(update.update_id)
        if known is not None:
            return known
        fate = _new_fate()
        if self._closed:
            fate.cancel()
            return fate
        self._unfinished[update.update_id] = fate
        self._enqueue(chat_of(update), update)
        return fate

    def pass_over(self, update_id: int) -> None:
        """Count an update that cannot be read as handled."""
        fate = _new_fate()
        fate.set_result(True)
        self._remember(update_id, fate)

    def knows(self, update_id: int) -> bool:
        """Whether this update is in hand or was handled of late."""
        return update_id in self._unfinished or update_id in self._finished

    @property
    def lowest_unfinished(self) -> int | None:
        """The id of the update that has been in hand longest."""
        return next(iter(self._unfinished), None)

    @property
    def chats(self) -> int:
        """How many chats have something to do."""
        return len(self._queues)

    async def idle(self, within: float) -> bool:
        """Wait until nothing is unfinished, at most `within` seconds; whether that is so."""
        if self._unfinished:
            await asyncio.wait(self._unfinished.values(), timeout=within)
        return not self._unfinished

    async def close(self, patience: float) -> None:
        """Take nothing more, let what is in hand finish for at most `patience` seconds, then cut it off."""
        self._closed = True
        workers = tuple(self._workers)
        if workers:
            _, pending = await asyncio.wait(workers, timeout=patience)
            for worker in pending:
                worker.cancel()
            await asyncio.wait(workers)
        for fate in self._unfinished.values():
            fate.cancel()

    def _enqueue(self, chat_id: int, update: Update) -> None:
        queue = self._queues.get(chat_id)
        if queue is not None:
            queue.append(update)
            return
        self._queues[chat_id] = deque([update])
        worker = self._nursery.create_task(self._work(chat_id))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        try:
            while queue:
                handled = await self._handle(queue[0])
                self._finish(queue.popleft().update_id, handled=handled)
        finally:
            del self._queues[chat_id]

    def _finish(self, update_id: int, *, handled: bool) -> None:
        fate = self._unfinished.pop(update_id)
        fate.set_result(handled)
        if handled:
            self._remember(update_id, fate)

    def _remember(self, update_id: int, fate: Fate) -> None:
        self._finished[update_id] = fate
        if len(self._finished) > REMEMBERED:
            self._finished.popitem(last=False)


def _new_fate() -> Fate:
    return asyncio.get_running_loop().create_future()
