"""What is new in the catalogue, or has changed, becomes an announcement once; what is no news becomes none."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.content.models import Amount, Funding
from bot.domain.announcement import Errand, State
from bot.domain.eligibility import Window
from bot.domain.facts import from_json
from bot.domain.interests import Kind
from bot.domain.member import Role
from bot.outreach.arrivals import compare
from bot.store import changes, items, saved, sent_by_bot, staff, staff_notices, tables
from bot.store.database import Database
from bot.store.items import Known
from bot.ui.alert_routes import NewItems
from tests.outreach.news_scenes import AFTER, OLD, Engine, Shelf, engine_over, grant, made, reader, texts
from tests.outreach.scenes import Clock, ScriptedTelegram, move
from tests.store.kills import KilledError, killed_before
from tests.ui.items import funding, notice
from tests.visits import AISULU, BORIS, NOW

LATER = date(2027, 4, 1)


async def known(db: Database) -> dict[str, Known]:
    async with db.read() as c:
        return {one.slug: one for one in (await items.known(c)).values()}


async def published_in(db: Database, alert_id: int) -> list[str]:
    async with db.read() as c:
        return [one.slug for one in await items.of_publication(c, alert_id)]


async def keeps(db: Database, who: int, slug: str) -> None:
    async with db.write() as tx:
        found = await items.find(tx, Kind.GRANT, slug)
        assert found is not None
        await saved.save(tx, db.seal.seal(who), found.id, NOW.date())


async def test_what_is_there_at_the_first_start_is_no_news(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await engine_over(db, telegram, clock, grant())

    assert {slug: one.publication for slug, one in (await known(db)).items()} == {"old-one": None, "new-one": None}
    assert await made(db, Errand.ALERT) == []


async def test_a_new_item_is_told_after_a_while_and_once(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, grant())
    [alert] = await made(db, Errand.ALERT)
    assert (alert.state, alert.due_at) == (State.SCHEDULED, NOW + AFTER)
    assert telegram.delivered == []
    await engine.after(AFTER)
    engine.restart()
    await engine.after(timedelta(minutes=1))

    [text] = texts(telegram, AISULU)
    assert "Grant new-one" in text
    assert [one.state for one in await made(db, Errand.ALERT)] == [State.DONE]


async def test_what_comes_while_an_alert_waits_goes_out_with_it(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, grant("one"))
    engine.shelf.put(OLD, grant("one"), grant("two"))
    await engine.after(AFTER - timedelta(seconds=1))
    await engine.after(timedelta(seconds=1))
    await engine.finds(OLD, grant("one"), grant("two"), grant("three"))

    first, second = await made(db, Errand.ALERT)
    assert await published_in(db, first.id) == ["one", "two"]
    assert await published_in(db, second.id) == ["three"]
    assert len(texts(telegram, AISULU)) == 1


NO_NEWS: Sequence[Funding] = (
    grant(quiet=True),
    grant(cancelled=True),
    grant(deadline=NOW.date() - timedelta(days=1)),
    grant(published=NOW.date() - timedelta(days=31)),
)


@pytest.mark.parametrize("item", NO_NEWS, ids=["quiet", "cancelled", "closed", "old"])
async def test_what_is_no_news_is_only_noted(
    db: Database, clock: Clock, telegram: ScriptedTelegram, item: Funding
) -> None:
    engine = await engine_over(db, telegram, clock)
    await engine.finds(OLD, item)

    assert (await known(db))["new-one"].publication is None
    assert await made(db, Errand.ALERT) == []


async def test_what_is_published_tomorrow_is_new_tomorrow(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    tomorrow = NOW.date() + timedelta(days=1)
    await engine.finds(OLD, notice(Kind.NEWS, "soon", published=tomorrow))
    assert "soon" not in await known(db)
    await engine.after(timedelta(days=1))

    assert (await known(db))["soon"].publication is not None


async def test_what_disappears_and_comes_back_is_not_new_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, grant())
    await engine.after(AFTER)

    await engine.finds(OLD)
    assert (await known(db))["new-one"].gone_on == NOW.date()
    await engine.finds(OLD, grant())

    assert (await known(db))["new-one"].gone_on is None
    assert len(await made(db, Errand.ALERT)) == 1


async def test_staff_are_asked_once_before_members_hear_of_many_items(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
    many = [grant(f"grant-{n}") for n in range(5)]
    await engine.finds(OLD, *many[:3])
    await engine.finds(OLD, *many[:4])
    await engine.finds(OLD, *many)

    [alert] = await made(db, Errand.ALERT)
    assert (alert.state, len(await published_in(db, alert.id))) == (State.AWAITING, 5)
    async with db.read() as c:
        notices = await staff_notices.waiting(c, clock())
    assert [(one.person, one.what) for one in notices] == [(db.seal.seal(BORIS), NewItems(id=alert.id).pack())]
    await engine.after(timedelta(hours=1))
    assert telegram.delivered == []

    async with db.write() as tx:
        assert await sent_by_bot.tell(tx, alert.id, clock())
    await engine.tick()
    assert len(texts(telegram, AISULU)) == 1


async def told(engine: Engine) -> None:
    """Aisulu was told of one new grant."""
    await reader(engine.db, AISULU)
    await engine.finds(OLD, grant())
    await engine.after(AFTER)
    engine.telegram.delivered.clear()


async def test_who_was_told_hears_of_a_change_that_matters(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await told(engine)
    await engine.finds(OLD, grant(deadline=LATER))
    assert telegram.delivered == []
    await engine.after(AFTER)

    assert [one.state for one in await made(db, Errand.CHANGE)] == [State.DONE]
    [text] = texts(telegram, AISULU)
    assert "Grant new-one" in text
    assert (await known(db))["new-one"].closes_on == LATER


async def test_a_known_call_that_opens_is_news_to_whoever_was_not_told(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    waiting = grant("old-one").model_copy(update={"window": Window.EXPECTED, "deadline": None})
    engine = await engine_over(db, telegram, clock, waiting)
    await reader(db, AISULU)
    await engine.finds(waiting.model_copy(update={"window": Window.DATED, "deadline": LATER}))
    engine.restart()
    await engine.after(AFTER)
    await engine.after(timedelta(minutes=1))

    [text] = texts(telegram, AISULU)
    assert "Grant old-one" in text
    assert await made(db, Errand.CHANGE) == []


@pytest.mark.parametrize(
    "says",
    [{"quiet": True, "deadline": LATER}, {"cancelled": True, "deadline": LATER}, {"deadline": date(2026, 11, 1)}],
    ids=["quiet", "cancelled", "over"],
)
async def test_a_known_call_that_does_not_really_open_is_no_news(
    db: Database, clock: Clock, telegram: ScriptedTelegram, says: dict[str, object]
) -> None:
    waiting = grant("old-one").model_copy(update={"window": Window.EXPECTED, "deadline": None})
    engine = await engine_over(db, telegram, clock, waiting)
    await reader(db, AISULU)
    await engine.finds(waiting.model_copy(update={"window": Window.DATED, **says}))

    assert await made(db, Errand.ALERT) == []


async def test_what_was_away_when_its_alert_went_out_is_told_when_it_is_back(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, grant())
    await engine.finds(OLD)
    await engine.after(AFTER)
    assert telegram.delivered == []

    await engine.finds(OLD, grant())
    await engine.after(AFTER)
    await engine.finds(OLD)
    await engine.finds(OLD, grant())
    await engine.after(AFTER)

    [text] = texts(telegram, AISULU)
    assert "Grant new-one" in text


async def test_who_saved_a_call_hears_of_its_change_while_staff_think_about_it(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, *(grant(f"n-{number}") for number in range(30)))
    assert [one.state for one in await made(db, Errand.ALERT)] == [State.AWAITING]
    await keeps(db, AISULU, "n-1")

    await engine.finds(OLD, grant("n-1", deadline=LATER), *(grant(f"n-{n}") for n in range(30) if n != 1))

    assert len(await made(db, Errand.CHANGE)) == 1


async def test_facts_that_cannot_be_read_stop_nothing(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    async with db.write() as tx:
        await tx.execute(update(tables.item).values(facts='{"window":"at noon"}'))

    await engine.finds(OLD, grant())
    await engine.after(AFTER)

    [text] = texts(telegram, AISULU)
    assert "Grant new-one" in text


async def test_a_typo_tells_nobody(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    engine = await engine_over(db, telegram, clock)
    await told(engine)
    better = grant()
    words = {language: text.model_copy(update={"title": "A grant"}) for language, text in better.texts.items()}
    await engine.finds(OLD, better.model_copy(update={"texts": words}))

    assert await made(db, Errand.CHANGE) == []


async def test_a_slip_put_right_before_anybody_was_told_is_no_change(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await engine.finds(OLD, grant())
    await engine.finds(OLD, grant(deadline=LATER))
    await engine.after(AFTER)

    assert await made(db, Errand.CHANGE) == []
    [text] = texts(telegram, AISULU)
    assert "2027" in text


async def test_nothing_is_made_of_a_change_that_nobody_would_hear_of(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await engine.finds(OLD.model_copy(update={"deadline": LATER}))

    assert await made(db, Errand.CHANGE) == []


async def test_two_changes_in_a_row_are_told_as_one(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await keeps(db, AISULU, "old-one")
    await engine.finds(OLD.model_copy(update={"deadline": LATER}))
    amount = Amount(maximum=5000, currency="EUR")
    engine.shelf.put(OLD.model_copy(update={"deadline": LATER, "amount": amount}))
    await engine.after(timedelta(minutes=1))

    [change] = await made(db, Errand.CHANGE)
    async with db.read() as c:
        found = await changes.get(c, change.id)
    assert found is not None
    before, after = from_json(found.before), from_json(found.after)
    assert (before.deadline, before.maximum) == (OLD.deadline, None)
    assert (after.deadline, after.maximum) == (LATER, 5000)


async def test_a_change_taken_back_in_time_is_told_to_nobody(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await keeps(db, AISULU, "old-one")
    await engine.finds(OLD.model_copy(update={"deadline": LATER}))
    await engine.finds(OLD)
    await engine.after(AFTER)

    assert [one.state for one in await made(db, Errand.CHANGE)] == [State.CANCELLED]
    assert telegram.delivered == []


async def test_more_changes_at_once_than_the_limit_are_told_to_nobody(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    many = [funding(f"grant-{n}", deadline=date(2027, 3, 1)) for n in range(4)]
    engine = await engine_over(db, telegram, clock, *many)
    await reader(db, AISULU)
    for one in many:
        await keeps(db, AISULU, one.slug)
    await is_reminded_through(db, 1)
    await engine.finds(OLD, *(one.model_copy(update={"deadline": LATER}) for one in many))

    assert await made(db, Errand.CHANGE) == []
    assert (await known(db))["grant-0"].closes_on == LATER
    assert await still_reminded(db) == [None] * 4, "all of the ladder is to come before the new day"


async def is_reminded_through(db: Database, rung: int) -> None:
    """Of everything that is saved this is the last rung that was told."""
    async with db.write() as tx:
        await tx.execute(update(tables.saved).values(reminded=rung))


async def still_reminded(db: Database) -> list[int | None]:
    async with db.read() as c:
        return list(await c.scalars(select(tables.saved.c.reminded).order_by(tables.saved.c.item_id)))


async def test_a_deadline_that_moves_is_reminded_of_though_staff_cancel_its_change(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await keeps(db, AISULU, "old-one")
    await is_reminded_through(db, 1)
    await engine.finds(OLD.model_copy(update={"deadline": LATER, "registration_required": True}))
    [change] = await made(db, Errand.CHANGE)
    await move(db, change.id, State.SCHEDULED, State.CANCELLED)
    await engine.after(AFTER)

    assert telegram.delivered == []
    assert await still_reminded(db) == [None]

    await is_reminded_through(db, 7)
    await engine.finds(OLD.model_copy(update={"deadline": LATER, "registration_required": False}))
    assert await still_reminded(db) == [7], "the day is the same"


async def test_nothing_is_asked_of_the_database_while_the_catalogue_is_the_same(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    clock.go_on(1)

    with killed_before(db, 1000) as statements:
        await engine.make()

    assert statements == []


async def test_killed_at_any_statement_the_same_is_made_in_the_end(db: Database, clock: Clock) -> None:
    telegram = ScriptedTelegram()
    engine = await engine_over(db, telegram, clock)
    await reader(db, AISULU)
    await keeps(db, AISULU, "old-one")
    engine.shelf.put(OLD.model_copy(update={"deadline": LATER}), *(grant(f"grant-{n}") for n in range(4)))

    for step in range(200):
        with killed_before(db, step) as statements, suppress(KilledError):
            await engine.arrivals.tick(clock())
        if len(statements) < step:
            break
        engine.restart()
    await engine.arrivals.tick(clock())

    assert step > 10
    [alert] = await made(db, Errand.ALERT)
    [change] = await made(db, Errand.CHANGE)
    assert (alert.state, change.state) == (State.AWAITING, State.SCHEDULED)
    assert len(await published_in(db, alert.id)) == 4


async def test_an_alert_that_was_called_off_takes_in_nothing_more(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await engine.finds(OLD, grant("one"))
    [alert] = await made(db, Errand.ALERT)
    await move(db, alert.id, State.SCHEDULED, State.CANCELLED)
    await engine.finds(OLD, grant("one"), grant("two"))

    _, second = await made(db, Errand.ALERT)
    assert await published_in(db, second.id) == ["two"]


def test_the_same_catalogue_differs_in_nothing() -> None:
    assert not compare({}, Shelf()(), NOW.date())
