"""Waits are heeded at once, and again after a restart."""

from datetime import datetime, timedelta

import pytest

from bot.gateway.floods import FloodScopes
from bot.gateway.waits import FOLLOWING, Waits
from bot.store import floods
from bot.store.database import Connection, Database
from bot.store.errors import StoreBusyError
from bot.store.floods import Flood
from tests.gateway.hands import Hands
from tests.gateway.incoming import AISULU, BORIS
from tests.gateway.rig import OpenGate
from tests.visits import NOW


def waits_over(db: Database, gate: OpenGate, seconds_later: float = 0) -> Waits:
    return Waits(db, gate, FloodScopes(Hands(), gate.burst_of), lambda: NOW + timedelta(seconds=seconds_later))


async def written(db: Database) -> set[Flood]:
    async with db.read() as c:
        return set(await floods.active(c, NOW))


async def test_a_wait_closes_the_gate_and_is_written_down(db: Database) -> None:
    gate = OpenGate(bursts={BORIS: 1})
    waits = waits_over(db, gate)
    await waits.heed(AISULU, 60)
    await waits.heed(BORIS, 10_800)
    assert gate.floods == [(60, AISULU), (10_800, None)]
    assert await written(db) == {
        Flood(db.seal.seal(AISULU), NOW + timedelta(seconds=60)),
        Flood(None, NOW + timedelta(hours=3)),
    }


async def test_a_call_that_goes_to_no_chat_can_only_have_met_the_limit_of_all(db: Database) -> None:
    gate = OpenGate()
    await waits_over(db, gate).heed(None, 7)
    assert gate.floods == [(7, None)]


async def test_after_a_restart_what_is_left_of_the_waits_is_kept(db: Database) -> None:
    before = waits_over(db, OpenGate(bursts={BORIS: 1}))
    await before.heed(AISULU, 60)
    await before.heed(BORIS, 10_800)
    gate = OpenGate()
    await waits_over(db, gate, seconds_later=59).restore(Hands().sleep)
    assert sorted(gate.floods) == [(1, AISULU), (10_741, None)]
    gate = OpenGate()
    await waits_over(db, gate, seconds_later=60).restore(Hands().sleep)
    assert gate.floods == [(10_740, None)]


async def test_the_gate_is_closed_even_when_nothing_can_be_written_down(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise StoreBusyError("the database is locked")

    monkeypatch.setattr(floods, "remember", fail)
    gate = OpenGate()
    await waits_over(sqlite_db, gate).heed(AISULU, 60)
    assert gate.floods == [(60, AISULU)]
    assert caplog.messages == ["a wait could not be written down (StoreBusyError)"]


async def test_waits_that_cannot_be_read_are_asked_for_until_they_can(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    active, failures = floods.active, [StoreBusyError("locked"), StoreBusyError("locked")]

    async def failing(c: Connection, now: datetime) -> list[Flood]:
        if failures:
            raise failures.pop()
        return await active(c, now)

    hands, gate = Hands(), OpenGate()
    waits = waits_over(sqlite_db, gate)
    await waits.heed(AISULU, 60)
    monkeypatch.setattr(floods, "active", failing)
    await waits.restore(hands.sleep)
    assert gate.floods[1:] == [(60, AISULU)]
    assert hands.slept == [1, 2]


async def test_what_another_process_was_told_is_followed(postgresql_db: Database) -> None:
    gate = OpenGate()
    await waits_over(postgresql_db, OpenGate()).heed(AISULU, 60)
    rounds: list[float] = []

    async def twice(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) > 2:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await waits_over(postgresql_db, gate).follow(twice)
    assert gate.floods == [(60, AISULU)] * 2
    assert rounds == [FOLLOWING] * 3


async def test_where_there_is_no_other_process_nobody_is_followed(sqlite_db: Database) -> None:
    hands = Hands()
    await waits_over(sqlite_db, OpenGate()).follow(hands.sleep)
    assert hands.slept == []
