"""A group that becomes a supergroup takes everything along, once."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import insert, select

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Interests, Kind
from bot.domain.member import ChatKind, Member, Standing
from bot.domain.places import Country, Language
from bot.domain.saved import Saving, Telling
from bot.store import floods, members, moves, visits
from bot.store.database import Connection, Database
from bot.store.tables import alert, announcement, flood, item, mute, outbox, saved
from tests.store.plans import NOW

OLD, NEW = -777, -1_001_000_000_777
TODAY = NOW.date()
GRANTS = Interests(frozenset({Kind.GRANT}))


async def subscribe(db: Database, chat_id: int, language: Language = Language.KY, today: date = TODAY) -> int:
    """The number of the group's row."""
    person = db.seal.seal(chat_id)
    async with db.write() as tx:
        await members.set_language(tx, person, language, today, ChatKind.GROUP)
        await members.set_interests(tx, person, GRANTS)
    return (await known(db, chat_id)).id


async def found(db: Database, chat_id: int) -> Member | None:
    async with db.read() as c:
        return (await visits.load(c, db.seal.seal(chat_id), NOW)).member


async def known(db: Database, chat_id: int) -> Member:
    member = await found(db, chat_id)
    assert member is not None
    return member


async def move(db: Database, old: int = OLD, new: int = NEW) -> bool:
    async with db.write() as tx:
        return await moves.move_to(tx, db.seal.seal(old), db.seal.seal(new))


async def send(
    tx: Connection,
    member_id: int,
    subject: int,
    status: Status,
    message_id: int | None = None,
    matter: Matter = Matter.ANNOUNCEMENT,
) -> None:
    await tx.execute(
        insert(outbox).values(
            member_id=member_id,
            matter=matter,
            subject=subject,
            due_at=NOW,
            status=status,
            not_before=NOW,
            attempts=0,
            message_id=message_id,
        )
    )


async def announce(db: Database, count: int) -> None:
    """Announcements with the numbers 1 to `count`."""
    async with db.write() as tx:
        for number in range(1, count + 1):
            await tx.execute(
                insert(announcement).values(
                    id=number,
                    state=State.SENDING,
                    languages=frozenset(),
                    countries=frozenset(),
                    kinds=frozenset(),
                    when_uncertain=WhenUncertain.RESEND,
                    created_on=TODAY,
                )
            )


async def items(tx: Connection, count: int) -> list[int]:
    for number in range(count):
        await tx.execute(
            insert(item).values(
                kind=Kind.GRANT,
                slug=f"grant-{number}",
                themes=frozenset(),
                countries=frozenset(),
                facts="{}",
                first_seen_on=TODAY,
            )
        )
    return list(await tx.scalars(select(item.c.id).order_by(item.c.id)))


async def test_the_row_keeps_its_number_and_its_choices(db: Database) -> None:
    number = await subscribe(db, OLD)
    before = await known(db, OLD)
    assert await move(db)
    assert await found(db, OLD) is None
    assert await known(db, NEW) == before
    assert before.id == number


async def test_a_second_move_finds_nothing(db: Database) -> None:
    await subscribe(db, OLD)
    assert [await move(db), await move(db), await move(db, NEW, NEW)] == [True, False, False]
    assert (await known(db, NEW)).language is Language.KY


async def test_two_processes_that_hear_of_it_move_it_once(db: Database) -> None:
    await subscribe(db, OLD)
    before = await known(db, OLD)
    assert sorted(await asyncio.gather(*(move(db) for _ in range(4)))) == [False, False, False, True]
    assert await known(db, NEW) == before


async def test_who_was_thrown_out_of_the_old_chat_is_in_the_new_one(db: Database) -> None:
    for chat_id, standing, after in ((-1, Standing.BLOCKED, Standing.ACTIVE), (-2, Standing.STOPPED, Standing.STOPPED)):
        await subscribe(db, chat_id)
        async with db.write() as tx:
            await members.set_standing(tx, db.seal.seal(chat_id), standing)
        await move(db, chat_id, NEW + chat_id)
        assert (await known(db, NEW + chat_id)).standing is after


async def test_waits_of_the_old_chat_are_over(db: Database) -> None:
    await subscribe(db, OLD)
    async with db.write() as tx:
        await floods.remember(tx, db.seal.seal(OLD), NOW + timedelta(hours=1))
    await move(db)
    async with db.read() as c:
        assert (await c.execute(select(flood))).all() == []


async def test_old_copies_cannot_be_changed_any_more(db: Database) -> None:
    """The supergroup counts its messages anew: the same number there is another message."""
    number = await subscribe(db, OLD)
    await announce(db, 1)
    async with db.write() as tx:
        await send(tx, number, 1, Status.SENT, 41)
        await send(tx, number, 1, Status.WAITING, 41, Matter.RECALL)
    await move(db)
    async with db.read() as c:
        left = (await c.execute(select(outbox.c.member_id, outbox.c.status, outbox.c.message_id))).all()
    assert left == [(number, Status.SENT, None)]


async def test_of_two_rows_the_newer_choices_win(db: Database) -> None:
    for old_day, new_day, language in ((0, 1, Language.TG), (1, 0, Language.KY), (0, 0, Language.TG)):
        old, new = OLD - old_day, NEW - new_day * 7 - old_day
        first = await subscribe(db, old, Language.KY, TODAY + timedelta(days=old_day))
        second = await subscribe(db, new, Language.TG, TODAY + timedelta(days=new_day))
        assert first < second
        async with db.write() as tx:
            await members.set_country(tx, db.seal.seal(new), Country.TJ)
        assert await move(db, old, new)
        kept = await known(db, new)
        assert (kept.id, kept.language) == (first, language)
        assert kept.country is (Country.TJ if language is Language.TG else None)
        assert kept.seen_on == TODAY + timedelta(days=max(old_day, new_day))
        assert await found(db, old) is None


async def test_what_both_were_to_get_comes_once(db: Database) -> None:
    old, new = await subscribe(db, OLD), await subscribe(db, NEW)
    async with db.write() as tx:
        await send(tx, old, 1, Status.WAITING)
        await send(tx, new, 1, Status.SENT, 7)
        await send(tx, old, 2, Status.SENT, 41)
        await send(tx, new, 2, Status.WAITING)
        await send(tx, old, 3, Status.SENT, 42)
        await send(tx, new, 3, Status.SENT, 8)
        await send(tx, new, 4, Status.WAITING)
    await announce(db, 4)
    await move(db)
    columns = (outbox.c.member_id, outbox.c.subject, outbox.c.status, outbox.c.message_id)
    async with db.read() as c:
        rows = (await c.execute(select(*columns).order_by(outbox.c.subject))).all()
    assert rows == [
        (old, 1, Status.SENT, 7),
        (old, 2, Status.SENT, None),
        (old, 3, Status.SENT, None),
        (old, 4, Status.WAITING, None),
    ]


async def test_what_one_of_both_was_told_is_not_told_again(db: Database) -> None:
    old, new = await subscribe(db, OLD), await subscribe(db, NEW)
    async with db.write() as tx:
        one, two, three, four = await items(tx, 4)
        told = {
            (one, old): Telling.WAITING,
            (one, new): Telling.TOLD,
            (two, old): Telling.TOLD,
            (two, new): Telling.WAITING,
            (three, new): Telling.WAITING,
            (four, old): Telling.WAITING,
            (four, new): Telling.DROPPED,
        }
        for (item_id, member_id), state in told.items():
            await tx.execute(insert(alert).values(item_id=item_id, member_id=member_id, state=state))
    await move(db)
    async with db.read() as c:
        rows = (await c.execute(select(alert).order_by(alert.c.item_id))).all()
    states = (Telling.TOLD, Telling.TOLD, Telling.WAITING, Telling.DROPPED)
    assert rows == [(item_id, old, state) for item_id, state in zip((one, two, three, four), states, strict=True)]


async def test_what_both_saved_and_muted_is_kept_once(db: Database) -> None:
    old, new = await subscribe(db, OLD), await subscribe(db, NEW)
    async with db.write() as tx:
        one, two = await items(tx, 2)
        for member_id, item_id in ((old, one), (new, one), (new, two)):
            await tx.execute(
                insert(saved).values(member_id=member_id, item_id=item_id, state=Saving.SAVED, saved_on=TODAY)
            )
        for member_id, funder in ((old, "a"), (new, "a"), (new, "b")):
            await tx.execute(insert(mute).values(member_id=member_id, funder=funder))
    await move(db)
    async with db.read() as c:
        kept = (await c.execute(select(saved.c.member_id, saved.c.item_id).order_by(saved.c.item_id))).all()
        muted = (await c.execute(select(mute).order_by(mute.c.funder))).all()
    assert (kept, muted) == ([(old, one), (old, two)], [(old, "a"), (old, "b")])
