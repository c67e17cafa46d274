"""The webhook: updates arrive by HTTP from the web server in front; a wrong secret and a bad update do no harm."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.domain.places import Language
from tests.stories.stage import Stage, make_stage

SECRET = "a-secret-of-the-operator"


@pytest.fixture
async def webhook_stage(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Stage]:
    stage = make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path / "secret.key")
    stage.settings = stage.settings.model_copy(
        update={
            "webhook_url": "https://bot.example.org/telegram",
            "webhook_secret": SecretStr(SECRET),
            "listen": f"127.0.0.1:{unused_tcp_port}",
        }
    )
    async with stage:
        target = stage.sim.world.webhook.target
        assert target
        assert target.url == "https://bot.example.org/telegram"
        # What the web server in front of the bot does: it takes TLS off and passes the request on.
        await stage.sim.world.webhook.aim(replace(target, url=f"http://127.0.0.1:{unused_tcp_port}/telegram"))
        yield stage
    assert stage.sim.violations == []


async def test_a_member_is_answered_through_the_webhook(webhook_stage: Stage) -> None:
    aisulu = webhook_stage.aisulu(Language.EN)
    webhook_stage.sim.faults.add("poison")
    await aisulu.join()
    await aisulu.press("Funding opportunities")
    assert aisulu.screen.labels[0].startswith("1. ")
    assert not webhook_stage.sim.calls.of("getUpdates")


async def test_a_wrong_secret_is_turned_away_and_health_answers(webhook_stage: Stage) -> None:
    address = f"http://{webhook_stage.settings.listen}"
    async with aiohttp.ClientSession() as session:
        update = {"update_id": 1, "message": {}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"}):
            async with session.post(f"{address}/telegram", json=update, headers=headers) as answer:
                assert answer.status == 403
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with session.post(f"{address}/telegram", json=update, headers=headers) as answer:
            assert answer.status == 200  # nobody can read it: set aside
        async with session.get(f"{address}/health") as answer:
            assert (answer.status, (await answer.json())["status"]) == (200, "ok")
