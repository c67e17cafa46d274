"""A bare client of the Bot API: what a bot without any library would send."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came. `result` is None when it is a refusal; then `description` says why."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        return self.body.get("result")

    @property
    def description(self) -> str:
        return str(self.body.get("description", ""))


class Client:
    """Calls methods by name with a JSON body; `async with Client(sim.address, sim.token) as bot:`."""

    def __init__(self, address: str, token: str) -> None:
        self.base = f"{address}/bot{token}/"
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def ask(self, method: str, /, **parameters: Any) -> Reply:
        body = orjson.dumps(parameters) if parameters else b""
        headers = {"Content-Type": "application/json"} if body else {}
        async with self.session.post(self.base + method, data=body, headers=headers) as response:
            return Reply(response.status, orjson.loads(await response.read()), dict(response.headers))
