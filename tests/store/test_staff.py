"""Staff."""

from datetime import date

from bot.domain.member import Role
from bot.store import staff
from bot.store.database import Database
from bot.store.visits import load
from tests.visits import NOW

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def role_of(db: Database, person: bytes) -> Role | None:
    async with db.read() as c:
        return (await load(c, person, NOW)).role


async def test_staff_are_listed_in_the_order_they_were_named(db: Database) -> None:
    daria, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, TUESDAY)
        await staff.name(tx, daria, Role.EDITOR, MONDAY)
    async with db.read() as c:
        everyone = await staff.everyone(c)
    assert [(one.person, one.role, one.named_on) for one in everyone] == [
        (daria, Role.EDITOR, MONDAY),
        (boris, Role.BROADCASTER, TUESDAY),
    ]


async def test_a_person_has_one_role_the_newest(db: Database) -> None:
    boris = db.seal.seal(2)
    async with db.write() as tx:
        assert await staff.name(tx, boris, Role.EDITOR, MONDAY)
        assert await staff.name(tx, boris, Role.BROADCASTER, TUESDAY)
        assert [(one.role, one.named_on) for one in await staff.everyone(tx)] == [(Role.BROADCASTER, TUESDAY)]


async def test_an_old_button_dismisses_nobody_else(db: Database) -> None:
    boris, mallory = db.seal.seal(2), db.seal.seal(3)
    async with db.write() as tx:
        await staff.name(tx, mallory, Role.EDITOR, MONDAY)
        [colleague] = await staff.everyone(tx)
        await staff.dismiss(tx, colleague.id)
        await staff.name(tx, boris, Role.EDITOR, MONDAY)
        await staff.dismiss(tx, colleague.id)
        assert [one.person for one in await staff.everyone(tx)] == [boris]


async def test_owners_are_exactly_those_of_the_settings(db: Database) -> None:
    olga, pavel, boris = (db.seal.seal(who) for who in (1, 2, 3))
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, MONDAY)
        await staff.sync_owners(tx, [olga, pavel], MONDAY)
        assert [one.person for one in await staff.everyone(tx)] == [boris], "owners are not named in the chat"
        assert set(await staff.broadcasters(tx)) == {olga, pavel, boris}
        await staff.sync_owners(tx, [pavel, boris], TUESDAY)

    assert [await role_of(db, person) for person in (olga, pavel, boris)] == [None, Role.OWNER, Role.OWNER]
    async with db.write() as tx:
        await staff.sync_owners(tx, [], TUESDAY)
        assert await staff.broadcasters(tx) == []


async def test_an_owner_is_neither_named_nor_dismissed(db: Database) -> None:
    olga, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff.name(tx, olga, Role.EDITOR, MONDAY)
        [row] = await staff.everyone(tx)
        await staff.sync_owners(tx, [olga], MONDAY)
        await staff.dismiss(tx, row.id)
        assert not await staff.name(tx, olga, Role.EDITOR, TUESDAY)
        assert await staff.name(tx, boris, Role.EDITOR, TUESDAY)

    assert await role_of(db, olga) is Role.OWNER


async def test_editors_do_not_announce(db: Database) -> None:
    boris, daria = db.seal.seal(2), db.seal.seal(4)
    async with db.write() as tx:
        await staff.name(tx, daria, Role.EDITOR, MONDAY)
        await staff.name(tx, boris, Role.BROADCASTER, MONDAY)
        assert await staff.broadcasters(tx) == [boris]
