"""Reading the content folder: what is found, and how every problem is named with file, line and remedy."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.content.catalogue import publish
from bot.content.loader import REQUIRED, ContentError, load, read_items
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from tests.content.required import put_required

FUNDING = """\
url: https://example.org/apply
countries: [KZ, KG]
themes: [youth]
window: rolling
amount:
  minimum: 500
  currency: EUR
application_languages: [no, any]
registration_required: yes
grade: A
source_url: https://example.org
source_date: 2025-03
last_checked: 2026-11-22
texts:
  ru:
    status: draft
    title: Название
    funder: Фонд
    summary: |
      Первый абзац.

      Второй **абзац**.
    who: Все
"""
DATED = "window: dated\ndeadline: 2027-03-01\ndeadline_time: {}\ndeadline_zone: {}"
NOTICE = """\
published: 2026-11-01
source_url: https://example.org
source_date: 2026
last_checked: 2026-11-22
texts:
  en: {status: source, title: T, summary: S}
"""
ANSWER = """\
topic: grants
order: 1
source_url: https://example.org
source_date: 2026
last_checked: 2026-11-22
texts:
  en: {status: source, title: Q, body: B}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def put(content: Path, place: str, text: str) -> None:
    path = content / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def problems(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_items(content)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_becomes_an_item_named_after_it(content: Path) -> None:
    put(content, "funding/good-fund.yaml", FUNDING)

    item = publish(read_items(content)).find_funding("good-fund")

    assert item is not None
    assert item.countries == {Country.KZ, Country.KG}
    assert item.themes == {Theme.YOUTH}
    assert item.window is Window.ROLLING
    assert item.amount is not None
    assert (item.amount.minimum, item.amount.maximum, item.amount.currency) == (500, None, "EUR")
    assert item.application_languages == ("no", "any")
    assert item.registration_required is True
    assert item.individuals is None
    assert item.source_date == "2025-03"
    assert item.texts[Language.RU].summary.html == "Первый абзац.\n\nВторой <b>абзац</b>."


def test_what_decides_who_is_told_is_read(content: Path) -> None:
    fields = (
        f"{DATED.format('17:00', 'Europe/Brussels')}\npublished: 2026-11-01\ncancelled: true\nquiet: yes\ndonor: good"
    )
    put(content, "funding/good-fund.yaml", FUNDING.replace("window: rolling", fields))
    put(content, "news/silent.yaml", f"quiet: true\n{NOTICE}")

    catalogue = publish(read_items(content))
    item = catalogue.find_funding("good-fund")
    notice = catalogue.find_notice(Kind.NEWS, "silent")

    assert item is not None
    assert (item.deadline_time, item.deadline_zone) == (time(17), "Europe/Brussels")
    assert (item.published, item.cancelled, item.quiet, item.donor) == (date(2026, 11, 1), True, True, "good")
    assert notice is not None
    assert notice.quiet


def test_the_folder_decides_the_kind_of_a_notice(content: Path) -> None:
    put(content, "news/same-name.yaml", NOTICE)
    put(content, "jobs/same-name.yaml", NOTICE)
    put(content, "stories/same-name.yaml", NOTICE)

    catalogue = publish(read_items(content))

    assert [notice.kind for notice in catalogue.notices] == [Kind.JOB, Kind.NEWS, Kind.STORY]
    job = catalogue.find_notice(Kind.JOB, "same-name")
    assert job is not None
    assert job.kind is Kind.JOB


def test_notes_hidden_files_and_back_ups_are_passed_over(content: Path) -> None:
    put(content, "funding/README.md", "notes")
    put(content, "funding/.good-fund.yaml.swp", "x")
    put(content, "funding/good-fund.yaml~", "x")
    put(content, "funding/good-fund.yaml", FUNDING)

    assert len(read_items(content)) == 1


def test_a_folder_that_is_not_there_is_one_clear_problem(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == ["nowhere:1: there is no such folder; create it, or correct the setting"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("window: rolling", "window: rolling\nurll: x", ":5: urll: is not a field; did you mean url?"),
        ("grade: A", "grade: C", ":10: grade: “C” is not known; choose one of 'A' or 'B'"),
        ("grade: A", "grade: A\nzzzz: 1", ":11: zzzz: is not a field here; take it out"),
        ("grade: A", "grade: A\nfunder: x", ":11: funder: does not belong here"),
        ("grade: A", "grade: A\nslug: other", ":11: slug: is decided by where the file lies"),
        ("grade: A", "grade: A\ngrade: B", ":11: grade: stands twice in the same place; keep one"),
        ("countries: [KZ, KG]", "countries: [KZ,\n  XX]", ":3: countries.1: “XX” is not known; choose one of 'AZ'"),
        ("countries: [KZ, KG]", "countries: []", ":2: countries: is empty; name at least one"),
        ("countries: [KZ, KG]", "countries: KZ", ":2: countries: should be a list; write [a, b]"),
        ("url: https://example.org/apply\n", "", ":1: url: is missing; add it"),
        ("https://example.org/apply", "http://example.org", ":1: url: “http://example.org” does not begin with https"),
        ("https://example.org/apply", "https://bit.ly/x", ":1: url: “https://bit.ly/x” is a shortened address"),
        ("minimum: 500", "minimum: many", ":6: amount.minimum: is not a whole number; write digits only"),
        ("minimum: 500", "minimum: 0", ":6: amount.minimum: “0” is too small; write at least 1"),
        ("minimum: 500", "minimum: 500\n  maximum: 9", ":7: amount.maximum: is smaller than the minimum"),
        ("  minimum: 500\n", "", ":5: amount.maximum: give a minimum or a maximum"),
        ("currency: EUR", "currency: euro", ":7: amount.currency: “euro” should be a currency code"),
        ("[no, any]", "[English]", ":8: application_languages.0: “English” should be language codes"),
        ("registration_required: yes", "registration_required: often", ":9: registration_required: should be true or"),
        ("source_date: 2025-03", "source_date: 2025-13", ":12: source_date: “2025-13” does not exist in the calendar"),
        ("source_date: 2025-03", "source_date: March", ":12: source_date: “March” should be a year, a month or a day"),
        (
            "last_checked: 2026-11-22",
            "last_checked: 22.11.2026",
            ":13: last_checked: is not a day; write it as 2026-12",
        ),
        ("window: rolling", "window: dated", ":1: deadline: is missing; a dated window needs its last day"),
        ("window: rolling", "window: rolling\ndeadline: 2026-12-01", ":5: deadline: stands beside a window without"),
        ("window: rolling", "window: expected", ":4: window: is “expected”, so every text needs a window_note"),
        ("window: rolling", "window: unknown", ":4: window: is “unknown”, so every text needs a window_note"),
        ("grade: A", "published: soon\ngrade: A", ":10: published: is not a day; write it as 2026-12-31"),
        ("grade: A", "quiet: maybe\ngrade: A", ":10: quiet: should be true or false"),
        ("grade: A", "cancelled: 2026-11-01\ngrade: A", ":10: cancelled: should be true or false"),
        (
            "grade: A",
            "donor: Фонд\ngrade: A",
            ":10: donor: “Фонд” is a key that no reader sees; use small Latin letters",
        ),
        (
            "window: rolling",
            DATED.format("24:00", "UTC"),
            ":6: deadline_time: “24:00” is not a time of day; write hours",
        ),
        ("window: rolling", DATED.format("5 pm", "UTC"), ":6: deadline_time: “5 pm” is not a time of day; write hours"),
        (
            "window: rolling",
            DATED.format("61200", "UTC"),
            ":6: deadline_time: “61200” is not a time of day; write hours",
        ),
        ("window: rolling", DATED.format("17:00Z", "UTC"), ":6: deadline_time: “17:00Z” is not a time of day"),
        (
            "window: rolling",
            DATED.format("17:00", "Europe/Brusels"),
            ":7: deadline_zone: “Europe/Brusels” is not a time zone; did you mean Europe/Brussels?",
        ),
        ("window: rolling", DATED.format("17:00", "CET"), ":7: deadline_zone: “CET” is not a time zone; write a place"),
        ("window: rolling", DATED.format("17:00", "UTC+5"), ":7: deadline_zone: “UTC+5” is not a time zone; write a"),
        ("window: rolling", DATED.format("17:00", "Europe"), ":7: deadline_zone: “Europe” is not a time zone; "),
        ("window: rolling", DATED.format("17:00", "../../etc"), ":7: deadline_zone: “../../etc” is not a time zone; "),
        ("window: rolling", DATED.format("17:00", "Etc/GMT+5"), ":7: deadline_zone: “Etc/GMT+5” is not a time zone; "),
        ("window: rolling", DATED.format("17:00", ""), ":7: deadline_zone: a time and its zone go together; give"),
        ("window: rolling", DATED.format("", "UTC"), ":7: deadline_zone: a time and its zone go together; give"),
        (
            "window: rolling",
            "window: rolling\ndeadline_time: 17:00\ndeadline_zone: UTC",
            ":5: deadline_time: stands beside a window without a day; write “window: dated”, or take the time out",
        ),
        ("source_url: https://example.org\n", "", ":1: source_url: is missing; add it"),
        ("source_date: 2025-03\n", "", ":1: source_date: is missing; add it"),
        ("  ru:", "  xx:", ":15: texts.xx: “xx” is not known; choose one of 'ru'"),
        ("  ru:", "  kk:", ":14: texts: has neither a Russian nor an English text"),
        ("status: draft", "status: final", ":16: texts.ru.status: “final” is not known; choose one of 'source'"),
        ("title: Название", "title:", ":17: texts.ru.title: should be a text"),
        ("title: Название", "title: '**x**'", ":17: texts.ru.title: is shown without markup"),
        ("title: Название", f"title: {'x' * 121}", ":17: texts.ru.title: is longer than 120 characters; shorten it"),
        ("Второй **абзац**.", "Второй **абзац.", ":22: texts.ru.summary: ** is opened and not closed"),
        ("Второй **абзац**.", "Второй <b>абзац</b>.", ":22: texts.ru.summary: “<b>” looks like HTML"),
        ("Первый абзац.", "Первый http://x.org", ":20: texts.ru.summary: “http://x.org” is a bare address"),
        ("who: Все", f"who: {'я' * 3001}", ":15: texts.ru: is 3041 characters long and 3000 fit one message"),
        ("who: Все", "who: [a]", ":23: texts.ru.who: should be a text"),
        ("texts:", "texts: [", ":16: not valid YAML"),
    ],
)
def test_a_problem_is_named_with_file_line_field_and_remedy(content: Path, old: str, new: str, problem: str) -> None:
    assert FUNDING.count(old) == 1 or old in {"grade: A", "  ru:", "texts:"}
    put(content, "funding/bad.yaml", FUNDING.replace(old, new, 1))

    found = problems(content)

    assert any(line.startswith(f"content/funding/bad.yaml{problem}") for line in found), found


def test_all_problems_of_all_files_are_listed_at_once(content: Path) -> None:
    put(content, "funding/one.yaml", FUNDING.replace("grade: A", "grade: X").replace("[youth]", "[fun]"))
    put(content, "answers/two.yaml", ANSWER.replace("grants", "gossip").replace("order: 1", "order: first"))
    put(content, "courses/three.yaml", "")

    assert [line.split(": ")[0] for line in problems(content)] == [
        "content/answers/two.yaml:1",
        "content/answers/two.yaml:2",
        "content/courses/three.yaml:1",
        "content/funding/one.yaml:3",
        "content/funding/one.yaml:10",
    ]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("funding/Bad_Name.yaml", "has a file name that cannot be a link"),
        ("funding/double--hyphen.yaml", "has a file name that cannot be a link"),
        (f"funding/{'a' * 41}.yaml", "at most 40 characters"),
        ("funding/good.yml", "does not end with .yaml; rename it"),
        ("funding/deeper/good.yaml", "is in no known folder"),
        ("grants/good.yaml", "is in no known folder; move it to one of: pages, funding"),
        ("good.yaml", "is in no known folder"),
    ],
)
def test_a_misplaced_file_is_told_where_to_go(content: Path, place: str, message: str) -> None:
    put(content, place, FUNDING)

    (found,) = problems(content)

    assert found.startswith(f"content/{place}:1: ")
    assert message in found


def test_a_file_in_another_encoding_is_named(content: Path) -> None:
    (content / "funding").mkdir()
    (content / "funding/old.yaml").write_bytes("title: Название".encode("cp1251"))

    assert problems(content) == ["content/funding/old.yaml:1: is not UTF-8; save it again in that encoding"]


def test_a_byte_order_mark_does_no_harm(content: Path) -> None:
    put(content, "funding/windows.yaml", "\ufeff" + FUNDING)

    assert [item.slug for item in read_items(content)] == ["windows"]


def test_an_achievement_is_named_after_its_country(content: Path) -> None:
    text = NOTICE.replace("published: 2026-11-01", "country: KZ")
    put(content, "achievements/kg.yaml", text)
    put(content, "achievements/kz.yaml", text)

    (found,) = problems(content)

    assert found.startswith(
        "content/achievements/kg.yaml:1: country: does not fit the file name; name the file kz.yaml"
    )


def test_an_answer_about_the_bot_itself_needs_no_source(content: Path) -> None:
    put(content, "answers/own.yaml", ANSWER.replace("source_url: https://example.org\nsource_date: 2026\n", ""))

    (item,) = read_items(content)

    assert (item.source_url, item.source_date) == (None, None)


@pytest.mark.parametrize("half", ["source_url: https://example.org\n", "source_date: 2026\n"])
def test_half_a_source_is_refused(content: Path, half: str) -> None:
    put(content, "answers/half.yaml", ANSWER.replace(half, ""))

    (found,) = problems(content)

    assert "source_date: stands without the other half of the source" in found


def test_a_link_that_leads_nowhere_is_named(content: Path) -> None:
    put(content, "funding/good-fund.yaml", FUNDING)
    (content / "funding/gone.yaml").symlink_to(content / "no-such-file.yaml")

    assert problems(content) == [
        "content/funding/gone.yaml:1: is a link that leads to no file; put the file itself here, or take the link out"
    ]


def test_a_link_to_a_file_is_read_like_the_file(content: Path) -> None:
    (content.parent / "elsewhere.yaml").write_text(FUNDING, "utf-8")
    (content / "funding").mkdir()
    (content / "funding/linked.yaml").symlink_to(content.parent / "elsewhere.yaml")

    assert [item.slug for item in read_items(content)] == ["linked"]


def test_an_emptied_folder_is_not_published(content: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(content)

    assert [str(problem) for problem in caught.value.problems] == [
        f"content/{place}.yaml:1: is missing, and menus lead to it; put the file back, or correct the setting"
        for place in REQUIRED
    ]
    assert set(REQUIRED) == {
        "pages/programme",
        "achievements/regional",
        *(f"achievements/{country.lower()}" for country in Country),
    }


@pytest.mark.parametrize("absent", REQUIRED)
def test_what_menus_lead_to_must_be_there_each_of_it(content: Path, absent: str) -> None:
    put_required(content)
    assert len(load(content).achievements) == len(Country) + 1
    (content / f"{absent}.yaml").unlink()

    with pytest.raises(ContentError) as caught:
        load(content)

    assert [problem.path for problem in caught.value.problems] == [f"content/{absent}.yaml"]


def test_a_required_file_that_is_broken_is_not_called_missing_too(content: Path) -> None:
    put_required(content)
    put(content, "funding/wrong.yaml", "")
    put(content, "pages/programme.yaml", "a: [")

    with pytest.raises(ContentError) as caught:
        load(content)

    assert [problem.path for problem in caught.value.problems] == [
        "content/funding/wrong.yaml",
        "content/pages/programme.yaml",
    ]
