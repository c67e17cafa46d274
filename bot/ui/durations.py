"""How long something takes, in words."""

from datetime import timedelta

from bot.i18n.translator import Translator


def duration(t: Translator, span: timedelta) -> str:
    """The two largest units of a length of time, as plain text: "2 hours 5 minutes", "40 seconds"."""
    minutes, seconds = divmod(max(0, round(span.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = (
        (days, t.plain_plural("{n} day", "{n} days", days)),
        (hours, t.plain_plural("{n} hour", "{n} hours", hours)),
        (minutes, t.plain_plural("{n} minute", "{n} minutes", minutes)),
        (seconds, t.plain_plural("{n} second", "{n} seconds", seconds)),
    )
    largest = next((at for at, (n, _) in enumerate(units) if n), len(units) - 1)
    told = [words for n, words in units[largest : largest + 2] if n]
    return " ".join(told) or units[-1][1]
