"""A server that answers as a test tells it to, also in ways no Bot API server would."""

import asyncio
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from socket import SO_LINGER, SOL_SOCKET
from types import TracebackType
from typing import Self

import orjson

TOKEN = "4200000000:nobody-knows-this-token-0042"

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Wire:
    """`async with Wire(script) as wire:`; every connection is given to the script once its request is read."""

    script: Script
    reads: bool = True  # False: the script gets the connection before anything was read
    requests: list[tuple[str, bytes]] = field(default_factory=list)  # headers, body
    port: int = 0
    _server: asyncio.Server | None = None
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        if self._serving:
            await asyncio.wait(self._serving, timeout=1)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.address}/bot{TOKEN}/sendMessage"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            if self.reads:
                self.requests.append(await _read(reader))
            await self.script(reader, writer)
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()
        self._serving.discard(task)


async def _read(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    lengths = (line.partition(":")[2] for line in head.lower().splitlines() if line.startswith("content-length:"))
    return head, await reader.readexactly(int(next(lengths, "0")))


def says(status: int, body: bytes | dict[str, object], **headers: str) -> Script:
    """Answers with this."""
    payload = body if isinstance(body, bytes) else orjson.dumps(body)

    async def script(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(payload)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + payload)
        await writer.drain()

    return script


async def resets(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Breaks the connection off hard."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def stalls(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Says nothing until the other side hangs up."""
    await reader.read()


async def breaks_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Promises more than it says."""
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok":true,')
    await writer.drain()
