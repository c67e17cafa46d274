"""The rule of two: when a second person has to approve, and of exactly what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.announcement import Announcement, Audience, text_wanted
from bot.domain.places import Language
from bot.domain.schedule import next_occurrence

# A number of people below this could point at somebody: it is never told, and one alone may not write to so few.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator decided about sending.

    `alone` is how many recipients one person may write to without a second one; None switches the rule of two off.
    `undo` is how long after "send" nothing has left yet.
    """

    alone: int | None = 50
    undo: timedelta = timedelta(seconds=60)


# For who is a team of one: nobody has to be asked.
ALONE = Rules(alone=None)


class Need(StrEnum):
    """Why a second person has to approve."""

    MANY = "many"
    FEW = "few"


def need(audience: Audience, recipients: int, rules: Rules) -> Need | None:
    """Why a second person has to approve a send to this many; None when one alone may.

    A message to the staff themselves can point at nobody.
    """
    if rules.alone is None:
        return None
    if recipients > rules.alone:
        return Need.MANY
    return Need.FEW if 0 < recipients < FEWEST and not audience.staff_only else None


def recipients(announcement: Announcement, counts: Mapping[Language, int]) -> int:
    """How many of those counted by language get a text."""
    return sum(n for language, n in counts.items() if text_wanted(announcement, language) is not None)


def digest(announcement: Announcement, now: datetime) -> str:
    """64 hexadecimal digits that change with anything a recipient would notice: texts, pictures, audience, time.

    Days left out of a repetition count too, and which of its moments is the next one at `now`, a UTC moment: whoever
    approves sees those. Raises CronError.
    """
    timing, audience, media = announcement.timing, announcement.audience, announcement.media
    repeat = timing.repeat if timing else None
    coming = next_occurrence(timing, now) if timing and repeat else None
    parts = (
        announcement.id,
        announcement.errand.value,
        announcement.about,
        _sorted(announcement.texts),
        _sorted({language: [(one.label, one.url) for one in each] for language, each in announcement.buttons.items()}),
        media and (media.kind.value, media.file_id),
        announcement.link_preview,
        announcement.urgent,
        *(sorted(one.value for one in chosen) for chosen in (announcement.borrowing, announcement.skipped)),
        *(sorted(one.value for one in chosen) for chosen in (audience.languages, audience.countries)),
        *(sorted(one.value for one in chosen) for chosen in (audience.wanted_kinds, audience.themes)),
        audience.staff_only,
        announcement.when_uncertain.value,
        timing and (timing.wall.isoformat(), timing.zone, timing.by_reader),
        coming and coming.wall.isoformat(),
        repeat and (repeat.rule, repeat.until and repeat.until.isoformat(), repeat.times),
        repeat and sorted(day.isoformat() for day in repeat.skipped),
    )
    return sha256(repr(parts).encode()).hexdigest()


def _sorted(by_language: Mapping[Language, object]) -> list[tuple[str, object]]:
    return sorted((str(language), value) for language, value in by_language.items())
