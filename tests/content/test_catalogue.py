"""What readers are shown, and in which order."""

from datetime import date
from types import MappingProxyType

import pytest

from bot.content.catalogue import Catalogue, publish
from bot.content.models import Achievement, Answer, Course, Funding, Notice, Page
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language

TODAY = date(2026, 11, 23)
COMMON = {"source_url": "https://example.org", "source_date": "2026", "last_checked": TODAY}


def funding(
    slug: str, countries: str, window: str = "rolling", deadline: str | None = None, themes: str = ""
) -> Funding:
    text = {"status": "draft", "title": slug, "funder": "F", "summary": "S", "who": "W", "window_note": "N"}
    return Funding(
        slug=slug,
        url="https://example.org",
        countries=countries.split(),
        themes=themes.split(),
        window=window,
        deadline=deadline,
        grade="A",
        texts={"ru": text},
        **COMMON,
    )


def course(slug: str, *languages: str) -> Course:
    text = {"status": "draft", "title": slug, "provider": "P", "summary": "S", "cost": "free"}
    return Course(slug=slug, url="https://example.org", languages=languages, texts={"en": text}, **COMMON)


def notice(slug: str, kind: Kind, published: str, until: str | None = None) -> Notice:
    text = {"status": "draft", "title": slug, "summary": "S"}
    return Notice(slug=slug, kind=kind, published=published, until=until, texts={"en": text}, **COMMON)


def answer(slug: str, topic: str, order: int) -> Answer:
    text = {"status": "draft", "title": slug, "body": "B"}
    return Answer(slug=slug, topic=topic, order=order, texts={"en": text}, **COMMON)


def achievement(slug: str) -> Achievement:
    country = None if slug == "regional" else slug.upper()
    text = {"status": "draft", "title": slug, "summary": "S"}
    return Achievement(slug=slug, country=country, texts={"en": text}, **COMMON)


CATALOGUE = publish(
    [
        funding("a-rolling-everywhere", "AZ KZ KG TJ TM UZ", themes="youth"),
        funding("b-soon-kz", "KZ", "dated", "2026-12-01", themes="rights"),
        funding("c-later-kz", "KZ", "dated", "2027-03-01"),
        funding("d-expected-kz", "KZ KG", "expected", themes="youth rights"),
        funding("e-closed-kz", "KZ", "dated", "2026-11-22"),
        funding("f-today-uz", "UZ", "dated", "2026-11-23"),
        course("russian", "ru", "en"),
        course("english", "en"),
        course("unknown"),
        notice("old-news", Kind.NEWS, "2026-10-01"),
        notice("new-news", Kind.NEWS, "2026-11-23"),
        notice("tomorrow", Kind.NEWS, "2026-11-24"),
        notice("past-job", Kind.JOB, "2026-10-01", "2026-11-22"),
        notice("last-day-job", Kind.JOB, "2026-10-02", "2026-11-23"),
        answer("second", "grants", 2),
        answer("first", "grants", 1),
        answer("careful", "safety", 1),
        achievement("uz"),
        achievement("az"),
        achievement("regional"),
        achievement("kz"),
    ]
)


@pytest.mark.parametrize(
    ("home", "country", "theme", "expected"),
    [
        (None, None, None, ["f-today-uz", "b-soon-kz", "c-later-kz", "a-rolling-everywhere", "d-expected-kz"]),
        ("KZ", None, None, ["b-soon-kz", "c-later-kz", "a-rolling-everywhere", "d-expected-kz", "f-today-uz"]),
        ("UZ", None, None, ["f-today-uz", "a-rolling-everywhere", "b-soon-kz", "c-later-kz", "d-expected-kz"]),
        ("UZ", "KG", None, ["a-rolling-everywhere", "d-expected-kz"]),
        ("TM", "TM", None, ["a-rolling-everywhere"]),
        (None, None, "youth", ["a-rolling-everywhere", "d-expected-kz"]),
        ("KZ", "KZ", "rights", ["b-soon-kz", "d-expected-kz"]),
        (None, "AZ", "rights", []),
    ],
)
def test_open_funding_in_the_readers_order(
    home: str | None, country: str | None, theme: str | None, expected: list[str]
) -> None:
    chosen = CATALOGUE.open_funding(
        TODAY, Country(home) if home else None, Country(country) if country else None, Theme(theme) if theme else None
    )

    assert [item.slug for item in chosen] == expected


@pytest.mark.parametrize(
    ("language", "expected"), [(None, ["english", "russian", "unknown"]), ("en", ["english", "russian"]), ("kk", [])]
)
def test_courses_by_language(language: str | None, expected: list[str]) -> None:
    assert [item.slug for item in CATALOGUE.courses_in(language)] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.NEWS, ["new-news", "old-news"]), (Kind.JOB, ["last-day-job"]), (Kind.STORY, [])],
)
def test_notices_newest_first_without_the_past_and_the_future(kind: Kind, expected: list[str]) -> None:
    assert [item.slug for item in CATALOGUE.notices_of(kind, TODAY)] == expected


def test_answers_by_topic_in_their_order() -> None:
    assert CATALOGUE.topics == ("grants", "safety")
    assert [item.slug for item in CATALOGUE.answers_on("grants")] == ["first", "second"]
    assert CATALOGUE.answers_on("courses") == ()


def test_achievements_the_region_first_then_the_programmes_own_order() -> None:
    assert [item.slug for item in CATALOGUE.achievements] == ["regional", "az", "kz", "uz"]


def test_a_cancelled_call_stands_in_no_list_but_can_be_found() -> None:
    cancelled = funding("cancelled", "KZ").model_copy(update={"cancelled": True})
    catalogue = publish([cancelled, funding("open", "KZ")])

    assert [item.slug for item in catalogue.open_funding(TODAY, None, None, None)] == ["open"]
    assert catalogue.find_funding("cancelled") == cancelled


@pytest.mark.parametrize(
    ("kind", "slug", "is_there"),
    [
        (Kind.GRANT, "b-soon-kz", True),
        (Kind.COURSE, "english", True),
        (Kind.NEWS, "old-news", True),
        (Kind.JOB, "past-job", True),
        (Kind.STORY, "old-news", False),
        (Kind.COURSE, "b-soon-kz", False),
        (Kind.ANNOUNCEMENT, "old-news", False),
    ],
)
def test_an_item_is_found_by_its_kind_and_name(kind: Kind, slug: str, is_there: bool) -> None:
    found = CATALOGUE.find(kind, slug)
    assert (found is not None and found.slug == slug) is is_there


def test_everything_that_can_be_told_is_found_again_under_its_kind() -> None:
    tellable = CATALOGUE.tellable()
    assert len(tellable) == 6 + 3 + 5
    assert all(CATALOGUE.find(kind, item.slug) is item for kind, item in tellable)


def test_what_is_not_there_is_not_found() -> None:
    assert CATALOGUE.find_funding("a-rolling-everywhere") is not None
    assert CATALOGUE.find_funding("first") is None
    assert CATALOGUE.find_answer("first") is not None
    assert CATALOGUE.find_course("russian") is not None
    assert CATALOGUE.find_achievement("tj") is None
    assert CATALOGUE.find_page("programme") is None
    assert CATALOGUE.find_notice(Kind.NEWS, "past-job") is None
    assert CATALOGUE.find_notice(Kind.JOB, "past-job") is not None


def test_an_empty_catalogue_has_nothing_to_show() -> None:
    empty = Catalogue()

    assert empty.open_funding(TODAY, None, None, None) == ()
    assert empty.topics == ()


@pytest.mark.parametrize(
    ("languages", "asked", "given"),
    [("ru en kk", "kk", "kk"), ("ru en", "uz", "ru"), ("en", "uz", "en"), ("ru", "en", "ru"), ("ru en az", "en", "en")],
)
def test_a_reader_gets_the_best_text_and_is_told_its_language(languages: str, asked: str, given: str) -> None:
    texts = {language: {"status": "draft", "title": language, "body": "B"} for language in languages.split()}
    page = Page(slug="p", texts=texts, **COMMON)

    reading = page.read(Language(asked))

    assert (reading.text.title, reading.language) == (given, Language(given))


def test_an_item_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    item = funding("frozen", "KZ")

    with pytest.raises(ValueError, match="frozen"):
        monkeypatch.setattr(item, "window", Window.DATED)
    assert isinstance(item.texts, MappingProxyType)
