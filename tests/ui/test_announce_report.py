"""The report, its chart and its table: true numbers, and none that points at somebody."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from PIL import Image

from bot.domain.announcement import MediaKind, State
from bot.domain.places import Country, Language
from bot.domain.report import Ending, report
from bot.ui import announce_report
from bot.ui.screen import Press, Screen, Upload
from bot.ui.staff_actions import SendReport
from bot.ui.staff_routes import AnnouncementView
from tests.ui.samples_progress import BEGAN, OVER, OVER_TIME, RECALL, REPORT
from tests.ui.strict_html import length, parse
from tests.visits import translator

EN = translator("en")
FOUND = report(
    {
        (Language.RU, Country.KZ, Ending.SENT): 1200,
        (Language.RU, None, Ending.SENT): 1000,
        (Language.KK, Country.KZ, Ending.SENT): 200,
        (Language.TK, Country.TM, Ending.SENT): 3,
        (Language.RU, Country.KZ, Ending.BLOCKED): 12,
        (Language.KK, Country.KZ, Ending.FAILED): 1,
    }
)


def uploaded(screen: Screen) -> Upload:
    assert isinstance(screen.media, Upload)
    return screen.media


def rows_of(screen: Screen) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(uploaded(screen).content.decode("utf-8-sig"))))


def test_it_tells_how_long_and_how_fast() -> None:
    text = announce_report.report(EN, OVER, FOUND, Country.KZ).text

    assert "Began: November 24, 2026, 10:00 (UTC+5), Almaty.\nEnded: November 24, 2026, 16:06 (UTC+5), Almaty." in text
    assert "Duration: 6 hours 6 minutes.\nAverage speed: 7 messages a minute." in text


def test_a_total_does_not_give_a_small_number_away() -> None:
    lines = announce_report.report(EN, OVER, FOUND, None).text.splitlines()

    assert "🟩 Sent: 2,403" in lines
    assert "Russian: 🟩 2,200 ⬜ 12 🟥 &lt;5" in lines
    assert "Kazakh: 🟩 … 🟥 &lt;5" in lines
    assert "Turkmen: 🟩 &lt;5 🟥 &lt;5" in lines
    assert "Country unknown: 🟩 1,000 🟥 &lt;5" in lines
    assert "&lt;5: fewer than 5 people." in lines
    assert "…: not shown, because a smaller number could be worked out from it." in lines


def test_a_total_of_a_few_is_not_told_either() -> None:
    few = report({(Language.RU, Country.UZ, Ending.SENT): 98, (Language.RU, Country.UZ, Ending.BLOCKED): 2})
    minutes = replace(OVER, ended_at=BEGAN + timedelta(minutes=1))
    text = announce_report.report(EN, minutes, few, None).text

    assert "🟩 Sent: 98\n⬜ Blocked the bot: &lt;5" in text
    assert "&lt;5: fewer than 5 people." in text
    assert "Average speed: 2 messages a second." in text
    assert ["all", "all", "blocked", "<5"] in [line.split(",") for line in announce_report.written(few).splitlines()]


def test_of_a_few_not_even_the_speed_is_told() -> None:
    few = report({(Language.TK, Country.TM, Ending.SENT): 3})
    text = announce_report.report(EN, OVER, few, None).text

    assert "🟩 Sent: &lt;5" in text
    assert "Average speed" not in text
    assert set(announce_report.written(few).splitlines()[1:]) == {
        f"{language},{country},sent,<5" for language in ("all", "tk") for country in ("all", "TM")
    }


def test_where_nothing_is_hidden_no_mark_is_explained() -> None:
    plain = report({(Language.RU, Country.KZ, Ending.SENT): 50})
    text = announce_report.report(EN, OVER, plain, None).text

    assert "Russian: 🟩 50" in text
    assert "&lt;5" not in text
    assert "not shown" not in text


def test_it_leads_to_the_files_and_back() -> None:
    screen = announce_report.report(EN, OVER, FOUND, None)

    assert screen.rows[0] == (Press("Chart and table", SendReport(id=12), style="primary"),)
    assert Press("Back", AnnouncementView(id=12)) in screen.rows[1]


def test_a_recall_speaks_of_copies() -> None:
    text = announce_report.report(EN, replace(RECALL, state=State.DONE), FOUND, None).text

    assert "🟩 Copies deleted or replaced by a note: 2,403" in text
    assert "Recalls every copy of announcement 12." in text


def test_without_a_beginning_nothing_is_said_of_time() -> None:
    text = announce_report.report(EN, replace(OVER, began_at=None), FOUND, None).text

    assert "Duration" not in text
    assert "average" not in text


def test_the_chart_is_a_picture_with_its_legend_below() -> None:
    screen = announce_report.picture(EN, OVER, FOUND, OVER_TIME, Country.KZ)
    upload = uploaded(screen)

    assert (upload.kind, upload.name) == (MediaKind.PHOTO, "announcement-12.png")
    assert Image.open(BytesIO(upload.content)).size == (1280, 720)
    assert "🟩 Sent: 2,403\n🟥 Failed: &lt;5" in screen.text
    assert "⬜" not in screen.text, "the legend names what is drawn"
    assert "Each bar covers 15 minutes.\n" in screen.text
    assert "The first bar begins at November 24, 2026, 10:00 (UTC+5), Almaty." in screen.text
    assert screen.rows == ()


def test_the_table_opens_in_a_spreadsheet() -> None:
    upload = uploaded(announce_report.table(EN, OVER, FOUND))

    assert (upload.kind, upload.name) == (MediaKind.DOCUMENT, "announcement-12.csv")
    assert upload.content.startswith(b"\xef\xbb\xbflanguage chosen by now,country chosen by now,outcome,")


def test_the_table_tells_what_the_report_tells() -> None:
    rows = rows_of(announce_report.table(EN, OVER, FOUND))

    def told(language: str, country: str, outcome: str) -> list[str]:
        return [
            row["recipients"]
            for row in rows
            if (row["language chosen by now"], row["country chosen by now"], row["outcome"])
            == (language, country, outcome)
        ]

    assert told("all", "all", "sent") == ["2403"]
    assert told("ru", "all", "sent") == ["2200"]
    assert told("kk", "all", "sent") == ["hidden"]
    assert told("tk", "TM", "sent") == ["<5"]
    assert told("ru", "unknown", "sent") == ["1000"]
    assert told("ru", "KZ", "blocked") == ["12"]
    assert told("kk", "KZ", "blocked") == [], "combinations of nobody are left out"


def test_no_small_number_and_no_formula_is_in_the_table() -> None:
    rows = rows_of(announce_report.table(EN, OVER, FOUND))

    words = {one.value for one in (*Language, *Country, *Ending)} | {"all", "unknown"}
    for row in rows:
        assert {row["language chosen by now"], row["country chosen by now"], row["outcome"]} <= words
        assert row["recipients"] in {"<5", "hidden"} or int(row["recipients"]) >= 5
        assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())


@pytest.mark.parametrize("language", Language)
def test_what_stands_below_a_file_fits_there(language: Language) -> None:
    t = translator(language)
    for screen in (
        announce_report.picture(t, OVER, REPORT, OVER_TIME, Country.KZ),
        announce_report.table(t, OVER, REPORT),
    ):
        assert length(parse(screen.text)) <= 1024
