"""The report of an announcement that has ended: numbers by language and country, the chart, the table to download."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from bot.domain.announcement import Announcement, Errand, MediaKind
from bot.domain.approval import FEWEST
from bot.domain.delivery import Status
from bot.domain.disclosure import Hidden, Told
from bot.domain.places import ZONES, Country, zone_of
from bot.domain.report import ENDINGS, Ending, Report
from bot.domain.timeline import Timeline
from bot.i18n.translator import Translator
from bot.ui.announce_course import belonging
from bot.ui.announce_numbers import notes, number
from bot.ui.announce_progress import OUTCOMES, speed, taken_back
from bot.ui.announce_words import moment, named
from bot.ui.chart import SQUARES, draw
from bot.ui.durations import duration
from bot.ui.rows import foot
from bot.ui.screen import Press, Screen, Upload
from bot.ui.staff_actions import SendReport
from bot.ui.staff_routes import AnnouncementView
from bot.ui.text import heading, lines, literal, paragraphs

_SQUARES: Mapping[Ending, str] = {
    **SQUARES,
    Ending.SKIPPED: "🟦",
    Ending.CANCELLED: "⬛",
    Ending.WAITING: "🟫",
}
_STATUSES: Mapping[Ending, Status] = {
    ending: status for status, ending in ENDINGS.items() if status is not Status.BEGUN
}

_WITHHELD = "hidden"  # in the file


def report(t: Translator, announcement: Announcement, found: Report, clock: Country | None) -> Screen:
    """How it went, by language and by country; `clock` is the country on whose clock the reader lives."""
    text = paragraphs(
        lines(named(t, announcement), belonging(t, announcement)),
        _time(t, announcement, found, clock),
        _legend(t, announcement, found),
        lines(
            heading(t.plain("By language, as readers have chosen it by now")),
            *(
                _line(t, t.language_label(one), {ending: table.rows[one] for ending, table in found.tables.items()})
                for one in found.languages
            ),
        ),
        lines(
            heading(t.plain("By country, as readers have chosen it by now")),
            *(
                _line(t, _country(t, one), {ending: table.columns[one] for ending, table in found.tables.items()})
                for one in found.countries
            ),
        ),
        notes(t, _told_of(found)),
    )
    send = Press(t.plain("Chart and table"), SendReport(id=announcement.id), style="primary")
    return Screen(text, ((send,), *foot(t, AnnouncementView(id=announcement.id))))


def picture(t: Translator, announcement: Announcement, found: Report, shown: Timeline, clock: Country | None) -> Screen:
    """The chart, with its legend below it."""
    text = paragraphs(
        heading(t.plain("Announcement {id}: progress over time", id=announcement.id)),
        _legend(t, announcement, found, tuple(shown.columns)),
        lines(
            t("Each bar covers {duration}.", duration=duration(t, shown.step)),
            t("The first bar begins at {moment}.", moment=moment(t, shown.start, ZONES[clock] if clock else None)),
            t("Numbers below {limit} are added to a neighbouring bar.", limit=t.number(FEWEST)),
        ),
    )
    content = draw(shown, zone_of(clock))
    return Screen(text, media=Upload(MediaKind.PHOTO, f"announcement-{announcement.id}.png", content))


def table(t: Translator, announcement: Announcement, found: Report) -> Screen:
    """The table as a file for a spreadsheet."""
    text = paragraphs(
        heading(t.plain("Announcement {id}: table", id=announcement.id)),
        t("Recipients by language, country and outcome. It contains no names and no Telegram numbers."),
        t("Language and country are those that readers have chosen by now."),
        notes(t, (*_told_of(found), *_cells_of(found)), _WITHHELD),
    )
    content = written(found).encode("utf-8-sig")  # Excel takes it for another alphabet without the mark
    return Screen(text, media=Upload(MediaKind.DOCUMENT, f"announcement-{announcement.id}.csv", content))


def written(found: Report) -> str:
    """The table as comma-separated values; combinations that nobody met are left out.

    Every word in it is one of ours, so that no spreadsheet can take one for a formula.
    """
    made = StringIO()
    rows = csv.writer(made, lineterminator="\r\n")
    rows.writerow(("language chosen by now", "country chosen by now", "outcome", "recipients"))
    rows.writerows(row for row in _rows(found) if row[-1] != "0")
    return made.getvalue()


def _rows(found: Report) -> Iterator[tuple[str, str, str, str]]:
    for ending, one in found.tables.items():
        yield "all", "all", ending.value, _value(found.totals[ending])
        for language in found.languages:
            yield language.value, "all", ending.value, _value(one.rows[language])
        for country in found.countries:
            yield "all", _code(country), ending.value, _value(one.columns[country])
        for (language, country), told in one.cells.items():
            yield language.value, _code(country), ending.value, _value(told)


def _code(country: Country | None) -> str:
    return country.value if country else "unknown"


def _value(told: Told) -> str:
    if told is Hidden.FEW:
        return f"<{FEWEST}"
    return _WITHHELD if told is Hidden.WITHHELD else str(told)


def _time(t: Translator, announcement: Announcement, found: Report, clock: Country | None) -> str:
    zone = ZONES[clock] if clock else None
    began, ended = announcement.began_at, announcement.ended_at
    took = ended - began if began and ended else None
    # From what is told alone, or the speed would tell the rest.
    called = sum(n for ending, n in found.totals.items() if ending in SQUARES and isinstance(n, int))
    return lines(
        t("Began: {moment}.", moment=moment(t, began, zone)) if began else "",
        t("Ended: {moment}.", moment=moment(t, ended, zone)) if ended else "",
        t("Duration: {duration}.", duration=duration(t, took)) if took is not None else "",
        t("Average speed: {rate}.", rate=speed(t, called / took.total_seconds())) if took and called else "",
    )


def _legend(t: Translator, announcement: Announcement, found: Report, only: tuple[Ending, ...] | None = None) -> str:
    return lines(
        *(
            f"{_SQUARES[ending]} {_outcome(t, announcement, ending, told)}"
            for ending, told in found.totals.items()
            if only is None or ending in only
        )
    )


def _outcome(t: Translator, announcement: Announcement, ending: Ending, told: Told) -> str:
    if announcement.errand is Errand.RECALL and ending is Ending.SENT:
        return taken_back(t, told)
    return t(OUTCOMES[announcement.errand][_STATUSES[ending]], n=number(t, told))


def _line(t: Translator, name: str, told: Mapping[Ending, Told]) -> str:
    numbers = " ".join(f"{_SQUARES[ending]} {literal(number(t, n))}" for ending, n in told.items() if n != 0)
    return f"{literal(name)}: {numbers or t.number(0)}"


def _told_of(found: Report) -> Iterator[Told]:
    """The totals, and the numbers by language and by country."""
    yield from found.totals.values()
    for one in found.tables.values():
        yield from one.rows.values()
        yield from one.columns.values()


def _cells_of(found: Report) -> Iterator[Told]:
    for one in found.tables.values():
        yield from one.cells.values()


def _country(t: Translator, country: Country | None) -> str:
    return t.country(country) if country else t.plain("Country unknown")
