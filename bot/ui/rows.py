"""How buttons stand in rows."""

from collections.abc import Iterable

from bot.i18n.translator import Translator
from bot.ui.packing import Route
from bot.ui.routes import Home
from bot.ui.screen import Button, Press, Row
from bot.ui.text import cut

# Longer labels are cut off by a phone when two share a row: there is room for 14 to 16 letters in each.
SIDE_BY_SIDE = 15

# Nobody sees more of a label, and no client promises to carry more.
LONGEST_LABEL = 64

_TICK = "✓ "


def in_pairs(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """Neighbours whose labels are short enough share a row, the others have one of their own; the order stays."""
    rows: list[Row] = []
    waiting: Button | None = None
    for button in buttons:
        # Measured without the tick, so that buttons stay where they are when they are tapped.
        short = len(button.label.removeprefix(_TICK)) <= SIDE_BY_SIDE
        if waiting and short:
            rows.append((waiting, button))
            waiting = None
            continue
        if waiting:
            rows.append((waiting,))
        waiting = button if short else None
        if not short:
            rows.append((button,))
    return (*rows, (waiting,)) if waiting else tuple(rows)


def foot(t: Translator, back: Route | None = None) -> tuple[Row, ...]:
    """The last rows of a screen: a step back, when there is somewhere to go, beside the main menu."""
    home = Press(t.plain("Main menu"), Home())
    return in_pairs((Press(t.plain("Back"), back), home) if back else (home,))


def chosen(label: str, *, on: bool) -> str:
    """The label with a tick before it when it is what now holds."""
    return f"{_TICK}{label}" if on else label


def shortened(label: str) -> str:
    """A label that fits a button, cut between words where that leaves most of it, and marked as cut."""
    return cut(label, LONGEST_LABEL)
