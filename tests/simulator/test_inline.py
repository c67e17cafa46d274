from typing import Any

import pytest

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.server import Simulator


def article(result_id: str = "1", text: str = "x") -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "Grant", "input_message_content": content}


async def test_a_query_and_its_results(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 1.1: inline mode."""
    asked = aisulu.inline("grants").value
    query = (await bot.ask("getUpdates")).result[-1]["inline_query"]
    assert (query["id"], query["query"], query["from"]["id"]) == (asked.id, "grants", aisulu.id)
    assert (await bot.ask("answerInlineQuery", inline_query_id=asked.id, results=[article()])).result is True
    assert [result["title"] for result in asked.results] == ["Grant"]
    again = await bot.ask("answerInlineQuery", inline_query_id=asked.id, results=[])
    assert again.description.startswith("Bad Request: query is too old")
    assert sim.violations == []


async def test_a_late_answer(bot: Client, aisulu: Person, clock: FakeClock) -> None:
    """telegram.md 1.3 and 3: within 30 seconds."""
    asked = aisulu.inline("grants").value
    clock.advance(31)
    reply = await bot.ask("answerInlineQuery", inline_query_id=asked.id, results=[])
    assert reply.status == 400


@pytest.mark.parametrize(
    ("results", "description"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("x" * 65)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(text="")], "message text is empty"),
        ([article(text="<p>")], 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
        ([article() | {"title": ""}], "article title must be non-empty"),
    ],
)
async def test_results_that_are_refused(
    bot: Client, aisulu: Person, results: list[dict[str, Any]], description: str
) -> None:
    """telegram.md 1.1: 50 results, ids of 1-64 bytes."""
    asked = aisulu.inline("grants").value
    reply = await bot.ask("answerInlineQuery", inline_query_id=asked.id, results=results)
    assert reply.description == f"Bad Request: {description}"
