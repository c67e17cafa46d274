"""Another program that drives the simulator through /sim/."""

from typing import Any

import aiohttp


class Remote:
    """Asks in JSON, as any program would."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address

    async def ask(self, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
        async with self.session.request(verb, self.address + path, json=body) as response:
            assert response.content_type == "application/json"
            return response.status, await response.json()

    async def get(self, path: str) -> Any:
        status, answer = await self.ask("GET", path)
        assert status == 200
        return answer

    async def list(self, name: str) -> Any:
        """Lists come under their own name."""
        (listed,) = (await self.get(f"/sim/{name}")).values()
        return listed

    async def post(self, path: str, body: Any = None) -> Any:
        status, answer = await self.ask("POST", path, body)
        assert status == 200, answer
        return answer


PERSON = {"id": 1001, "first_name": "Aisulu", "language_code": "kk"}
