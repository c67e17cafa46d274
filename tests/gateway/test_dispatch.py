"""Written answers: who awaits them, and when nobody does any more."""

from datetime import timedelta

import pytest

from bot.domain.member import Role
from bot.domain.places import Language
from bot.simulator.person import Person
from bot.store import announcements, expecting, staff
from bot.store import visits as stored
from bot.ui.staff_routes import NameStaff, WriteText
from tests.gateway.incoming import BORIS, Raw, message
from tests.gateway.rig import Rig, show_home, take_as_member
from tests.visits import NOW, join


async def await_name(rig: Rig) -> None:
    async with rig.db.write() as tx:
        packed = NameStaff(role=Role.EDITOR).pack()
        await expecting.expect(tx, rig.db.seal.seal(rig.owner), packed, NOW + timedelta(minutes=30))


async def awaited(rig: Rig, who: int) -> str | None:
    async with rig.db.read() as c:
        return (await stored.load(c, rig.db.seal.seal(who), rig.now)).expecting


async def named(rig: Rig) -> list[Role]:
    async with rig.db.read() as c:
        return [colleague.role for colleague in await staff.everyone(c)]


async def test_a_written_answer_goes_to_whoever_awaits_it(life: Rig, olga: Person) -> None:
    await join(life.db, olga.id)
    await await_name(life)
    await olga.say(str(BORIS))
    await olga.next_message()
    assert await named(life) == [Role.EDITOR]


@pytest.mark.parametrize("away", ["/menu", "/dance"])
async def test_who_commands_something_else_is_no_longer_awaited(life: Rig, olga: Person, away: str) -> None:
    await join(life.db, olga.id)
    await await_name(life)
    await olga.say(away)
    await olga.next_message()
    await olga.say(str(BORIS))
    assert (await olga.next_message()).text.startswith("I cannot answer written messages yet")
    assert await named(life) == []


async def test_who_presses_something_else_is_no_longer_awaited(life: Rig, olga: Person) -> None:
    await show_home(life, olga)
    await await_name(life)
    await olga.press("Help")
    await olga.settled()
    await olga.say(str(BORIS))
    await olga.next_message()
    assert await named(life) == []


async def test_an_awaited_answer_that_is_no_text_is_told_so(rig: Rig, olga: Person) -> None:
    await olga.start()
    await await_name(rig)
    await take_as_member(rig, message(1, olga.id, text=None, location={"latitude": 43.2, "longitude": 76.9}), olga.id)
    assert not olga.screen.text.startswith("I cannot answer written messages yet")
    assert await named(rig) == []


async def await_text(rig: Rig, who: int) -> int:
    """The new draft whose English text is awaited from this person."""
    author = rig.db.seal.seal(who)
    async with rig.db.write() as tx:
        draft = await announcements.create(tx, author, NOW)
        packed = WriteText(id=draft, language=Language.EN).pack()
        await expecting.expect(tx, author, packed, NOW + timedelta(minutes=30))
    return draft


async def english(rig: Rig, draft: int) -> str | None:
    async with rig.db.read() as c:
        found = await announcements.get(c, draft)
    assert found is not None
    return found.texts.get(Language.EN)


PHOTO: Raw = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}
LINK = {"type": "text_link", "offset": 0, "length": 4, "url": 'https://example.org/?q="a"&lt=2'}


@pytest.mark.parametrize(
    ("text", "more"),
    [("Read & write", {"entities": [LINK]}), (None, {"caption": "Read & write", "caption_entities": [LINK]} | PHOTO)],
    ids=["a text", "a caption"],
)
async def test_an_awaited_text_keeps_its_words_and_links(rig: Rig, olga: Person, text: str | None, more: Raw) -> None:
    await olga.start()
    draft = await await_text(rig, olga.id)
    await take_as_member(rig, message(1, olga.id, text=text, **more), olga.id)
    kept = '<a href="https://example.org/?q=&quot;a&quot;&amp;lt=2">Read</a> &amp; write'
    assert await english(rig, draft) == kept


async def test_a_word_of_somebody_dismissed_meanwhile_is_any_word(life: Rig, boris: Person) -> None:
    await join(life.db, boris.id)
    draft = await await_text(life, boris.id)
    await boris.say("Our news")
    assert (await boris.next_message()).text.startswith("I cannot answer written messages yet")
    assert await awaited(life, boris.id) is None
    assert await english(life, draft) is None


@pytest.mark.parametrize("link", ["bw_1_en", "tn_editor", "l_tn_editor"])
async def test_a_link_awaits_nothing_even_of_an_owner(life: Rig, olga: Person, link: str) -> None:
    await join(life.db, olga.id)
    await olga.start(link)
    assert (await olga.next_message()).text.startswith("Main menu")
    assert await awaited(life, olga.id) is None
