"""An announcement from the first word to the recall: three languages, two people, a change of mind, a pause."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.places import Country, Language
from tests.stories.stage import Actor, Stage, make_stage
from tests.stories.test_staff_story import KAZAKH, RUSSIAN, draft, named_broadcaster, received

UZBEK = "Ertaga soat 15:00 da onlayn uchrashuv boʻladi."
TEXTS = {Language.KK: KAZAKH, Language.RU: RUSSIAN, Language.UZ: UZBEK}
READERS = (
    *[(Language.KK, Country.KZ)] * 6,
    *[(Language.UZ, Country.UZ)] * 6,
    *[(Language.RU, Country.KG)] * 6,
    *[(Language.TG, Country.TJ)] * 6,
)
ALONE = 10  # more than this many need a second person
SLOW = 20.0  # seconds an answer takes while the send is paused and resumed
LATER = timedelta(minutes=20)


@pytest.fixture
async def two_person_stage(tmp_path: Path, fresh_url: str) -> AsyncIterator[Stage]:
    """A bot for which two dozen readers are many."""
    opened = make_stage(fresh_url, tmp_path / "secret.key", ALONE)
    async with opened:
        yield opened
    assert opened.sim.violations == []


async def readers(stage: Stage) -> list[Actor]:
    joined = [stage.actor(6000 + number, f"Reader {number}", language) for number, (language, _) in enumerate(READERS)]
    for actor, (_, country) in zip(joined, READERS, strict=True):
        await actor.join(country)
    return joined


def copies(crowd: list[Actor]) -> list[int]:
    """How many of each one's messages are the announcement, in whatever language, and still there."""
    return [
        sum(text in message.text for text in TEXTS.values() for message in actor.person.messages if not message.deleted)
        for actor in crowd
    ]


async def sees(stage: Stage, actor: Actor, label: str) -> None:
    """Waits until somebody is shown a button, in a new message or in one that changes by itself."""
    await stage.until(lambda: any(actor.t.plain(label) in message.labels for message in actor.person.messages))


async def approved_by(stage: Stage, boris: Actor, olga: Actor) -> None:
    """Boris asks, Olga looks and approves, Boris opens what she approved."""
    await boris.press("Ask a colleague to approve")
    await sees(stage, olga, "Review")
    await olga.press("Review")
    for language in TEXTS:
        assert olga.t.language_label(language) in olga.screen.labels
    await olga.press("Approve")
    await sees(stage, boris, "Open it")
    await boris.press("Open it")


async def moment_in_twenty_minutes(stage: Stage, boris: Actor) -> None:
    await boris.press_first("UTC+5")
    moment = datetime.fromtimestamp(stage.sim.clock.now(), UTC) + LATER
    await boris.say(f"{moment.astimezone(ZoneInfo('Asia/Almaty')):%d.%m.%Y %H:%M}")


async def test_from_three_languages_to_the_recall(two_person_stage: Stage) -> None:
    stage = two_person_stage
    crowd = await readers(stage)
    boris, olga = await named_broadcaster(stage), stage.olga()

    await draft(boris, TEXTS)
    await boris.press("Choose when it goes out")
    await boris.press("Continue")
    assert boris.t.plain("Send") not in boris.screen.labels, "one alone may not"
    await approved_by(stage, boris, olga)
    await boris.press("Undo")
    assert boris.t.plain("Texts") in boris.screen.labels
    stage.sim.clock.advance(120)
    await boris.press("Choose when it goes out")
    assert not any(copies(crowd)), "what was taken back in time has not left"

    await moment_in_twenty_minutes(stage, boris)
    await boris.press("Continue")
    await approved_by(stage, boris, olga)
    stage.sim.faults.add("slow", "sendMessage", times=None, seconds=SLOW, after_effect=True)
    stage.sim.clock.advance(LATER.total_seconds() - 60)
    assert not any(copies(crowd))
    await sees(stage, boris, "Pause")
    await stage.until(lambda: sum(copies(crowd)) >= 4)
    await boris.press("Pause")
    assert sum(copies(crowd)) < len(crowd)
    await boris.press("Resume")
    stage.sim.faults.clear()
    await sees(stage, boris, "Report")
    assert copies(crowd) == [1] * len(crowd)
    assert [received(crowd[at], text) for at, text in ((0, KAZAKH), (6, UZBEK), (12, RUSSIAN), (18, RUSSIAN))] == [
        1
    ] * 4

    await boris.press("Report")
    assert boris.t.language_label(Language.KK) in boris.text
    await boris.press("Chart and table")
    media = [message.extra for message in boris.person.messages if message.extra]
    assert [kind for kind in ("photo", "document") if any(kind in extra for extra in media)] == ["photo", "document"]

    await boris.press("Back")
    await boris.press("Recall")
    await boris.press("Yes, recall it")
    await stage.until(lambda: not any(copies(crowd)))


async def test_an_edit_takes_the_approval_back(two_person_stage: Stage) -> None:
    stage = two_person_stage
    crowd = await readers(stage)
    boris, olga = await named_broadcaster(stage), stage.olga()
    await draft(boris, TEXTS)
    await boris.press("Choose when it goes out")
    await boris.press("Continue")
    await boris.press("Ask a colleague to approve")
    await sees(stage, olga, "Review")
    await olga.press("Review")
    await boris.press("Back to draft")
    await boris.press("Texts")
    await boris.press_first(boris.t.language_label(Language.KK))
    await boris.say(KAZAKH + "!")
    await olga.press("Approve")
    assert olga.toast
    stage.sim.clock.advance(300)
    await boris.press("Choose when it goes out")
    assert not any(copies(crowd))
