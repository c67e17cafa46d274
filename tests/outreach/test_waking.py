"""Whose quiet hours and days count for what: the reader's own, at the moment of sending."""

from datetime import UTC, datetime

import pytest

from bot.domain.delivery import Matter
from bot.domain.interests import Interests
from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.domain.quiet import NONE, USUAL, Hours
from bot.outreach import calendars
from bot.outreach.waking import DaysOff, Waking
from bot.store import members
from bot.store.database import Database
from bot.store.outbox import Claimed
from tests.outreach.scenes import Clock, ScriptedTelegram, drain, readers, sender_over, sending
from tests.visits import AISULU

SUNDAY = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
NOWRUZ = datetime(2026, 3, 21, 9, 0, tzinfo=UTC)  # a Saturday
BLACK_JANUARY = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)  # a Wednesday
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # one o'clock in Tashkent


def row(country: Country | None, quiet: Hours, quiet_days: bool) -> Claimed:
    return Claimed(
        id=1,
        member_id=1,
        person=b"aisulu",
        language=Language.RU,
        country=country,
        standing=Standing.ACTIVE,
        paused=False,
        interests=Interests(),
        subject=1,
        matter=Matter.ALERT,
        attempts=0,
        message_id=None,
        due_at=SUNDAY,
        quiet=quiet,
        quiet_days=quiet_days,
    )


@pytest.mark.parametrize(
    ("days_off", "now", "country", "quiet", "quiet_days", "until"),
    [
        (calendars.days_off, SUNDAY, Country.UZ, USUAL, True, datetime(2026, 11, 30, 4, tzinfo=UTC)),
        (calendars.days_off, SUNDAY, None, USUAL, True, datetime(2026, 11, 30, 4, tzinfo=UTC)),
        (calendars.days_off, SUNDAY, Country.UZ, USUAL, False, None),
        (calendars.hardly_any, SUNDAY, Country.UZ, USUAL, True, None),
        (calendars.days_off, NOWRUZ, Country.UZ, NONE, True, datetime(2026, 3, 23, 19, tzinfo=UTC)),
        (calendars.days_off, BLACK_JANUARY, Country.AZ, USUAL, False, datetime(2027, 1, 21, 5, tzinfo=UTC)),
        (calendars.hardly_any, BLACK_JANUARY, Country.AZ, USUAL, False, datetime(2027, 1, 21, 5, tzinfo=UTC)),
        (calendars.hardly_any, BLACK_JANUARY, Country.UZ, USUAL, True, None),
        (calendars.hardly_any, NIGHT, Country.UZ, USUAL, True, datetime(2026, 11, 25, 4, tzinfo=UTC)),
        (calendars.hardly_any, NIGHT, Country.UZ, Hours(22, 6), True, datetime(2026, 11, 25, 1, tzinfo=UTC)),
        (calendars.hardly_any, NIGHT, Country.UZ, NONE, True, None),
    ],
)
def test_a_reader_is_left_in_peace_by_their_own_choice(
    days_off: DaysOff,
    now: datetime,
    country: Country | None,
    quiet: Hours,
    quiet_days: bool,
    until: datetime | None,
) -> None:
    assert Waking(days_off).quiet_until(row(country, quiet, quiet_days), now) == until


async def test_staff_write_to_each_in_their_own_hours(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 2, first=AISULU)
    async with db.write() as tx:
        await members.set_quiet(tx, db.seal.seal(AISULU), NONE)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    await sending(db)
    clock.now = NIGHT

    await drain(sender, clock)

    assert telegram.chats == [AISULU]
