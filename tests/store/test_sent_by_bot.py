"""What the bot sends by itself: listed apart from what people write, and decided upon once."""

from collections.abc import Collection
from datetime import timedelta

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.domain.why import why
from bot.store import announcements, by_itself, hearing, items, members, sent_by_bot
from bot.store.database import Connection, Database
from tests.visits import AISULU, NOW, join


async def an_item(
    tx: Connection,
    slug: str,
    publication: int | None,
    kind: Kind = Kind.GRANT,
    themes: Collection[Theme] = (),
    countries: Collection[Country] = (),
) -> int:
    return await items.record(tx, kind, slug, themes, countries, None, "{}", publication, NOW.date(), None)


async def asked(db: Database, n: int = 21) -> int:
    """An alert of so many grants that waits for staff."""
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW, state=State.AWAITING)
        assert made is not None
        for number in range(n):
            await an_item(tx, f"grant-{number}", made)
    return made


async def state_of(db: Database, made: int) -> State:
    async with db.read() as c:
        found = await announcements.get(c, made)
    assert found is not None
    return found.state


async def test_the_two_lists_share_nothing(db: Database) -> None:
    async with db.write() as tx:
        written = await announcements.create(tx, db.seal.seal(AISULU), NOW)
        alert = await by_itself.make(tx, Errand.ALERT, NOW, NOW)
        digest = await by_itself.make(tx, Errand.DIGEST, NOW, NOW, key="2026-11-23")

    async with db.read() as c:
        assert [one.id for one in await announcements.page(c, 6, 0)] == [written]
        assert await announcements.total(c) == 1
        assert [one.announcement.id for one in await sent_by_bot.page(c, 6, 0)] == [digest, alert]
        assert [one.announcement.id for one in await sent_by_bot.page(c, 1, 1)] == [alert]
        assert await sent_by_bot.total(c) == 2


async def test_each_knows_what_it_is_about(db: Database) -> None:
    alert = await asked(db, 3)
    async with db.write() as tx:
        number = await an_item(tx, "old", None, Kind.COURSE)
        await by_itself.make(tx, Errand.REMINDER, NOW, NOW, key=f"{number}:2026-11-23", item_id=number)

    async with db.read() as c:
        reminder, told = await sent_by_bot.page(c, 6, 0)
        assert await sent_by_bot.kinds_of(c, alert) == {Kind.GRANT: 3}
    assert (reminder.kind, reminder.slug, reminder.new) == (Kind.COURSE, "old", 0)
    assert (told.kind, told.slug, told.new) == (None, None, 3)


async def test_tell_them_lets_it_go_at_once(db: Database) -> None:
    made = await asked(db)
    later = NOW + timedelta(hours=5)

    async with db.write() as tx:
        assert await sent_by_bot.tell(tx, made, later)

    async with db.read() as c:
        found = await announcements.get(c, made)
    assert found is not None
    assert (found.state, found.due_at) == (State.SCHEDULED, later), "or it would be late, and ask again"


async def test_tell_nobody_leaves_no_item_for_a_digest(db: Database) -> None:
    made = await asked(db, 2)

    async with db.write() as tx:
        assert await sent_by_bot.tell_nobody(tx, made, NOW)

    assert await state_of(db, made) is State.CANCELLED
    async with db.read() as c:
        assert {one.publication for one in (await items.known(c)).values()} == {None}


@pytest.mark.parametrize("first", [True, False])
async def test_the_first_answer_counts(db: Database, first: bool) -> None:
    made = await asked(db, 2)
    answers = [sent_by_bot.tell, sent_by_bot.tell_nobody]
    if not first:
        answers.reverse()

    done = []
    for answer in answers:
        async with db.write() as tx:
            done.append(await answer(tx, made, NOW))

    assert done == [True, False]
    assert await state_of(db, made) is (State.SCHEDULED if first else State.CANCELLED)


async def test_only_an_alert_is_decided_upon(db: Database) -> None:
    async with db.write() as tx:
        digest = await by_itself.make(tx, Errand.DIGEST, NOW, NOW, state=State.AWAITING, key="2026-11-23")
        assert digest is not None
        assert not await sent_by_bot.tell(tx, digest, NOW)
        assert not await sent_by_bot.tell_nobody(tx, digest, NOW)


INTERESTS = (
    Interests(),
    Interests(frozenset({Kind.GRANT})),
    Interests(frozenset({Kind.GRANT, Kind.JOB}), frozenset({Theme.YOUTH})),
    Interests(frozenset({Kind.GRANT}), frozenset({Theme.MEDIA}), frozenset({Country.KG})),
    Interests(frozenset({Kind.COURSE, Kind.NEWS}), countries=frozenset({Country.TM})),
    Interests(frozenset(Kind), frozenset(Theme), frozenset(Country)),
)


async def test_those_who_would_hear_are_those_who_want_it(db: Database) -> None:
    about = (
        (Kind.GRANT, {Theme.YOUTH}, {Country.KZ, Country.KG}),
        (Kind.COURSE, set[Theme](), set[Country]()),
        (Kind.NEWS, {Theme.MEDIA}, {Country.TM}),
    )
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW, state=State.AWAITING)
        assert made is not None
        for n, one in enumerate(about):
            await an_item(tx, f"item-{n}", made, *one)
    for n, interests in enumerate(INTERESTS):
        person = await join(db, 1000 + n, Language.EN)
        async with db.write() as tx:
            await members.set_interests(tx, person, interests)

    async with db.read() as c:
        at_once, later = await hearing.at_once_and_later(c, made)

    wanting = [one for one in INTERESTS if any(why(one, *each) for each in about)]
    assert (at_once, later) == (len(wanting), 0)
    assert 0 < len(wanting) < len(INTERESTS)


async def test_who_gets_a_digest_or_has_paused_would_hear_later_and_who_left_not_at_all(db: Database) -> None:
    made = await asked(db, 2)
    for n in range(5):
        person = await join(db, 1000 + n)
        async with db.write() as tx:
            await members.set_interests(tx, person, Interests(frozenset({Kind.GRANT})))
            if n == 1:
                await members.set_often(tx, person, Kind.GRANT, Often.WEEKLY)
            if n == 2:
                await members.set_often(tx, person, Kind.GRANT, Often.DAILY)
            if n == 3:
                await members.set_standing(tx, person, Standing.STOPPED)
            if n == 4:
                await members.set_paused(tx, person, True)

    async with db.read() as c:
        assert await hearing.at_once_and_later(c, made) == (1, 3)


async def test_an_alert_of_nothing_is_heard_by_nobody(db: Database) -> None:
    await join(db, AISULU)
    async with db.read() as c:
        assert await hearing.at_once_and_later(c, 404) == (0, 0)
