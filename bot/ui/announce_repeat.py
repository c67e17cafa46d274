"""How often an announcement goes out again: the rule, its end, and the days left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.announcement import Announcement, State
from bot.domain.cron import CronError, Fault, Field
from bot.domain.schedule import Timing, is_left_out
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.announce_crowded import crowded_line
from bot.ui.announce_when import repeat_line, when_line
from bot.ui.announce_words import named
from bot.ui.rows import chosen, foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import Rule, SetRepeat, SkipDay
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ChooseRepeat, WriteCron, WriteRepeatEnd
from bot.ui.text import heading, lines, literal, paragraphs

NEXT_TIMES = 5

_LONGEST_PART = 20  # characters of what was typed, in a toast of 200

_FIELDS: Mapping[Field, str] = {
    Field.MINUTE: mark("minute"),
    Field.HOUR: mark("hour"),
    Field.DAY: mark("day of the month"),
    Field.MONTH: mark("month"),
    Field.WEEKDAY: mark("day of the week"),
}

_FAULTS: Mapping[Fault, str] = {
    Fault.FIELDS: mark("There have to be five fields, with spaces between them."),
    Fault.WORD: mark("“{part}” is neither a number nor a name ({field})."),
    Fault.RANGE: mark("{part} must be between {low} and {high} ({field})."),
    Fault.ORDER: mark("{part}: the range runs backwards ({field})."),
    Fault.STEP: mark("{part}: the step is not valid ({field}). For example: */15"),
    Fault.NEVER: mark("There is no such day."),
}

_RULES: Mapping[Rule, str] = {
    Rule.NEVER: mark("Does not repeat"),
    Rule.DAILY: mark("Every day"),
    Rule.WEEKLY: mark("Every week"),
    Rule.MONTHLY: mark("Every month"),
}


def repeating(t: Translator, announcement: Announcement, coming: Sequence[datetime], now: datetime) -> Screen:
    """The rules, and what is still to come as naive moments on its clock, days left out among them.

    Of one that is scheduled only days can be left out; the rule is for drafts.
    """
    timing = announcement.timing
    text = paragraphs(
        named(t, announcement),
        t("Goes out: {moment}.", moment=when_line(t, announcement, now)),
        _coming(t, announcement, coming),
        crowded_line(t, timing, now),
        "" if timing else t("First choose when it goes out for the first time, then how often it repeats."),
        t("Each time it goes to whoever matches the choice at that moment, and has its own card and report.")
        if timing
        else "",
    )
    is_draft = announcement.state is State.DRAFT
    back = AnnouncementWhen(id=announcement.id) if is_draft else AnnouncementView(id=announcement.id)
    rules = _rules(t, announcement) if timing and is_draft else ()
    return Screen(text, (*_days(t, announcement, coming), *rules, *foot(t, back)))


def write_cron(t: Translator, announcement: Announcement) -> Screen:
    """Asks for a cron expression."""
    text = paragraphs(
        named(t, announcement),
        t(
            "Type five fields with spaces between: minute, hour, day of the month, month, day of the week. For "
            "example, <code>{example}</code> means Monday to Friday at 10:00.",
            example="0 10 * * 1-5",
        ),
        t("A star means “any”. Days of the week are numbered from 0 (Sunday) to 6 (Saturday)."),
    )
    return Screen(text, ((Press(t.plain("Back"), ChooseRepeat(id=announcement.id)),),))


def write_end(t: Translator, announcement: Announcement, now: datetime) -> Screen:
    """Asks for the last day, or for how many times."""
    repeat = announcement.timing.repeat if announcement.timing else None
    text = paragraphs(
        named(t, announcement),
        literal(repeat_line(t, repeat)) if repeat else "",
        t(
            "Type the last day, for example <code>{day}</code>, or how many times it goes out in all, for example "
            "<code>10</code>. Type <code>0</code> for no end.",
            day=f"{now + timedelta(days=30):%d.%m.%Y}",
        ),
    )
    return Screen(text, ((Press(t.plain("Back"), ChooseRepeat(id=announcement.id)),),))


def cron_fault(t: Translator, error: CronError) -> str:
    """What is wrong with an expression, as plain text for a toast."""
    part = error.part if len(error.part) <= _LONGEST_PART else f"{error.part[:_LONGEST_PART]}…"
    if error.field is None:
        return t.plain(_FAULTS[error.fault])
    low, high = error.field.value
    return t.plain(_FAULTS[error.fault], part=part, field=t.plain(_FIELDS[error.field]), low=low, high=high)


def _coming(t: Translator, announcement: Announcement, coming: Sequence[datetime]) -> str:
    timing = announcement.timing
    if timing is None or timing.repeat is None:
        return ""
    if not coming:
        return t("⚠️ No dates are left: choose another rule, end or first date.")
    return lines(
        heading(t.plain("Next dates")),
        *(_time(t, timing, moment) for moment in coming),
        *_how_to_skip(t, announcement),
    )


def _how_to_skip(t: Translator, announcement: Announcement) -> tuple[str, ...]:
    if announcement.state is not State.SCHEDULED or not announcement.approved:
        return (t("Tap a day below to skip it or to restore it."),)
    return (
        t("Tap a day below to skip it."),
        t("A second person approved this. To put a day back, return it to draft."),
    )


def _time(t: Translator, timing: Timing, moment: datetime) -> str:
    said = literal(f"{t.date(moment.date())}, {moment:%H:%M}")
    return f"🚫 <s>{said}</s>" if is_left_out(replace(timing, wall=moment)) else f"🕒 {said}"


def _days(t: Translator, announcement: Announcement, coming: Sequence[datetime]) -> tuple[Row, ...]:
    timing = announcement.timing
    if timing is None or timing.repeat is None:
        return ()
    buttons = []
    for day in dict.fromkeys(moment.date() for moment in coming):
        out = day in timing.repeat.skipped
        press = SkipDay(id=announcement.id, day=int(f"{day:%Y%m%d}"), on=not out)
        buttons.append(Press(chosen(t.short_date(day), on=not out), press))
    return in_pairs(buttons)


def _rules(t: Translator, announcement: Announcement) -> tuple[Row, ...]:
    at, timing = announcement.id, announcement.timing
    repeat = timing.repeat if timing else None
    rule = repeat.rhythm if repeat else Rule.NEVER.value
    rules = [
        Press(chosen(t.plain(label), on=each.value == rule), SetRepeat(id=at, rule=each))
        for each, label in _RULES.items()
    ]
    is_cron = repeat is not None and rule is None
    cron = Press(chosen(t.plain("Cron expression"), on=is_cron), WriteCron(id=at))
    end = (Press(t.plain("Ends when…"), WriteRepeatEnd(id=at)),) if repeat else ()
    return in_pairs((*rules, cron, *end))
