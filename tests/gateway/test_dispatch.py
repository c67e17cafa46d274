"""Written answers: who awaits them, and when nobody does any more."""

from datetime import timedelta

import pytest

from bot.domain.announcement import Media, MediaKind
from bot.domain.member import Role
from bot.domain.places import Language
from bot.simulator.person import Person
from bot.store import announcements, expecting, staff
from bot.store import visits as stored
from bot.store.database import Database
from bot.ui.staff_routes import NameStaff, WriteText
from tests.faults import read_only
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
    await olga.press("Yes, make an editor")
    await olga.settled()
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


async def test_a_photo_goes_with_the_text_under_it(rig: Rig, olga: Person) -> None:
    await olga.start()
    draft = await await_text(rig, olga.id)
    await take_as_member(rig, message(1, olga.id, text=None, caption="Our news", **PHOTO), olga.id)
    assert "The photo is saved." in olga.screen.text
    async with rig.db.read() as c:
        found = await announcements.get(c, draft)
    assert found is not None
    assert found.media == Media(MediaKind.PHOTO, "f")
    assert found.texts == {Language.EN: "Our news"}


async def test_a_document_is_sent_in_and_seen_in_the_preview(life: Rig, olga: Person) -> None:
    await show_home(life, olga)
    await await_text(life, olga.id)
    await olga.say("Our form")
    await olga.next_message()
    await olga.press("Photo or file")
    await olga.settled()
    await olga.send_document("form.pdf", b"%PDF-1.7")
    assert "The file is saved." in (await olga.next_message()).text
    await olga.press("Preview")
    await olga.settled()
    assert olga.screen.text == "Our form"
    assert "document" in (olga.screen.extra or {})
    await olga.press("Back")
    assert (await olga.next_message()).text.startswith("Announcement")


async def test_of_an_album_one_picture_goes_out_and_is_told_once(rig: Rig, olga: Person) -> None:
    await olga.start()
    draft = await await_text(rig, olga.id)
    for number, name in enumerate(("first", "second"), start=1):
        photo = {"photo": [{"file_id": name, "file_unique_id": name, "width": 1, "height": 1}], "media_group_id": "7"}
        caption = {"caption": "Our news"} if name == "first" else {}
        await take_as_member(rig, message(number, olga.id, text=None, **photo, **caption), olga.id)
    async with rig.db.read() as c:
        found = await announcements.get(c, draft)
    assert found is not None
    assert found.media == Media(MediaKind.PHOTO, "first")
    assert len(olga.messages) == 1
    assert "Only the first one you sent will go out." in olga.screen.text


async def test_a_video_is_refused_with_a_word_and_the_text_still_awaited(rig: Rig, olga: Person) -> None:
    await olga.start()
    draft = await await_text(rig, olga.id)
    video = {"video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}}
    await take_as_member(rig, message(1, olga.id, text=None, caption="Our news", **video), olga.id)
    assert "An announcement can carry a photo or a file only" in olga.screen.text
    assert await english(rig, draft) is None
    assert await awaited(rig, olga.id) == WriteText(id=draft, language=Language.EN).pack()


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


async def test_a_place_is_shown_also_when_what_was_awaited_cannot_be_cleared(
    life: Rig, olga: Person, sqlite_db: Database
) -> None:
    await show_home(life, olga)
    await await_name(life)
    async with read_only(sqlite_db):
        await olga.press("Help")
        await olga.settled()
        assert olga.screen.text.startswith("Help")
    assert await awaited(life, olga.id) is not None
