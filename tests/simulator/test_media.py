import io
import struct
import zlib

import aiohttp
import pytest

from bot.simulator.client import Client
from bot.simulator.files import DOWNLOAD_LIMIT, picture_sides
from bot.simulator.person import Person
from bot.simulator.server import Simulator


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def form(chat_id: int, field: str, name: str, body: bytes, **more: str) -> aiohttp.FormData:
    data = aiohttp.FormData({"chat_id": str(chat_id), **more})
    data.add_field(field, io.BytesIO(body), filename=name, content_type="application/octet-stream")
    return data


async def upload(bot: Client, method: str, data: aiohttp.FormData) -> dict[str, object]:
    async with bot.session.post(bot.base + method, data=data) as response:
        return dict(await response.json())


async def test_a_document_goes_up_and_comes_down(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 1.2 and 7.1.1: upload, send again by file_id, getFile, download."""
    data = form(aisulu.id, "document", "rules.pdf", b"%PDF", caption="<b>Rules</b>", parse_mode="HTML")
    await upload(bot, "sendDocument", data)
    shown = aisulu.screen
    assert shown.text == "Rules"
    assert shown.extra is not None
    document = shown.extra["document"]
    assert (document["file_name"], document["file_size"]) == ("rules.pdf", 4)
    again = await bot.ask("sendDocument", chat_id=aisulu.id, document=document["file_id"])
    assert again.result["document"] == document
    assert "caption" not in again.result
    file = (await bot.ask("getFile", file_id=document["file_id"])).result
    async with bot.session.get(f"{sim.address}/file/bot{sim.token}/{file['file_path']}") as response:
        assert (response.status, await response.read()) == (200, b"%PDF")
    async with bot.session.get(f"{sim.address}/file/bot{sim.token}/nothing") as response:
        assert response.status == 404
    assert "<document rules.pdf>" in sim.transcript(aisulu.id)
    assert sim.violations == []


async def test_a_file_attached_by_name(bot: Client, aisulu: Person) -> None:
    """telegram.md 7.1.1: attach://."""
    data = form(aisulu.id, "part", "a.txt", b"x", document="attach://part")
    assert (await upload(bot, "sendDocument", data))["ok"] is True


async def test_a_photo(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.2: photos have sides."""
    await upload(bot, "sendPhoto", form(aisulu.id, "photo", "a.png", png(640, 480), caption="x"))
    assert aisulu.screen.extra is not None
    (size,) = aisulu.screen.extra["photo"]
    assert (size["width"], size["height"]) == (640, 480)
    assert "_media" not in (await bot.ask("sendPhoto", chat_id=aisulu.id, photo=size["file_id"])).result


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (b"", "file must be non-empty"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            png(10, 10) + bytes(10 << 20),
            "file of size 10485793 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_photos_that_are_refused(
    bot: Client, aisulu: Person, sim: Simulator, body: bytes, description: str
) -> None:
    """telegram.md 1.2 and 2.2."""
    answer = await upload(bot, "sendPhoto", form(aisulu.id, "photo", "a.png", body))
    assert answer["description"] == f"Bad Request: {description}"
    sim.violations.clear()


@pytest.mark.parametrize(
    ("document", "description"),
    [
        ("nonsense", "wrong file identifier/HTTP URL specified"),
        ("https://example.org/a.pdf", "failed to get HTTP URL content"),
        ("", "there is no document in the request"),
    ],
)
async def test_documents_that_are_refused(bot: Client, aisulu: Person, document: str, description: str) -> None:
    """telegram.md 2.2."""
    reply = await bot.ask("sendDocument", chat_id=aisulu.id, document=document)
    assert reply.description == f"Bad Request: {description}"


async def test_a_caption_has_a_limit(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.1."""
    reply = await bot.ask("sendDocument", chat_id=aisulu.id, document="x", caption="x" * 1025)
    assert reply.description == "Bad Request: message caption is too long"


async def test_a_big_file_cannot_be_downloaded(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.2: 20 MB."""
    sent = aisulu.send_document("big.zip", bytes(DOWNLOAD_LIMIT + 1)).value
    assert sent.extra is not None
    reply = await bot.ask("getFile", file_id=sent.extra["document"]["file_id"])
    assert reply.description == "Bad Request: file is too big"


async def test_text_of_a_document_cannot_be_edited(bot: Client, aisulu: Person) -> None:
    """telegram.md 1.4."""
    await upload(bot, "sendDocument", form(aisulu.id, "document", "a.txt", b"x", caption="x"))
    where = {"chat_id": aisulu.id, "message_id": aisulu.screen.message_id}
    reply = await bot.ask("editMessageText", **where, text="y")
    assert reply.description == "Bad Request: there is no text in the message to edit"


def test_sides_of_a_jpeg() -> None:
    frame = b"\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 480, 640)
    assert picture_sides(b"\xff\xd8" + frame + bytes(20)) == (640, 480)
    assert picture_sides(b"GIF89a") is None
