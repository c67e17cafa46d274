"""The message that tells what has changed in an item that a reader was told of or has saved: old, then new."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.content.closing import moment_of
from bot.content.models import Tellable
from bot.domain import facts
from bot.domain.facts import Difference, Facts, Field
from bot.domain.interests import Kind, to_mask
from bot.domain.places import Country, Language
from bot.domain.timing import day_there, days_until
from bot.i18n.translator import Translator
from bot.ui.alert_routes import NotForUs
from bot.ui.amounts import amount
from bot.ui.deadlines import closing_fact
from bot.ui.item_places import ways_to
from bot.ui.labels import WINDOWS
from bot.ui.provenance import shown_in
from bot.ui.routes import Alerts, StopKinds
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import field, heading, lines, literal, paragraphs
from bot.ui.zones import clock_there


def change(
    t: Translator, kind: Kind, item: Tellable, differences: Sequence[Difference], today: date, *, saved: bool
) -> Screen:
    """What is not as it was, at least one thing; `today` is the reader's day, `saved` whether they saved the item."""
    reading = item.read(Language(t.language))
    # What else is new of a call that is off is of no use any more.
    off = [one for one in differences if one.after.cancelled]
    told = [one for one in off if one.field is Field.CANCELLED] or differences
    is_dated_anew = not off and any(one.field is Field.DEADLINE for one in told)
    text = paragraphs(
        t("Something has changed that matters for an application:"),
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        *(_difference(t, one, today) for one in told),
        closing_fact(t, item, today) if is_dated_anew and moment_of(item) else "",
        t("You get this because you saved it.") if saved else t("You get this because you were told of it."),
    )
    return Screen(text, (*ways_to(t, kind, item), *_choices(t, kind, item, saved=saved)))


def _difference(t: Translator, one: Difference, today: date) -> str:
    if one.field is Field.CANCELLED:
        return t("The call was cancelled.") if one.after.cancelled else t("The call is no longer cancelled.")
    before, after = _SAID[one.field](t, one.before), _SAID[one.field](t, one.after)
    if one.field is Field.DEADLINE and one.before.deadline and one.after.deadline and not _is_same_day(one):
        last_day = day_there(one.after.deadline, facts.closing(one.after), today)
        how_far = t.in_days(days_until(last_day, today))
        if facts.closing(one.after) is None:
            return t(
                "The deadline has moved from {before} to {after} ({how_far}).",
                before=before,
                after=after,
                how_far=how_far,
            )
        # An hour ends in brackets already, whose clock it is by.
        return t(
            "The deadline has moved from {before} to {after}, {how_far}.", before=before, after=after, how_far=how_far
        )
    return lines(heading(_label(t, one.field)), field(t("Before"), literal(before)), field(t("Now"), literal(after)))


def _is_same_day(one: Difference) -> bool:
    """Whether the deadline has not moved, but an hour of that day became known, or is no longer."""
    is_one_by_day = (facts.closing(one.before) is None) is not (facts.closing(one.after) is None)
    return is_one_by_day and one.before.deadline == one.after.deadline


def _label(t: Translator, changed: Field) -> str:
    match changed:
        case Field.DEADLINE:
            return t.plain("Deadline")
        case Field.AMOUNT:
            return t.plain("Amount")
        case Field.COUNTRIES:
            return t.plain("Countries")
        case _:
            return t.plain("Who can apply")


def _until(t: Translator, known: Facts) -> str:
    if known.deadline is None:
        return t.plain(WINDOWS[known.window]) if known.window else t.plain("not stated")
    moment = facts.closing(known)
    if moment is None or known.deadline_zone is None:
        return t.date(known.deadline)
    return clock_there(t, moment, known.deadline_zone)


def _amount(t: Translator, known: Facts) -> str:
    if known.currency is None:
        return t.plain("not stated")
    return amount(t, known.minimum, known.maximum, known.currency)


def _countries(t: Translator, known: Facts) -> str:
    names = [t.country_formal(country) for country in Country if country in known.countries]
    return t.listed(names) if names else t.plain("all")


def _registration(t: Translator, known: Facts) -> str:
    if known.registration_required is None:
        return t.plain("It is not said whether the organisation must be registered.")
    if known.registration_required:
        return t.plain("The organisation must be registered.")
    return t.plain("The organisation need not be registered.")


def _individuals(t: Translator, known: Facts) -> str:
    if known.individuals is None:
        return t.plain("It is not said whether a person without an organisation may apply.")
    if known.individuals:
        return t.plain("A person without an organisation may apply too.")
    return t.plain("Only organisations may apply.")


# In plain text, old and new alike.
_SAID: dict[Field, Callable[[Translator, Facts], str]] = {
    Field.DEADLINE: _until,
    Field.AMOUNT: _amount,
    Field.COUNTRIES: _countries,
    Field.REGISTRATION: _registration,
    Field.INDIVIDUALS: _individuals,
}


def _choices(t: Translator, kind: Kind, item: Tellable, *, saved: bool) -> tuple[Row, ...]:
    drop = Press(t.plain("Not for us"), NotForUs(kind=kind, slug=item.slug))
    alerts = Press(t.plain("My alerts"), Alerts())
    if saved:
        # Of what is saved they hear whatever their alerts are: to stop the kind would not stop this.
        return in_pairs((drop, alerts))
    stop = Press(t.plain("Stop these messages"), StopKinds(kinds=to_mask({kind})))
    return (*in_pairs((drop,)), (alerts, stop))
