"""Staff."""

from datetime import date

from bot.domain.member import Role
from bot.store import staff
from bot.store.database import Database

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def test_staff_are_listed_in_the_order_they_were_named(db: Database) -> None:
    olga, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.BROADCASTER, TUESDAY)
        await staff.name(tx, olga, Role.OWNER, MONDAY)
    async with db.read() as c:
        everyone = await staff.everyone(c)
    assert [(one.person, one.role, one.named_on) for one in everyone] == [
        (olga, Role.OWNER, MONDAY),
        (boris, Role.BROADCASTER, TUESDAY),
    ]


async def test_a_person_has_one_role_the_newest(db: Database) -> None:
    boris = db.seal.seal(2)
    async with db.write() as tx:
        await staff.name(tx, boris, Role.EDITOR, MONDAY)
        await staff.name(tx, boris, Role.BROADCASTER, TUESDAY)
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
