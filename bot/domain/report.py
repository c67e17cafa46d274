"""What became of an announcement, by language and by country: what of it may be told, and to how many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.delivery import Status
from bot.domain.disclosure import Table, Told, disclosed, tell
from bot.domain.places import Country, Language


class Ending(StrEnum):
    """What became of a recipient; the words stand in the table that is downloaded."""

    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    WAITING = "waiting"


ENDINGS: Mapping[Status, Ending] = {
    Status.WAITING: Ending.WAITING,
    Status.BEGUN: Ending.WAITING,
    Status.SENT: Ending.SENT,
    Status.GONE: Ending.BLOCKED,
    Status.REFUSED: Ending.FAILED,
    Status.UNCERTAIN: Ending.UNCERTAIN,
    Status.SKIPPED: Ending.SKIPPED,
    Status.CANCELLED: Ending.CANCELLED,
}

# Recipients by language, country (None when it is not known) and what became of them.
Counts = Mapping[tuple[Language, Country | None, Ending], int]

COUNTRIES: tuple[Country | None, ...] = (*Country, None)


@dataclass(frozen=True, slots=True)
class Report:
    """What may be told to staff, who know from the card how many of each ending there are where they are not few.

    `tables` have a row a language and a column a country, those that somebody reads or lives in. Nothing is told of
    more than one ending together, so that each table is safe by itself.
    """

    totals: Mapping[Ending, Told]
    tables: Mapping[Ending, Table[Language, Country | None]]

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(next(iter(self.tables.values())).rows) if self.tables else ()

    @property
    def countries(self) -> tuple[Country | None, ...]:
        return tuple(next(iter(self.tables.values())).columns) if self.tables else ()


def report(counts: Counts) -> Report:
    """The report of these counts; an ending that nobody met is left out."""
    totals: Counter[Ending] = Counter()
    for (_, _, ending), n in counts.items():
        totals[ending] += n
    languages = tuple(one for one in Language if any(key[0] is one for key in counts))
    countries = tuple(one for one in COUNTRIES if any(key[1] is one for key in counts))
    tables = {ending: tell(_of(counts, ending), languages, countries) for ending in Ending if totals[ending]}
    return Report({ending: disclosed(totals[ending]) for ending in tables}, tables)


def _of(counts: Counts, ending: Ending) -> Mapping[tuple[Language, Country | None], int]:
    return {(language, country): n for (language, country, one), n in counts.items() if one is ending}
