"""What owners are told of the database, for the test that renders everything."""

from collections.abc import Iterator

from bot.i18n.translator import Translator
from bot.ui import alarms
from bot.ui.screen import Screen


def alarm_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen with a name that says which."""
    yield "alarm, disk full", alarms.disk_full(t)
    yield "alarm, read only", alarms.read_only(t)
    yield "alarm, locked", alarms.locked(t)
    yield "alarm, unreachable", alarms.unreachable(t)
    yield "alarm, over", alarms.over(t)
