"""When an announcement will be through."""

from datetime import UTC, datetime, timedelta

from bot.domain.delivery import Status
from bot.domain.progress import Postponed, Progress, finish

NOW = datetime(2026, 11, 24, 5, 0, 30, tzinfo=UTC)
TALLY = {Status.WAITING: 595, Status.BEGUN: 5, Status.SENT: 80, Status.GONE: 10, Status.SKIPPED: 7, Status.CANCELLED: 3}


def test_it_counts_who_waits_and_who_was_called() -> None:
    progress = Progress(tally=TALLY)

    assert (progress.total, progress.waiting, progress.called) == (700, 600, 90)


def test_the_end_is_what_waits_at_the_rate_rounded_up() -> None:
    assert finish(Progress(tally=TALLY, rate=10), NOW) == datetime(2026, 11, 24, 5, 2, tzinfo=UTC)
    assert finish(Progress(tally=TALLY, rate=20), NOW) == datetime(2026, 11, 24, 5, 1, tzinfo=UTC)


def test_it_does_not_end_before_the_last_hour_has_come() -> None:
    last = NOW + timedelta(hours=20)
    postponed = Postponed(100, NOW + timedelta(hours=18), last)

    assert finish(Progress(tally=TALLY, rate=10, postponed=postponed), NOW) == datetime(2026, 11, 25, 1, 1, tzinfo=UTC)


def test_nobody_knows_the_end_without_a_rate_a_whole_list_or_leave_to_send() -> None:
    assert finish(Progress(tally=TALLY), NOW) is None
    assert finish(Progress(tally=TALLY, rate=0), NOW) is None
    assert finish(Progress(tally=TALLY, rate=10, planning=True), NOW) is None
    assert finish(Progress(tally=TALLY, rate=10, frozen=True), NOW) is None
    assert finish(Progress(tally={Status.SENT: 5}, rate=10), NOW) is None
