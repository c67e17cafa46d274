"""The warning that a repetition would reach the same people more than once a day."""

from datetime import datetime

from bot.domain.crowding import crowded
from bot.domain.schedule import Timing
from bot.i18n.translator import Translator
from bot.ui.text import lines


def crowded_line(t: Translator, timing: Timing | None, now: datetime) -> str:
    """How often it goes out on the first such day, as HTML; empty when it is once a day at most."""
    found = crowded(timing, now) if timing else None
    if found is None:
        return ""
    return lines(
        t.plural(
            "⚠️ It would reach the same people more than once a day: {n} time on {date}.",
            "⚠️ It would reach the same people more than once a day: {n} times on {date}.",
            found.times,
            date=t.date(found.day),
        ),
        t("Is the first field right? <code>{example}</code> means Mondays at 10:00.", example="0 10 * * 1")
        if found.by_minutes
        else "",
    )
