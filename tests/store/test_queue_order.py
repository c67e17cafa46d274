"""What goes out first."""

from datetime import timedelta

from sqlalchemy import event, insert, update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.store import outbox
from bot.store.database import Database
from bot.store.queue import MATTERS, SENDING
from bot.store.tables import announcement
from bot.store.tables import outbox as rows
from tests.store.news import NOW, made, reader
from tests.store.plans import LEASE

ORDER = (Errand.RECALL, Errand.CORRECT, Errand.SEND, Errand.REMINDER, Errand.CHANGE, Errand.ALERT, Errand.DIGEST)


async def test_harm_first_then_what_is_urgent_then_what_has_a_day_then_the_rest_by_number(db: Database) -> None:
    aisulu = await reader(db, 1)
    async with db.write() as tx:
        rest = [await made(tx, errand) for errand in (Errand.ALERT, Errand.DIGEST)]
        numbers = {errand: await made(tx, errand) for errand in reversed(ORDER[:5])}
        await tx.execute(update(announcement).values(state=State.SENDING))
        await tx.execute(update(announcement).where(announcement.c.errand == Errand.SEND).values(urgent=True))
        found = [row.id for row in await tx.execute(SENDING)]
        assert found == [*(numbers[errand] for errand in ORDER[:5]), *rest]
        for number, errand in zip(found, ORDER, strict=True):
            await tx.execute(
                insert(rows).values(
                    member_id=aisulu.id,
                    matter=MATTERS[errand],
                    subject=number,
                    due_at=NOW,
                    status=Status.WAITING,
                    not_before=NOW,
                    attempts=0,
                )
            )
        claimed = [row for _ in ORDER for row in await outbox.claim(tx, 1, NOW, LEASE)]
    assert [row.matter for row in claimed] == [MATTERS[errand] for errand in ORDER]
    assert all((row.quiet_days, row.daily, row.weekly) == (True, frozenset(), frozenset()) for row in claimed)


async def test_what_waits_for_an_hour_costs_a_claim_nothing(db: Database) -> None:
    aisulu = await reader(db, 1)
    looked = list[str]()

    def look(*arguments: object) -> None:
        looked.append(str(arguments[2]))

    async with db.write() as tx:
        numbers = [await made(tx, Errand.REMINDER, key=f"{n}:2026-11-23") for n in range(20)]
        await tx.execute(update(announcement).values(state=State.SENDING))
        for number in numbers:
            values = {"member_id": aisulu.id, "matter": MATTERS[Errand.REMINDER], "subject": number, "due_at": NOW}
            opens = NOW if number == numbers[7] else NOW + timedelta(hours=3)
            await tx.execute(insert(rows).values(**values, status=Status.WAITING, not_before=opens, attempts=0))
        event.listen(tx.sync_connection, "before_cursor_execute", look)
        assert [row.subject for row in await outbox.claim(tx, 3, NOW, LEASE)] == [numbers[7]]
    assert len(looked) == 3  # which of them are ready, its rows, and that these are begun
