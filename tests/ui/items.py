"""Items of the catalogue to show in tests: short ones, and ones as long and odd as the models allow."""

from collections.abc import Iterable
from datetime import date

from bot.content.items import LONGEST
from bot.content.markup import render
from bot.content.models import (
    Achievement,
    AchievementText,
    Amount,
    Answer,
    AnswerText,
    Course,
    CourseText,
    Funding,
    FundingText,
    Notice,
    NoticeText,
    Page,
    PageText,
    TextStatus,
)
from bot.domain.eligibility import Window
from bot.domain.interests import Theme
from bot.domain.places import Country, Language
from bot.ui.routes import NoticeKind

URL = "https://www.example.org/grants?a=1&b=2"
DAY = date(2026, 11, 20)
STATUS = TextStatus.DRAFT
# Everything that is a mark in HTML, and a word in each alphabet.
ODD = 'A&B ‹1 < 2 > 0› "x" Ғылым və Oʻzbek'


def funding(
    slug: str = "small-grants",
    *,
    title: str = "Small grants",
    countries: Iterable[Country] = (Country.KZ,),
    themes: Iterable[Theme] = (Theme.YOUTH,),
    window: Window = Window.DATED,
    deadline: date | None = date(2026, 12, 1),
    amount: Amount | None = None,
    languages: tuple[str, ...] = ("en", "ru"),
    read_in: Iterable[Language] = (Language.EN,),
    summary: str = "For **local** work.",
    grade: str = "A",
) -> Funding:
    text = FundingText(
        status=STATUS,
        title=title,
        funder="Fund & Sons",
        summary=render(summary),
        who=render("Registered organisations"),
        window_note="Usually in autumn" if window in {Window.EXPECTED, Window.UNKNOWN} else None,
    )
    return Funding.model_validate(
        {
            **_item(slug),
            "url": URL,
            "countries": frozenset(countries),
            "themes": frozenset(themes),
            "window": window,
            "deadline": deadline if window is Window.DATED else None,
            "amount": amount,
            "application_languages": languages,
            "grade": grade,
            "texts": dict.fromkeys(read_in, text),
        },
    )


def longest_funding() -> Funding:
    """As much of everything as one item can have."""
    title, note = "W" * 120, "n" * 60
    text = FundingText(
        status=STATUS,
        title=title,
        funder="f" * 60,
        summary=render("s" * (LONGEST - 120 - 60 - 3 * 60 - 60)),
        who=render("w" * 60),
        amount_note=note,
        window_note=note,
        languages_note=note,
    )
    return Funding.model_validate(
        {
            **_item("a" * 40),
            "source_date": "2026-11-20",
            "url": URL,
            "countries": frozenset(Country),
            "themes": frozenset(Theme),
            "window": Window.DATED,
            "deadline": date(2026, 12, 1),
            "amount": Amount(minimum=100_000_000, maximum=200_000_000, currency="UZS"),
            "application_languages": tuple(Language),
            "registration_required": True,
            "individuals": False,
            "grade": "B",
            "texts": {Language.RU: text},
        },
    )


def course(
    slug: str = "first-steps",
    *,
    title: str = "First steps",
    languages: tuple[str, ...] = ("ru",),
    free: bool | None = True,
    read_in: Iterable[Language] = (Language.EN,),
) -> Course:
    text = CourseText(
        status=STATUS,
        title=title,
        provider="Academy & Co",
        summary=render("How to begin."),
        cost="Free of charge",
        accessibility="Subtitles",
        languages_note="Kazakh is planned",
    )
    return Course.model_validate(
        {**_item(slug), "url": URL, "languages": languages, "free": free, "texts": dict.fromkeys(read_in, text)},
    )


def achievement(country: Country | None = Country.KZ, *, read_in: Iterable[Language] = (Language.EN,)) -> Achievement:
    text = AchievementText(status=STATUS, title="What was done", summary=render("30 bodies and 411 CSOs."))
    slug = country.lower() if country else "regional"
    return Achievement.model_validate(
        {**_item(slug), "country": country, "facts": ("KZ1",), "texts": dict.fromkeys(read_in, text)},
    )


def page(slug: str = "programme", *, title: str = "The programme") -> Page:
    text = PageText(status=STATUS, title=title, body=render("What it was for."))
    return Page.model_validate({**_item(slug), "texts": {Language.RU: text}})


def notice(
    kind: NoticeKind,
    slug: str = "first-notice",
    *,
    title: str = "A notice",
    published: date = DAY,
    until: date | None = None,
    url: str | None = URL,
) -> Notice:
    text = NoticeText(status=STATUS, title=title, summary=render("Something *happened*."))
    return Notice.model_validate(
        {
            **_item(slug),
            "kind": kind,
            "published": published,
            "until": until,
            "countries": frozenset({Country.KG, Country.TJ}),
            "url": url,
            "texts": {Language.RU: text},
        },
    )


def answer(
    slug: str = "who-may-apply", *, topic: str = "grants", title: str = "Who may apply?", sourced: bool = True
) -> Answer:
    text = AnswerText(status=STATUS, title=title, body=render("Mostly registered organisations."))
    source = {} if sourced else {"source_url": None, "source_date": None}
    return Answer.model_validate(
        {**_item(slug), **source, "topic": topic, "order": 1, "legal": True, "texts": {Language.EN: text}},
    )


def _item(slug: str) -> dict[str, object]:
    return {"slug": slug, "source_url": URL, "source_date": "2020", "last_checked": DAY}
