"""What Telegram refuses again and again is paused, and hardly anybody is touched by it."""

import pytest

from bot.domain.announcement import State
from bot.domain.delivery import Refused, Status
from bot.domain.places import Language
from bot.store.database import Database
from tests.outreach.scenes import (
    FIRST,
    Clock,
    ScriptedTelegram,
    drain,
    move,
    readers,
    sender_over,
    sending,
    stored,
    tally,
)


async def test_three_refusals_pause_the_announcement_and_touch_nobody_else(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 20)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)

    await drain(sender, clock, seconds=3)

    assert (await stored(db, made)).state is State.PAUSED
    assert (await stored(db, made)).pause_reason == "can't parse entities"
    assert await tally(db, made) == {Status.REFUSED: 3, Status.WAITING: 17}
    assert len(telegram.delivered) == 3


async def test_an_announcement_that_was_mended_goes_on_after_the_pause(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 20)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    telegram.everyone = None

    await move(db, made, State.PAUSED, State.SENDING)
    await drain(sender, clock)

    assert await tally(db, made) == {Status.REFUSED: 3, Status.SENT: 17}


async def test_a_trial_begins_anew_even_when_it_goes_on_at_once(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 9)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    await sender.step(clock())
    telegram.everyone = None

    await move(db, made, State.PAUSED, State.SENDING)
    await drain(sender, clock)

    assert await tally(db, made) == {Status.REFUSED: 3, Status.SENT: 6}


async def test_one_broken_text_among_good_ones_pauses_too(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    kazakhs = range(20_000, 20_006)
    for who in range(6):  # one after the other, so that no two refusals follow each other
        await readers(db, 1, first=FIRST + who)
        await readers(db, 1, Language.KK, first=20_000 + who)
    telegram.script = {who: [Refused("unclosed tag")] for who in kazakhs}
    made = await sending(db, {Language.RU: "Коллеги", Language.KK: "<b>Әріптестер"})

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert (await stored(db, made)).state is State.PAUSED
    assert (await tally(db, made))[Status.REFUSED] == 3


async def test_refusals_with_different_reasons_do_not_pause(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 6)
    telegram.script = {FIRST + n: [Refused(f"reason {n}")] for n in range(4)}
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert (await stored(db, made)).state is State.SENDING
    assert await tally(db, made) == {Status.REFUSED: 4, Status.SENT: 2}


async def test_an_unforeseen_failure_is_a_lost_answer_and_pauses_when_it_repeats(
    db: Database, clock: Clock, telegram: ScriptedTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await readers(db, 10)
    telegram.everyone = KeyError("secret of 1001")
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock, seconds=30)

    assert (await stored(db, made)).pause_reason == "KeyError"
    assert await tally(db, made) == {Status.UNCERTAIN: 3, Status.WAITING: 7}
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_a_text_that_cannot_be_rendered_pauses_before_anybody_is_touched(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("bot.outreach.written.delivered", fail)
    await readers(db, 3)
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).pause_reason == "LookupError"
    assert await tally(db, made) == {Status.WAITING: 3}
