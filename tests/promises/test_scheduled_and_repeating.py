"""Scheduled and repeating: each moment fires once, in time, however often the process is restarted around it."""

import asyncio
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.announcement import State
from bot.domain.places import Country, Language
from bot.domain.schedule import Repeat, Timing, as_utc, first_moment
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL, both
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

IN_TIME = 5.0  # seconds
ALMATY = "Asia/Almaty"


async def test_scheduled_fires_once_over_restarts(
    place: Place, tmp_path: Path, figures: Figures, seed: int, *, full: bool
) -> None:
    rounds, restarts = (85, 6) if full else (1, 4)  # 1,020 over both databases
    dice = random.Random(seed)
    everybody = people(3)
    async with Scene(place, tmp_path, 4) as scene:
        scene.sim.populate(everybody, "kk")
        copies = Copies(scene.sim, WORDS)
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
        for _ in range(rounds):
            async with place.opened() as db:
                made = await announce(db, scene.soon(4))
            for _ in range(restarts - 1):
                bot = scene.start()
                await asyncio.sleep(dice.uniform(0.1, 0.6))
                await bot.kill()
            bot = scene.start()
            await scene.ended(made)
            assert await bot.terminate() == 0
            rows = await place.ask("SELECT member_id, count(*) FROM outbox WHERE subject = :id GROUP BY 1", id=made)
            assert [int(str(count)) for _, count in rows] == [1] * len(everybody)
    uncertain = await place.ask("SELECT count(*) FROM outbox WHERE status = 5")
    figures.record(
        f"seed {seed}: {rounds * restarts} restarts, all but the last of each by SIGKILL, around {rounds} moments:"
        f" {copies.total} messages to {len(everybody)} people, {uncertain[0][0]} unknown after a kill, none twice"
    )
    assert all(copies[one] <= rounds for one in everybody)
    assert copies.total >= len(everybody) * rounds - int(str(uncertain[0][0]))


async def test_scheduled_fires_within_five_seconds(
    place: Place, tmp_path: Path, figures: Figures, *, full: bool
) -> None:
    everybody = people(20)
    late: list[float] = []
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            count = 20 if full else 1
            made = [await announce(db, scene.another_day(), html=f"{WORDS} [{number}]") for number in range(count)]
        copies = [Copies(scene.sim, f"{WORDS} [{number}]") for number in range(count)]
        await scene.up()
        dues = [scene.soon(1 + 1.3 * number) for number in range(count)]
        for one, due in zip(made, dues, strict=True):
            await scene.promise(one, due)
        await scene.ended(made[-1], 90)
    for due, each in zip(dues, copies, strict=True):
        assert each.first_at is not None
        late.append(each.first_at - due.replace(microsecond=0).timestamp())
        assert each.total == len(everybody)
    figures.record(f"{len(dues)} moments: the first message after {min(late):.1f} to {max(late):.1f} s")
    assert min(late) >= 0
    assert max(late) <= IN_TIME


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_repeating_through_the_change_of_almaty(place: Place, tmp_path: Path, figures: Figures) -> None:
    """Every day at ten in Almaty, over 1 March 2024, when its clocks went from +06 to +05; one day is left out."""
    begin = datetime(2024, 2, 28, 3, 30, tzinfo=UTC)
    walls = [datetime(2024, 2, 28, 10) + timedelta(days=day) for day in range(5 if FULL else 3)]
    left_out = date(2024, 2, 29)
    everybody = people(3)
    expected = [as_utc(wall, ALMATY) for wall in walls if wall.date() != left_out]
    assert [moment.hour for moment in expected] == ([4, 5, 5, 5] if FULL else [4, 5])
    async with Scene(place, tmp_path, 10, begin) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, begin)
            repeat = Repeat("daily", walls[-1].date(), None, frozenset({left_out}))
            await announce(db, expected[0], timing=Timing(walls[0], ALMATY, repeat=repeat))
        copies = Copies(scene.sim, WORDS)
        for number, moment in enumerate(expected, 1):
            bot = await scene.up()
            scene.clock.advance_to(moment - timedelta(seconds=5))
            await copies.until(number * len(everybody))
            await bot.kill()
        await scene.up()
        await scene.passes(3 * 24 * 3600)
        await scene.falls_silent(1.1)
        times = copies.times[everybody[0]]
        states = await place.ask("SELECT state, count(*) FROM announcement WHERE errand = 'send' GROUP BY state")
    late = [at - moment.timestamp() for at, moment in zip(times, expected, strict=True)]
    figures.record(
        f"daily at 10:00 in Almaty from {walls[0]:%d.%m.%Y} to {walls[-1]:%d.%m.%Y} without {left_out}, killed every"
        f" day: {[f'{moment:%d %H:%M}' for moment in expected]} UTC, once each, {max(late):.0f} s late at most"
    )
    assert copies.total == len(expected) * len(everybody)
    assert {State(str(state)): int(str(count)) for state, count in states} == {State.DONE: len(expected) + 1}


# What a clock on the wall shows, and when that is in UTC: zones with a change in the past, without, and with summer.
TABLE = (
    (ALMATY, datetime(2024, 2, 29, 10), "2024-02-29 04:00"),
    (ALMATY, datetime(2024, 3, 1, 10), "2024-03-01 05:00"),
    (ALMATY, datetime(2024, 2, 29, 23, 30), "2024-02-29 17:30"),  # shown twice: the first counts
    (ALMATY, datetime(2026, 12, 1, 10), "2026-12-01 05:00"),
    ("Asia/Tashkent", datetime(2026, 7, 1, 10), "2026-07-01 05:00"),
    ("Asia/Bishkek", datetime(2026, 12, 1, 10), "2026-12-01 04:00"),
    ("Asia/Dushanbe", datetime(2026, 12, 1, 10), "2026-12-01 05:00"),
    ("Asia/Ashgabat", datetime(2026, 12, 1, 10), "2026-12-01 05:00"),
    ("Asia/Baku", datetime(2015, 7, 1, 10), "2015-07-01 05:00"),  # Azerbaijan still had summer time
    ("Asia/Baku", datetime(2026, 7, 1, 10), "2026-07-01 06:00"),
    ("Europe/Berlin", datetime(2027, 3, 28, 2, 30), "2027-03-28 01:30"),  # left out: as much later
    ("UTC", datetime(2026, 12, 1, 10), "2026-12-01 10:00"),
)


@pytest.mark.parametrize(("zone", "wall", "moment"), TABLE)
def test_scheduled_in_zones(zone: str, wall: datetime, moment: str) -> None:
    assert f"{as_utc(wall, zone):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("place", both("postgresql"), indirect=True)
async def test_scheduled_where_the_reader_lives(place: Place, tmp_path: Path, figures: Figures) -> None:
    """Ten o'clock on each reader's own clock is three moments for the six countries."""
    begin = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
    wall = datetime(2026, 11, 25, 10)
    readers = {country: people(2, 1000 * number + 100_000) for number, country in enumerate(Country)}
    async with Scene(place, tmp_path, 10, begin) as scene:
        async with place.opened() as db:
            for country, ids in readers.items():
                scene.sim.populate(ids, "kk")
                await settle(db, ids, begin, Language.KK, country)
            timing = Timing(wall, "Asia/Tashkent", by_reader=True)
            made = await announce(db, first_moment(timing), timing=timing)
        copies = Copies(scene.sim, WORDS)
        await scene.up()
        for hour, reached in ((4, 2), (5, 10), (6, 12)):
            scene.clock.advance_to(begin.replace(hour=hour, minute=0) - timedelta(seconds=5))
            await copies.until(reached)
        await scene.ended(made)
    hours = {
        country: {datetime.fromtimestamp(copies.times[one][0], UTC).hour for one in ids}
        for country, ids in readers.items()
    }
    figures.record(", ".join(f"{country.value} {sorted(found)}" for country, found in hours.items()) + " UTC")
    assert hours == {
        Country.AZ: {6},
        Country.KZ: {5},
        Country.KG: {4},
        Country.TJ: {5},
        Country.TM: {5},
        Country.UZ: {5},
    }
    assert copies.repeated() == {}
