"""Somebody unmistakable uses the bot in good times and bad; their traces are looked for in the log and in the files."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.places import Language
from bot.logs import QuietFormatter
from bot.store import visits
from tests.sentinels import NAME, NUMBER, WORDS, personal
from tests.stories.stage import Stage


def test_the_watch_over_the_log_sees_a_leak() -> None:
    record = logging.LogRecord("bot.gateway", logging.INFO, "x.py", 1, "%s wrote", (NAME,), None)
    assert personal(QuietFormatter().format(record)) == [NAME]


async def test_nothing_of_a_person_reaches_the_log_or_the_files(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    somebody = stage.actor(NUMBER, NAME, Language.EN)
    await somebody.join()
    await somebody.say(WORDS)
    await somebody.start(WORDS)
    await somebody.forge(WORDS)
    for kind in ("500", "502", "429"):
        stage.sim.faults.add(kind, "sendMessage", times=1, seconds=1)
        somebody.person.say(f"/menu {WORDS}")
        await stage.until(lambda: not stage.sim.world.updates.waits_for(NUMBER))

    async def broken(*_: object) -> None:
        raise RuntimeError(f"{NAME} {NUMBER} {WORDS}")

    with monkeypatch.context() as patch:
        patch.setattr(visits, "load", broken)
        somebody.person.say(WORDS)
        await stage.until(lambda: not stage.sim.world.updates.waits_for(NUMBER))
    somebody.person.block()
    await stage.until(lambda: not stage.sim.world.updates.waits_for(NUMBER))
    assert any(record.levelno >= logging.WARNING for record in caplog.records)
    shown = [QuietFormatter().format(one) for one in caplog.records if not one.name.startswith("bot.simulator")]
    assert personal("\n".join(shown)) == []
    folder = Path(make_url(stage.settings.database_url).database or "").parent
    for file in folder.iterdir():
        content = file.read_bytes()
        assert NAME.encode() not in content
        assert WORDS.encode() not in content
        assert str(NUMBER).encode() not in content
        assert NUMBER.to_bytes(8, "big") not in content
        assert NUMBER.to_bytes(8, "little") not in content
