"""Where Telegram is told to bring updates."""

import pytest

from bot.gateway.bot import open_bot
from bot.gateway.faults import TokenRejectedError
from bot.gateway.webhook import address, receive_at, receive_by_polling
from bot.simulator.server import Simulator
from tests.gateway.hands import Hands

SECRET = "between_us_42"


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("https://bot.example.org", "https://bot.example.org/telegram"),
        ("https://bot.example.org/", "https://bot.example.org/telegram"),
        ("https://example.org/bot/telegram", "https://example.org/bot/telegram"),
    ],
)
def test_the_path_stands_behind_the_address_of_the_operator(given: str, called: str) -> None:
    assert address(given) == called


async def test_the_webhook_is_set_with_its_secret_and_tried_until_it_works(sim: Simulator) -> None:
    hands = Hands()
    sim.faults.add("502", "setWebhook")
    sim.faults.add("429", "setWebhook", seconds=1)
    async with open_bot(sim.token, sim.address) as bot:
        await receive_at(bot, "https://bot.example.org", SECRET, hands.sleep)
    given = sim.calls.of("setWebhook")[-1].given
    assert given["url"] == "https://bot.example.org/telegram"
    assert given["secret_token"] == SECRET
    assert given["allowed_updates"] == ["message", "channel_post", "callback_query", "my_chat_member"]
    assert hands.slept == [1, 1]


async def test_polling_removes_the_webhook_and_keeps_what_waits(sim: Simulator) -> None:
    async with open_bot(sim.token, sim.address) as bot:
        await receive_by_polling(bot, Hands().sleep)
    assert not sim.calls.of("deleteWebhook")[0].given.get("drop_pending_updates")


async def test_a_rejected_token_gets_through(sim: Simulator) -> None:
    sim.faults.add("401", "deleteWebhook")
    async with open_bot(sim.token, sim.address) as bot:
        with pytest.raises(TokenRejectedError):
            await receive_by_polling(bot, Hands().sleep)
