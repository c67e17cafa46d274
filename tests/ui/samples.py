"""Every screen with values to show it with, for the tests that look at all of them.

A family yields a name and a screen for one translator. Whoever adds a screen adds a sample of it, or a family here.
"""

from collections.abc import Callable, Iterator

from bot.i18n.translator import Translator
from bot.ui.screen import Screen
from tests.ui import samples_catalogue, samples_member, samples_staff

Family = Callable[[Translator], Iterator[tuple[str, Screen]]]

FAMILIES: tuple[Family, ...] = (samples_member.samples, samples_catalogue.samples, samples_staff.staff_screens)


def samples(t: Translator) -> Iterator[tuple[str, Screen]]:
    """All of them in one language."""
    for family in FAMILIES:
        yield from family(t)
