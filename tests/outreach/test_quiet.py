"""Whom the sender leaves in peace, and until when."""

from datetime import timedelta

from bot.outreach.quiet import FAULTS_TO_REST, LONGEST_REST, Quiet
from bot.store.floods import Flood
from tests.visits import NOW

AISULU, BORIS = b"aisulu", b"boris"


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_a_wait_for_one_person_is_over_in_time_and_forgotten() -> None:
    quiet = Quiet()
    quiet.keep(Flood(AISULU, NOW + after(5)))

    assert quiet.people(NOW + after(4)) == {AISULU}
    assert quiet.people(NOW + after(5)) == set()
    assert not quiet.is_for_everyone(NOW)


def test_a_wait_grows_and_never_shrinks() -> None:
    quiet = Quiet()
    quiet.keep(Flood(None, NOW + after(60)))
    quiet.keep(Flood(None, NOW + after(5)))

    assert quiet.is_for_everyone(NOW + after(59))
    assert not quiet.is_for_everyone(NOW + after(60))
    assert quiet.people(NOW) == set()


def test_one_fault_is_an_accident_and_several_in_a_row_are_an_outage() -> None:
    quiet = Quiet()
    for _ in range(FAULTS_TO_REST - 1):
        quiet.note_fault(NOW)
    quiet.note_answer()
    for _ in range(FAULTS_TO_REST - 1):
        quiet.note_fault(NOW)
    assert not quiet.is_for_everyone(NOW)

    quiet.note_fault(NOW)

    assert quiet.is_for_everyone(NOW)
    assert not quiet.is_for_everyone(NOW + after(1))


def test_a_long_outage_is_looked_at_every_few_seconds() -> None:
    quiet = Quiet()
    for _ in range(10_000):
        quiet.note_fault(NOW)

    assert quiet.is_for_everyone(NOW + after(LONGEST_REST - 1))
    assert not quiet.is_for_everyone(NOW + after(LONGEST_REST))
