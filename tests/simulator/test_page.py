"""The files of the browser chat, as they go over the wire."""

from pathlib import Path

import aiohttp
import pytest

from bot.simulator.page import CONTENT_TYPES, FOLDER, page
from bot.simulator.server import Simulator


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
async def test_every_file_is_served_as_what_it_is(sim: Simulator, file: Path) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{sim.address}/page/{file.name}") as response:
        assert response.status == 200
        assert response.content_type == CONTENT_TYPES[file.suffix]
        assert response.headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]


async def test_the_front_page(sim: Simulator) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{sim.address}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert "<title>Local Telegram</title>" in await response.text()


@pytest.mark.parametrize("path", ["/page/", "/page/../page.py", "/page/%2e%2e/page.py", "/page/none.js", "/else"])
def test_nothing_else_is_served(path: str) -> None:
    assert page(path) is None


async def test_the_page_is_only_read(sim: Simulator) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{sim.address}/") as response:
        assert response.status == 404


def test_nothing_on_the_page_is_made_from_a_string_or_comes_from_elsewhere() -> None:
    sources = {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()}
    for name, source in sources.items():
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", 'style="'):
            assert forbidden not in source, f"{name}: {forbidden}"
    scripts = [source for name, source in sources.items() if name.endswith((".js", ".css", ".html"))]
    assert not any("//cdn" in source or "@import" in source for source in scripts)
