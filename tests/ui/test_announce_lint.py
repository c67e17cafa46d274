"""What is found wrong with an announcement, and how it is told."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.announcement import LinkButton, Media, MediaKind
from bot.domain.approval import Need
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.ui import announce_approval
from bot.ui.announce_lint import Checked, Finding, Level, blocks, check_lines, checked
from tests.ui.samples_approval import CROWDED
from tests.ui.samples_compose import FAULTY
from tests.ui.samples_staff import DRAFT, NOW
from tests.ui.strict_html import length, parse
from tests.visits import translator

EN = translator("en")
TODAY = date(2026, 11, 23)
SOUND = replace(
    DRAFT,
    texts={Language.RU: "Заявки: https://example.org до 24.11.2026", Language.KK: "Өтінім: https://example.org/kk"},
    buttons={
        Language.RU: (LinkButton("Подать", "https://t.me/example"),),
        Language.KK: (LinkButton("Беру", "https://t.me/example"),),
    },
)
PHOTO = Media(MediaKind.PHOTO, "f")
ONCE = Timing(datetime(2026, 12, 20, 10, 0), "Asia/Almaty")


def found(html: str, media: Media | None = None, *buttons: LinkButton) -> Checked:
    under = {Language.RU: buttons} if buttons else {}
    return checked(EN, replace(DRAFT, texts={Language.RU: html}, media=media, buttons=under), TODAY)


def test_a_sound_announcement_only_tells_its_domains() -> None:
    sound = checked(EN, SOUND, TODAY)

    assert sound == Checked((), ("example.org", "t.me"))
    assert not blocks(sound)
    assert check_lines(EN, sound) == "Links lead to: example.org, t.me"


def test_without_links_there_is_nothing_to_say() -> None:
    assert check_lines(EN, found("Добрый день")) == ""


@pytest.mark.parametrize(
    ("html", "media", "words"),
    [
        ("<b> \u200b</b>", None, "Nothing can be seen"),
        ("ж" * 4097, None, "4,097 characters"),
        ("<b>" + "&lt;" * 1025 + "</b>", PHOTO, "with a photo or file there is room for 1,024"),
        ("<i>" * 9000 + "x" + "</i>" * 9000, None, "too much formatting"),
        ("<b>x", None, "formatting is broken"),
        ("<b><i>x</b></i>", None, "formatting is broken"),
        ("a & b", None, "formatting is broken"),
        ("1 < 2", None, "formatting is broken"),
        ("<h1>x</h1>", None, "formatting is broken"),
        ("see http://example.org", None, "have to begin with https://"),
        ("see t.me/proxy?server=1", None, "proxy settings"),
        ('<a href="https://bit.ly/1">x</a>', None, "shortened"),
        ('<a href="https://evil.example">un.org</a>', None, "A link says un.org, but it leads to evil.example."),
        ("Dear {name}", None, "A placeholder was left in: {name}"),
    ],
)
def test_what_blocks(html: str, media: Media | None, words: str) -> None:
    result = found(html, media)

    assert blocks(result)
    first = result.findings[0]
    assert (first.level, first.language) == (Level.BLOCKS, Language.RU)
    assert any(words in finding.words for finding in result.findings if finding.level is Level.BLOCKS)


@pytest.mark.parametrize("html", ["<b>x</b> {{", "a &amp; b } c", "ж" * 4096, '<a href="https://a.org/?b&amp;c">x</a>'])
def test_what_telegram_takes_does_not_block(html: str) -> None:
    assert not blocks(found(html))


def test_a_caption_has_room_for_1024_characters() -> None:
    assert not blocks(found("ж" * 1024, PHOTO))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Кто???", "Is this a leftover placeholder? ???"),
        ("XXX халықаралық конференция", "Is this a leftover placeholder? XXX"),
        ("до 22.11.2026", "This day has passed: November 22, 2026"),
    ],
)
def test_what_only_warns(html: str, words: str) -> None:
    result = found(html)

    assert [(one.level, one.words) for one in result.findings] == [(Level.WARNS, words)]
    assert not blocks(result)


@pytest.mark.parametrize(
    ("buttons", "words"),
    [
        ((LinkButton("Go", "http://example.org"),), "have to begin with https://"),
        ((LinkButton("un.org", "https://evil.example"),), "A link says un.org, but it leads to evil.example."),
        ((LinkButton("Go {where}", "https://example.org"),), "A placeholder was left in: {where}"),
        ((LinkButton(" \u200b", "https://example.org"),), "1 to 40 characters"),
        ((LinkButton("ж" * 41, "https://example.org"),), "1 to 40 characters"),
        ((LinkButton("Go", "https://example.org"),) * 4, "more than 3 buttons"),
    ],
)
def test_buttons_are_looked_at_too(buttons: tuple[LinkButton, ...], words: str) -> None:
    result = found("Добрый день", None, *buttons)

    assert blocks(result)
    assert words in result.findings[0].words


def test_languages_that_differ_in_links_or_buttons_are_told() -> None:
    lacking = replace(
        SOUND, texts={**SOUND.texts, Language.KK: "Өтінім"}, buttons={Language.RU: SOUND.buttons[Language.RU]}
    )

    result = checked(EN, lacking, TODAY)

    assert [(one.level, one.language, one.words) for one in result.findings] == [
        (Level.WARNS, None, "The texts differ in the number of links: Russian 1, Kazakh 0"),
        (Level.WARNS, None, "The texts differ in the number of buttons: Russian 1, Kazakh 0"),
    ]


@pytest.mark.parametrize(
    ("timing", "day", "words"),
    [
        (None, "23.11.2026", None),
        (ONCE, "19.12.2026", "This day will have passed when it goes out: December 19, 2026"),
        (ONCE, "22.11.2026", "This day has passed: November 22, 2026"),
        (ONCE, "20.12.2026", None),
        (replace(ONCE, repeat=Repeat("daily")), "20.12.2026", "It is still repeated after this day: December 20, 2026"),
        (replace(ONCE, repeat=Repeat("weekly", times=2)), "26.12.2026", "It is still repeated after this day"),
        (replace(ONCE, repeat=Repeat("weekly", times=2)), "27.12.2026", None),
        (replace(ONCE, repeat=Repeat("weekly", until=date(2027, 1, 1))), "27.12.2026", None),
        (replace(ONCE, repeat=Repeat("weekly")), "19.12.2026", "will have passed when it goes out"),
        (replace(ONCE, repeat=Repeat("*/5 * * * *")), "31.12.9999", None),
    ],
)
def test_a_day_is_compared_with_when_it_goes_out(timing: Timing | None, day: str, words: str | None) -> None:
    one = replace(DRAFT, texts={Language.RU: f"Заявки до {day}"}, timing=timing)

    result = checked(EN, one, TODAY)

    assert [found.level for found in result.findings] == ([Level.WARNS] if words else [])
    assert (words or "") in "".join(found.words for found in result.findings)


def test_what_blocks_is_told_first_and_names_its_language() -> None:
    both = replace(DRAFT, texts={Language.RU: "Кто???", Language.KK: "Dear {name}"})

    told = check_lines(EN, checked(EN, both, TODAY)).splitlines()

    assert told == ["⛔ Kazakh: A placeholder was left in: {name}", "⚠️ Russian: Is this a leftover placeholder? ???"]


def test_what_is_wrong_alike_in_several_languages_is_told_once() -> None:
    both = replace(DRAFT, texts={Language.RU: "Кто???", Language.EN: "Who?", Language.KK: "Кім???"})

    told = check_lines(EN, checked(EN, both, TODAY))

    assert told == "⚠️ Russian, Kazakh: Is this a leftover placeholder? ???"


def test_markup_in_a_finding_stays_text() -> None:
    one = Checked((Finding(Level.WARNS, None, "Is this a leftover placeholder? <b>"),), ("<i>.example",))

    assert parse(check_lines(EN, one)) == "⚠️ Is this a leftover placeholder? <b>\nLinks lead to: <i>.example"


def test_every_domain_and_finding_that_has_room_is_told() -> None:
    hosts = [f"site-number-{n}.example" for n in range(24)]
    findings = tuple(Finding(Level.WARNS, None, f"The finding {n} is told.") for n in range(24))

    told = check_lines(EN, Checked(findings, tuple(hosts)))

    assert told.splitlines() == [*(f"⚠️ {one.words}" for one in findings), f"Links lead to: {', '.join(hosts)}"]


def test_what_has_no_room_is_counted() -> None:
    hosts = tuple(f"site-number-{n}.example" for n in range(100))
    findings = tuple(Finding(Level.WARNS, None, f"The finding {n} is told.") for n in range(100))

    told = check_lines(EN, Checked(findings, hosts)).splitlines()

    assert told[-2] == f"…and {100 - len(told[:-2])} more."
    assert told[-1].endswith(f", and {100 - told[-1].count('.example')} more sites")
    assert len(told) > 20
    assert told[-1].count(".example") > 30


@pytest.mark.parametrize("language", Language)
def test_the_longest_screen_with_all_that_can_be_wrong_is_one_message(language: Language) -> None:
    everybody = dict.fromkeys(Language, 1_000_000)
    worst = replace(CROWDED, texts=FAULTY.texts)

    shown = announce_approval.review(translator(language), worst, everybody, Need.MANY, None, NOW)

    assert length(parse(shown.text)) <= 4096


def test_of_a_long_domain_the_end_is_told() -> None:
    told = check_lines(EN, Checked((), ("good.example." + "a" * 60 + ".bad.example",)))

    assert "good" not in told
    assert told.endswith("a.bad.example")
