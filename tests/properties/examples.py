"""Stories that are always played, besides the random ones."""

from dataclasses import replace
from datetime import date

from bot.domain.interests import Interests, Kind, Often
from bot.domain.places import Country
from bot.domain.quiet import Hours
from tests.properties.plans import KINDS, Call, Deed, Doing, Edit, Kill, Reader, Story

ALL = Interests(frozenset(KINDS))
# Everything at once, around Nowruz: every pace, saved items, a moved deadline, an outage, kills.
BUSY = Story(
    date(2027, 3, 15),
    (
        Reader(Country.KZ, ALL, (), Hours(21, 9), quiet_days=True),
        Reader(Country.AZ, ALL, ((Kind.GRANT, Often.DAILY),), Hours(21, 9), quiet_days=True),
        Reader(
            Country.KG, ALL, ((Kind.GRANT, Often.WEEKLY), (Kind.COURSE, Often.DAILY)), Hours(20, 11), quiet_days=True
        ),
        Reader(None, ALL, (), Hours(0, 0), quiet_days=False),
        Reader(Country.UZ, ALL, (), Hours(21, 9), quiet_days=True),
    ),
    tuple(
        Call(hour, kind, frozenset(), frozenset(Country), "one-fund", days, is_quiet=False)
        for hour, kind, days in (
            (6, Kind.GRANT, None),
            (40, Kind.COURSE, None),
            (70, Kind.GRANT, 9),
            (130, Kind.GRANT, None),
            (190, Kind.COURSE, None),
            (250, Kind.GRANT, 20),
        )
    ),
    (
        *(Deed(30, reader, Doing.SAVE, item) for reader in (0, 1, 2) for item in (0, 1)),
        Deed(45, 4, Doing.PAUSE, 60),  # in the night, while an alert waits for the morning
    ),
    (Edit(100, 0, 3),),
    (),
    tuple(Kill(hour, hour % 7) for hour in range(7, 330, 9)),
    minutes=0,
)
# Whose only free hours lie before ten, when digests are made.
EARLY_RISERS = replace(
    BUSY,
    readers=tuple(
        Reader(country, ALL, tuple((kind, often) for kind in KINDS), hours, quiet_days=True)
        for country, hours in ((Country.KG, Hours(10, 0)), (Country.AZ, Hours(9, 6)), (Country.UZ, Hours(7, 5)))
        for often in (Often.DAILY, Often.WEEKLY)
    ),
    deeds=(),
    kills=(),
)
# Whose night ends just as the day does in the west.
NIGHT_OWLS = replace(
    EARLY_RISERS,
    readers=tuple(
        Reader(country, ALL, tuple((kind, often) for kind in KINDS), Hours(9, 1), quiet_days=True)
        for country in (Country.TM, Country.KG)
        for often in (Often.DAILY, Often.WEEKLY)
    ),
)

# One pauses for a day while something new waits for another to come back from a holiday of ten days.
MEANWHILE = Story(
    date(2027, 4, 28),
    (
        Reader(Country.KG, ALL, (), Hours(21, 9), quiet_days=True),
        Reader(Country.UZ, ALL, (), Hours(21, 9), quiet_days=True),
    ),
    (Call(71, Kind.GRANT, frozenset(), frozenset(Country), "one-fund", None, is_quiet=False),),
    (Deed(70, 1, Doing.PAUSE, 30),),
    (),
    (),
    (),
    minutes=0,
)

# They save something in the west on the evening before a reminder of it, when it is that day in the east.
LATE = Story(
    date(2027, 7, 14),
    tuple(Reader(Country.AZ, ALL, (), Hours(21, 9), quiet_days=True) for _ in range(3)),
    (),
    (
        Deed(115, 0, Doing.SAVE, 0),  # eight days before it closes
        Deed(235, 1, Doing.SAVE, 0),  # a Friday, the rung of one day is a Sunday's
        Deed(20, 2, Doing.SAVE, 0),
    ),
    (),
    (),
    (),
    minutes=0,
)
