"""What follows from the outcome of one send."""

from datetime import timedelta

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import (
    Gone,
    Later,
    Lost,
    Matter,
    Migrated,
    Outcome,
    Refused,
    Scope,
    Sent,
    Status,
    Uncertain,
)
from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.outreach.verdicts import MOST_RESENDS, completed, put_back, put_off, skip, verdict
from bot.store.floods import Flood
from bot.store.outbox import Claimed, Settlement
from tests.visits import NOW

AISULU = b"aisulu"
LEAVE, RESEND = WhenUncertain.LEAVE, WhenUncertain.RESEND


def row(attempts: int = 0, matter: Matter = Matter.ANNOUNCEMENT, doubts: int = 0) -> Claimed:
    return Claimed(
        id=7,
        member_id=1,
        person=AISULU,
        language=Language.KK,
        country=None,
        standing=Standing.ACTIVE,
        paused=False,
        interests=Interests(frozenset({Kind.ANNOUNCEMENT})),
        subject=3,
        matter=matter,
        attempts=attempts,
        message_id=None,
        due_at=NOW,
        doubts=doubts,
    )


@pytest.mark.parametrize(
    ("outcome", "settlement"),
    [
        (Sent(42), Settlement(7, Status.SENT, message_id=42)),
        (Gone(), Settlement(7, Status.GONE)),
        (Refused("unclosed tag"), Settlement(7, Status.REFUSED, reason="unclosed tag")),
        (Lost(gone=True, reason="not found"), Settlement(7, Status.REFUSED, reason="not found")),
        (Uncertain(), Settlement(7, Status.UNCERTAIN, doubts=1)),
        (Migrated(-1), Settlement(7, Status.REFUSED, reason="the chat moved again")),
    ],
)
def test_each_outcome_settles_the_row(outcome: Outcome, settlement: Settlement) -> None:
    assert verdict(row(), outcome, LEAVE, NOW).settlement == settlement


@pytest.mark.parametrize(("deactivated", "standing"), [(False, Standing.BLOCKED), (True, Standing.GONE)])
def test_who_is_gone_is_marked(deactivated: bool, standing: Standing) -> None:
    assert verdict(row(), Gone(deactivated), LEAVE, NOW).standing is standing


@pytest.mark.parametrize(("scope", "person"), [(Scope.CHAT, AISULU), (Scope.EVERYONE, None)])
def test_a_wait_is_kept_for_whom_it_names_and_rounded_up(scope: Scope, person: bytes | None) -> None:
    now = NOW + timedelta(milliseconds=300)

    judged = verdict(row(), Later(3.2, scope), LEAVE, now)

    until = NOW + timedelta(seconds=4)
    assert judged.settlement == Settlement(7, Status.WAITING, not_before=until)
    assert judged.flood == Flood(person, until)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 1), (1, 2), (5, 32), (6, 60), (30_000, 60)])
def test_a_fault_backs_off(attempts: int, seconds: int) -> None:
    judged = verdict(row(attempts), Later(0.1), LEAVE, NOW)

    assert judged.settlement.not_before == NOW + timedelta(seconds=seconds)
    assert judged.flood is None


def test_a_fault_that_names_a_longer_pause_gets_it() -> None:
    assert verdict(row(), Later(5), LEAVE, NOW).settlement.not_before == NOW + timedelta(seconds=5)


def test_a_lost_answer_is_sent_again_only_when_so_chosen_and_not_for_ever() -> None:
    assert verdict(row(), Uncertain(), LEAVE, NOW).settlement.status is Status.UNCERTAIN
    assert verdict(row(), Uncertain(), RESEND, NOW).settlement.status is Status.WAITING
    assert verdict(row(doubts=MOST_RESENDS), Uncertain(), RESEND, NOW).settlement.status is Status.UNCERTAIN
    # How often it was put back, for the night or a flood, says nothing about how often it may have arrived.
    assert verdict(row(MOST_RESENDS), Uncertain(), RESEND, NOW).settlement.status is Status.WAITING


def test_a_row_not_sent_waits_at_its_old_place_and_one_not_wanted_does_not() -> None:
    assert put_back(row()).settlement == Settlement(7, Status.WAITING)
    assert skip(row()).settlement == Settlement(7, Status.SKIPPED)
    assert skip(row(doubts=1)).settlement == Settlement(7, Status.UNCERTAIN, doubts=1)
    assert skip(row(matter=Matter.CORRECTION, doubts=1)).settlement == Settlement(7, Status.SKIPPED, doubts=1)


def test_a_row_says_whose_claim_it_settles_and_may_be_put_off() -> None:
    later = NOW + timedelta(hours=9)

    assert put_back(row(3), later).settlement == Settlement(7, Status.WAITING, not_before=later, attempts=3)
    assert verdict(row(3), Sent(42), LEAVE, NOW).settlement.attempts == 3


@pytest.mark.parametrize("matter", [Matter.CORRECTION, Matter.RECALL])
def test_an_edit_or_deletion_is_tried_again_whatever_the_policy_but_not_for_ever(matter: Matter) -> None:
    assert verdict(row(0, matter), Uncertain(), LEAVE, NOW).settlement.status is Status.WAITING
    assert verdict(row(0, matter, MOST_RESENDS), Uncertain(), LEAVE, NOW).settlement.status is Status.UNCERTAIN


@pytest.mark.parametrize("matter", [Matter.ALERT, Matter.DIGEST, Matter.REMINDER, Matter.CHANGE])
def test_a_message_is_sent_again_by_policy_only_whoever_wrote_it(matter: Matter) -> None:
    assert verdict(row(0, matter), Uncertain(), LEAVE, NOW).settlement.status is Status.UNCERTAIN
    assert verdict(row(0, matter), Uncertain(), RESEND, NOW).settlement.status is Status.WAITING


@pytest.mark.parametrize(
    ("outcome", "told"), [(Sent(42), (5, 6)), (Uncertain(), (5, 6)), (Gone(), ()), (Refused("no"), ()), (Later(1), ())]
)
def test_what_arrived_or_may_have_arrived_is_told(outcome: Outcome, told: tuple[int, ...]) -> None:
    judged = completed(verdict(row(), outcome, LEAVE, NOW), None, (5, 6), (7,))

    assert (judged.told, judged.dropped) == (told, (7,) if told else ())


def test_one_that_is_put_off_comes_back_in_a_moment() -> None:
    settlement = put_off(row(), NOW).settlement

    assert (settlement.status, settlement.not_before) == (Status.WAITING, NOW + timedelta(seconds=1))


@pytest.mark.parametrize(("matter", "dropped"), [(Matter.ALERT, ()), (Matter.DIGEST, (5, 6, 7))])
def test_what_a_digest_was_refused_for_is_not_in_the_next_one(matter: Matter, dropped: tuple[int, ...]) -> None:
    refused = verdict(row()._replace(matter=matter), Refused("text is bad"), LEAVE, NOW)

    assert completed(refused, None, (5, 6), (7,)).dropped == dropped
