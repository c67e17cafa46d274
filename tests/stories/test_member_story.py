"""A member's story, once in each of the eight languages: everything through the menus, pressed by label."""

import re
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.domain.places import OWN_NAMES, Country, Language
from bot.ui.help import COMMANDS
from tests.stories.stage import Actor, Stage

HOME = [
    "Funding opportunities",
    "Courses",
    "Country achievements",
    "News",
    "Jobs",
    "Success stories",
    "Questions and answers",
    "My alerts",
    "Settings",
    "Help",
]


def digits(text: str) -> str:
    """The text without what groups digits, so that a number reads the same in every language."""
    return re.sub(r"(?<=\d)[\s.,  ](?=\d{3})", "", text)


@pytest.mark.parametrize("language", list(Language))
async def test_a_member_finds_everything(stage: Stage, language: Language) -> None:
    aisulu = stage.aisulu(language)
    await aisulu.join(Country.KZ)
    for label in HOME:
        assert aisulu.t.plain(label) in aisulu.screen.labels
    await _browse_funding(aisulu)
    await _browse_courses(aisulu)
    await _browse_achievements(aisulu)
    await _browse_answers(aisulu)
    await _find_nothing_yet(aisulu)
    await _choose_alerts(aisulu)
    await _look_at_the_data_and_delete_it(aisulu)


async def _browse_funding(aisulu: Actor) -> None:
    await aisulu.press("Funding opportunities")
    first = aisulu.screen.labels[0]
    assert first.startswith("1. ")
    await aisulu.press_label(first)
    assert "democracyendowment.eu" in aisulu.text
    assert aisulu.screen.buttons[0][0].url
    await aisulu.press("Back")
    assert aisulu.screen.labels[0] == first
    await aisulu.press("Next")
    assert aisulu.screen.labels[0].startswith("7. ")
    await aisulu.press("By country")
    await aisulu.press_label(aisulu.t.country(Country.UZ))
    assert aisulu.t.country(Country.UZ) in aisulu.text
    await aisulu.press("By topic")
    await aisulu.press("Environment")
    assert "Rufford" in aisulu.text or "Раффорд" in aisulu.text
    await aisulu.press("Main menu")


async def _browse_courses(aisulu: Actor) -> None:
    await aisulu.press("Courses")
    await aisulu.press_first("1. ")
    assert any(button.url for row in aisulu.screen.buttons for button in row)
    await aisulu.press("Back")
    await aisulu.press("Main menu")


async def _browse_achievements(aisulu: Actor) -> None:
    await aisulu.press("Country achievements")
    for country, figures in {
        Country.KZ: ("30", "411", "19198"),
        Country.KG: ("138", "168", "87952"),
        Country.TJ: ("46", "57", "2600"),
        Country.UZ: ("59", "50", "3298"),
        Country.AZ: (),
        Country.TM: (),
    }.items():
        await aisulu.press_first(aisulu.t.country(country))
        for figure in figures:
            assert figure in digits(aisulu.text)
        await aisulu.press("Back")
    await aisulu.press_label(aisulu.screen.labels[0])
    for figure in ("1928", "189", "583323", "717754", "1568", "937237"):
        assert figure in digits(aisulu.text)
    await aisulu.press("Main menu")


async def _browse_answers(aisulu: Actor) -> None:
    await aisulu.press("Questions and answers")
    await aisulu.press_label(aisulu.screen.labels[0])
    await aisulu.press_label(aisulu.screen.labels[0])
    assert len(aisulu.text) > 100
    await aisulu.press("Main menu")


async def _find_nothing_yet(aisulu: Actor) -> None:
    await aisulu.press("News")
    before = aisulu.text
    await aisulu.press_label(aisulu.screen.labels[0])  # the offered alert
    assert aisulu.text != before
    await aisulu.press("Main menu")


async def _choose_alerts(aisulu: Actor) -> None:
    await aisulu.press("My alerts")
    without = aisulu.text
    await aisulu.press("Grants")
    assert aisulu.text != without
    assert any(label.startswith("✓") and aisulu.t.plain("Grants") in label for label in aisulu.screen.labels)
    assert aisulu.t.country(Country.KZ) in aisulu.text, "the first alerts are for the own country"
    await aisulu.press("Widen to all countries")
    assert aisulu.t.country(Country.KZ) not in aisulu.text
    await aisulu.press("Back")
    await _choose_how_and_when(aisulu)
    unpaused = aisulu.text
    await aisulu.press("Pause everything")
    await aisulu.press("A week")
    assert aisulu.text != unpaused
    await aisulu.press("Resume")
    assert aisulu.text == unpaused


async def _choose_how_and_when(aisulu: Actor) -> None:
    await aisulu.press("How often")
    await aisulu.press_first(aisulu.t.plain("Grants"))
    assert aisulu.t.plain("{kind}: daily", kind=aisulu.t.plain("Grants")) in aisulu.screen.labels
    await aisulu.press("Back")
    await aisulu.press("Quiet hours")
    await aisulu.press("Change quiet hours")
    await aisulu.press_label("22:00")
    await aisulu.press_label("08:00")
    assert "22:00" in aisulu.text
    assert "08:00" in aisulu.text
    await aisulu.press("Back")
    await aisulu.press("Deadline reminders")
    await aisulu.press_label(f"✓ {aisulu.t.plain_plural('{n} day before', '{n} days before', 14)}")
    assert "14," not in aisulu.text
    await aisulu.press("Back")


async def _look_at_the_data_and_delete_it(aisulu: Actor) -> None:
    await aisulu.say("/settings")
    await aisulu.press("What the bot knows about me")
    assert str(aisulu.person.id) in aisulu.text
    await aisulu.press("Delete my data")
    await aisulu.press("Yes, delete everything")
    goodbye = aisulu.text
    await aisulu.say("/menu")
    assert aisulu.text != goodbye
    assert OWN_NAMES[aisulu.language] in aisulu.screen.labels


@pytest.mark.parametrize("language", [Language.KY, Language.EN])
async def test_a_link_opens_its_place_for_a_newcomer_and_for_a_member(stage: Stage, language: Language) -> None:
    aisulu = stage.aisulu(language)
    await aisulu.start("fi_rufford-foundation")
    await aisulu.press_label(OWN_NAMES[language])
    await aisulu.press("Skip")
    assert "rufford" in aisulu.text.lower()
    await aisulu.start("ai_kz")
    assert "411" in aisulu.text


@pytest.mark.parametrize("language", [Language.TK, Language.EN])
async def test_a_newcomer_is_offered_alerts_and_then_comes_to_the_linked_place(
    stage: Stage, language: Language
) -> None:
    for number, answer in enumerate(("Yes, turn on", "Not now", "Choose myself")):
        newcomer = stage.actor(7100 + number, "Newcomer", language)
        await newcomer.start("fi_rufford-foundation")
        await newcomer.press_label(OWN_NAMES[language])
        await newcomer.press_label(newcomer.t.country(Country.UZ))
        assert newcomer.t.country(Country.UZ) in newcomer.text
        await newcomer.press(answer)
        if answer == "Choose myself":
            await newcomer.press("Grants")
            await newcomer.press("Topics: all")
            await newcomer.press("Environment")
            await newcomer.press("Back")
            await newcomer.press("Continue")
        assert "rufford" in newcomer.text.lower()
        await newcomer.say("/alerts")
        wants_grants = f"✓ {newcomer.t.plain('Grants')}" in newcomer.screen.labels
        assert wants_grants is (answer != "Not now")


async def test_the_end_of_a_pause_is_typed(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.EN)
    await aisulu.join(Country.TJ)
    await aisulu.say("/alerts")
    await aisulu.press("Pause everything")
    await aisulu.press("Until a date")
    await aisulu.say("some day")
    assert "This is not a date." in aisulu.text
    await aisulu.say("1.1.2020")
    assert "This day has passed." in aisulu.text
    last = stage.sim.clock.now() + 30 * 24 * 3600
    day = datetime.fromtimestamp(last, UTC).date()
    await aisulu.say(f"{day:%d.%m.%Y}")
    assert f"Everything is paused up to and including {aisulu.t.date(day)}" in aisulu.text


async def test_every_command_answers_and_free_text_gets_a_hint(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.EN)
    await aisulu.join()
    for command in ("menu", "language", "alerts", "settings", "help", "privacy", "stop", "start"):
        before = len(aisulu.person.messages)
        await aisulu.say(f"/{command}")
        assert len(aisulu.person.messages) == before + 1
    for words in ("grants for youth?", "/nonsense", "👋"):
        before = len(aisulu.person.messages)
        await aisulu.say(words)
        assert len(aisulu.person.messages) == before + 1
        assert aisulu.t.plain("Funding opportunities") in aisulu.screen.labels


async def test_the_command_menu_speaks_the_language_of_the_phone(stage: Stage) -> None:
    for number, language in enumerate(Language):
        aisulu = stage.actor(7000 + number, "Aisulu", language)
        await stage.until(partial(_has_commands, aisulu))
        shown = {one["command"]: one["description"] for one in aisulu.person.commands}
        assert shown == {command: aisulu.t.plain(about) for command, about in COMMANDS.items()}


def _has_commands(actor: Actor) -> bool:
    """Whether the menu of this language, and not only the one for everybody, is there."""
    described = {one["command"]: one["description"] for one in actor.person.commands}
    return described.get("help") == actor.t.plain(COMMANDS["help"])
