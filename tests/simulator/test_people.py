"""What people send through the control interface beyond words, and the crowd that only receives."""

from base64 import b64encode
from io import BytesIO

from PIL import Image

from bot.simulator.chats import Standing
from bot.simulator.client import Client
from bot.simulator.server import Simulator
from tests.simulator.remote import PERSON, Remote


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 3)).save(made, "PNG")
    return made.getvalue()


def sending(kind: str, content: bytes, **more: str) -> dict[str, str]:
    return {"kind": kind, "name": "a.png", "content": b64encode(content).decode(), **more}


async def test_a_photo_with_words_under_it(remote: Remote, bot: Client, sim: Simulator) -> None:
    await remote.post("/sim/people", PERSON)
    shown = await remote.post("/sim/people/1001/send", sending("photo", picture(), caption="Look"))
    assert (shown["text"], shown["by_bot"]) == ("Look", False)
    (update,) = (await bot.ask("getUpdates")).result
    (photo,) = update["message"]["photo"]
    assert (photo["width"], photo["height"], update["message"]["caption"]) == (4, 3, "Look")
    file = sim.world.files.get(photo["file_id"])
    assert file is not None
    assert file.body == picture()


async def test_a_document(remote: Remote, bot: Client) -> None:
    await remote.post("/sim/people", PERSON)
    await remote.post("/sim/people/1001/send", sending("document", b"x", content_type="text/plain"))
    (update,) = (await bot.ask("getUpdates")).result
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("a.png", "text/plain", 1)


async def test_what_is_no_picture_is_no_photo(remote: Remote) -> None:
    await remote.post("/sim/people", PERSON)
    status, answer = await remote.ask("POST", "/sim/people/1001/send", sending("photo", b"x"))
    assert (status, answer) == (409, {"error": "a.png is neither a PNG nor a JPEG picture."})
    assert (await remote.ask("POST", "/sim/people/1001/send", sending("document", b"")))[0] == 400


async def test_the_crowd_is_listed_last_until_somebody_plays_one_of_them(remote: Remote, sim: Simulator) -> None:
    sim.populate([1, 2], "kk", Standing.BLOCKED)
    await remote.post("/sim/people", PERSON)
    listed = await remote.list("people?limit=2")
    assert [(one["id"], one["crowd"], one["standing"]) for one in listed] == [
        (1001, False, "unseen"),
        (1, True, "blocked"),
    ]
    assert (await remote.post("/sim/people", {"id": 2, "first_name": "Zamira"}))["crowd"] is False
