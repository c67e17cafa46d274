"""The message that reminds of the deadline of a saved item."""

from datetime import date

from bot.content.closing import moment_of
from bot.content.models import Tellable
from bot.content.telling import closes_on
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.domain.timing import days_until
from bot.i18n.translator import Translator
from bot.ui.alert_routes import Applied, NotForUs, RemindLater, StopReminders
from bot.ui.deadlines import closing_fact
from bot.ui.item_places import ways_to
from bot.ui.provenance import shown_in
from bot.ui.routes import Alerts
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import heading, lines, paragraphs

LATER = 2  # days for which "Remind later" is quiet


def reminder(t: Translator, kind: Kind, item: Tellable, today: date) -> Screen:
    """How far the deadline is on the reader's day `today`, and what can be done about it."""
    reading = item.read(Language(t.language))
    text = paragraphs(
        _how_far(t, item, today),
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        t("You get this because you saved it."),
    )
    stop = Press(t.plain("Stop reminders"), StopReminders())
    foot = in_pairs((Press(t.plain("My alerts"), Alerts()), stop))
    return Screen(text, (*ways_to(t, kind, item), *_answers(t, kind, item, today), *foot))


def _how_far(t: Translator, item: Tellable, today: date) -> str:
    last = closes_on(item, today)
    if last is None:
        return t("A reminder of what you saved.")
    if moment_of(item):
        return closing_fact(t, item, today)
    return t("The deadline is on {date}, {how_far}.", date=t.date(last), how_far=t.in_days(days_until(last, today)))


def _answers(t: Translator, kind: Kind, item: Tellable, today: date) -> tuple[Row, ...]:
    last = closes_on(item, today)
    buttons = [Press(t.plain("Applied"), Applied(kind=kind, slug=item.slug))]
    # Nothing comes after the deadline, and on its day it is too late: later is offered while a day is left then.
    if last is not None and days_until(last, today) > LATER:
        buttons.append(Press(t.plain("Remind later"), RemindLater(kind=kind, slug=item.slug, days=LATER)))
    buttons.append(Press(t.plain("Not for us"), NotForUs(kind=kind, slug=item.slug)))
    return in_pairs(buttons)
