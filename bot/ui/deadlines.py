"""Until when something is open: the day, how far it is, and the reader's own clock where the funder gives an hour."""

from datetime import date, datetime

from bot.content.closing import moment_of
from bot.content.models import Funding, Notice, Tellable
from bot.domain.eligibility import Window
from bot.domain.interests import Kind
from bot.domain.timing import day_there, days_until
from bot.i18n.translator import Translator
from bot.ui.labels import WINDOWS
from bot.ui.text import field, literal
from bot.ui.zones import clock_there


def deadline(t: Translator, item: Funding, today: date) -> str:
    """The last day and how far it is, or why there is none; HTML."""
    if item.window is not Window.DATED or item.deadline is None:
        return t(WINDOWS[item.window])
    moment = moment_of(item)
    far = t.in_days(days_until(day_there(item.deadline, moment, today), today))
    if moment is None or item.deadline_zone is None:
        return literal(f"{t.date(item.deadline)} ({far})")
    return _to_the_minute(t, clock_there(t, moment, item.deadline_zone), far, moment)


def closing(t: Translator, item: Tellable, today: date) -> str:
    """The same as a line that says what it is; empty for what never closes and says nothing of it."""
    label, value = _told(t, item, today)
    return f"{label}: {value}" if label else value


def closing_fact(t: Translator, item: Tellable, today: date) -> str:
    """That line as it stands among the facts of a page."""
    label, value = _told(t, item, today)
    if label:
        return field(label, value)
    return f"<b>{value}</b>" if value else ""


def _told(t: Translator, item: Tellable, today: date) -> tuple[str, str]:
    """What kind of day it is, and the day; what says all by itself has no label."""
    if isinstance(item, Notice) and item.kind is Kind.JOB and item.until is not None:
        return t("Deadline"), literal(f"{t.date(item.until)} ({t.in_days(days_until(item.until, today))})")
    if not isinstance(item, Funding):
        return "", ""
    if item.cancelled:
        return "", t("This call was cancelled.")
    label = "" if item.window is Window.ROLLING else t("Deadline")
    return label, deadline(t, item, today)


def _to_the_minute(t: Translator, there: str, far: str, moment: datetime) -> str:
    # Apps that know the tag show the moment on the reader's own clock. Others show what is inside, so that it must be
    # true as it stands.
    return t(
        '{moment}, {how_far}; that is <tg-time unix="{unix}" format="Dt">{utc}</tg-time>',
        moment=there,
        how_far=far,
        unix=int(moment.timestamp()),
        utc=t.moment(moment, "UTC"),
    )
