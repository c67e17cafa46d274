"""The gate of languages."""

from dataclasses import replace

from bot.domain.announcement import Audience
from bot.domain.places import Language
from bot.ui.announce_gate import gate
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Choice, ChooseText
from bot.ui.staff_routes import AnnouncementTexts, AnnouncementWhen, WriteText
from tests.ui.samples_compose import DECIDED
from tests.ui.samples_staff import COUNTS, DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


def row_of(screen: Screen, language: Language) -> list[tuple[str, Route | Action]]:
    write = WriteText(id=12, language=language)
    rows = [[(one.label, one.to) for one in row if isinstance(one, Press)] for row in screen.rows]
    return next(row for row in rows if row[0][1] == write)


def test_each_language_without_a_text_says_what_its_readers_get() -> None:
    one = replace(WRITTEN, borrowing=frozenset({Language.UZ}), skipped=frozenset({Language.TG}))

    text = gate(EN, one, {**COUNTS, Language.UZ: 7, Language.TG: 312}).text

    assert "Uzbek: 7 readers, will get: Russian" in text
    assert "Tajik: 312 readers, no text, will get nothing" in text
    assert "Turkmen: fewer than 5 readers, no text, not decided yet" in text
    assert "Russian: 1,204" not in text


def test_each_language_without_a_text_offers_the_three_ways() -> None:
    one = replace(WRITTEN, skipped=frozenset({Language.UZ}))

    assert row_of(gate(EN, one, COUNTS), Language.UZ) == [
        ("✍️ Uzbek", WriteText(id=12, language=Language.UZ)),
        ("Russian", ChooseText(id=12, choice=Choice.ANOTHER, language=Language.UZ)),
        ("✓ Nothing", ChooseText(id=12, choice=Choice.NOTHING, language=Language.UZ)),
    ]


def test_all_that_are_undecided_are_decided_with_one_press() -> None:
    everyone = ChooseText(id=12, choice=Choice.ANOTHER)

    assert targets(gate(EN, WRITTEN, COUNTS))[0] == everyone
    almost = replace(DECIDED, skipped=frozenset())
    assert everyone not in targets(gate(EN, almost, COUNTS)), "one that is left has its own buttons"


def test_nothing_goes_on_before_every_language_is_decided() -> None:
    assert AnnouncementWhen(id=12) not in targets(gate(EN, WRITTEN, COUNTS))

    decided = gate(EN, DECIDED, COUNTS)

    assert AnnouncementWhen(id=12) in targets(decided)
    assert "Every language has been decided." in decided.text


def test_only_the_languages_of_the_audience_are_asked_about() -> None:
    narrowed = replace(WRITTEN, audience=Audience(languages=frozenset({Language.RU, Language.UZ})))

    asked = [to.language for to in targets(gate(EN, narrowed, COUNTS)) if isinstance(to, WriteText)]

    assert asked == [Language.UZ]


def test_without_any_text_there_is_nothing_to_choose() -> None:
    screen = gate(EN, DRAFT, COUNTS)

    assert targets(screen)[0] == AnnouncementTexts(id=12)
    assert not [to for to in targets(screen) if isinstance(to, ChooseText)]
