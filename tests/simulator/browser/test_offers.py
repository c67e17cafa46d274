"""What the bot offers to press and to take: links, files, commands, inline results, suggested answers."""

import struct
import zlib
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import FilePayload, expect

from bot.simulator.client import Client
from bot.simulator.server import Simulator
from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

AISULU = 1001


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\x1c\x65\x5e" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def send_file(bot: Client, method: str, kind: str, name: str, body: bytes, caption: str) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("chat_id", str(AISULU))
    form.add_field("caption", caption)
    form.add_field(kind, body, filename=name, content_type="text/html")
    async with bot.session.post(bot.base + method, data=form) as response:
        assert response.status == 200


async def started(sim: Simulator, screen: Screen) -> None:
    """Aisulu has started the bot, and her chat is open."""
    sim.person(AISULU, "Aisulu", "kk").start()
    sim.world.updates.clear()
    await screen.open()


async def newest_text(bot: Client) -> str:
    return str((await bot.ask("getUpdates")).result[-1]["message"]["text"])


async def test_a_link_button_opens_a_new_tab_and_says_where_it_leads(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    await started(sim, screen)
    button = {"text": "Apply", "url": "https://www.example.org/apply"}
    await bot.ask("sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard(button))
    link = screen.newest("Aisulu").get_by_role("link", name="Apply")
    await expect(link).to_contain_text("example.org")
    await expect(link).to_have_attribute("href", "https://www.example.org/apply")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_copy_button_copies(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = {"text": "Phone", "copy_text": {"text": "+7 727 000 00 00"}}
    await bot.ask("sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard(button))
    await screen.button("Aisulu", "Phone").click()
    await expect(screen.chat("Aisulu").get_by_role("status")).to_have_text("Copied")
    assert await screen.page.evaluate("navigator.clipboard.readText()") == "+7 727 000 00 00"


async def test_button_styles_look_different(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    styles = ("danger", "success", "primary")
    buttons = [{"text": style, "callback_data": style, "style": style} for style in styles]
    await bot.ask("sendMessage", chat_id=AISULU, text="x", reply_markup=keyboard(*buttons))
    await expect(screen.newest("Aisulu").locator(".key")).to_have_count(3)
    colours = (
        await screen.newest("Aisulu")
        .locator(".key")
        .evaluate_all("keys => keys.map((key) => getComputedStyle(key).backgroundColor)")
    )
    assert len(set(colours)) == len(styles)


async def test_a_document_is_saved_and_never_runs(screen: Screen, sim: Simulator, bot: Client, tmp_path: Path) -> None:
    await started(sim, screen)
    await send_file(bot, "sendDocument", "document", "отчёт.html", b"<script>alert(1)</script>", "The report")
    link = screen.newest("Aisulu").get_by_role("link", name="отчёт.html")
    await expect(screen.newest("Aisulu")).to_contain_text("The report")
    async with screen.page.expect_download() as started_download:
        await link.click()
    download = await started_download.value
    await download.save_as(tmp_path / "saved")
    assert download.suggested_filename == "отчёт.html"
    assert (tmp_path / "saved").read_bytes() == b"<script>alert(1)</script>"


async def test_a_photo_is_seen(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await send_file(bot, "sendPhoto", "photo", "a.png", picture(40, 30), "A picture")
    photo = screen.newest("Aisulu").get_by_role("img")
    await expect(photo).to_be_visible()
    await expect(photo).to_have_js_property("naturalWidth", 40)


async def test_a_start_link_in_a_message_starts_the_bot(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("sendMessage", chat_id=AISULU, text="See https://t.me/local_bot?start=grants")
    await screen.newest("Aisulu").get_by_role("button", name="t.me/local_bot").click()
    await expect(screen.newest("Aisulu")).to_contain_text("/start grants")
    assert await newest_text(bot) == "/start grants"


async def test_a_start_link_can_be_typed(screen: Screen, sim: Simulator, bot: Client) -> None:
    await screen.open("5005")
    await screen.menu("Alex", "Open a start link…")
    field = screen.page.get_by_role("textbox", name="Link or start parameter")
    await expect(field).to_be_focused()
    await field.fill("t.me/local_bot?start=course-7")
    await field.press("Enter")
    await expect(screen.newest("Alex")).to_contain_text("/start course-7")
    assert await newest_text(bot) == "/start course-7"


async def test_the_command_menu_is_in_the_language_of_the_phone(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("setMyCommands", commands=[{"command": "help", "description": "What it can do"}])
    kazakh = [{"command": "help", "description": "Көмек"}, {"command": "menu", "description": "Мәзір"}]
    await bot.ask("setMyCommands", commands=kazakh, language_code="kk")
    await screen.button("Aisulu", "Commands").click()
    offers = screen.chat("Aisulu").get_by_role("group", name="Commands")
    await expect(offers.get_by_role("button")).to_have_text(["/helpКөмек", "/menuМәзір"])
    await expect(offers.get_by_role("button").first).to_be_focused()
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("Enter")
    await expect(screen.newest("Aisulu")).to_contain_text("/menu")
    assert await newest_text(bot) == "/menu"


async def test_commands_are_offered_while_typing_and_escape_hides_them(
    screen: Screen, sim: Simulator, bot: Client
) -> None:
    await started(sim, screen)
    commands = [{"command": name, "description": name} for name in ("help", "menu")]
    await bot.ask("setMyCommands", commands=commands)
    await screen.box("Aisulu").fill("/me")
    offers = screen.chat("Aisulu").get_by_role("group", name="Commands")
    await expect(offers.get_by_role("button")).to_have_text(["/menumenu"])
    await screen.box("Aisulu").press("Escape")
    await expect(offers).to_have_count(0)
    await expect(screen.box("Aisulu")).to_have_value("/me")


async def test_an_inline_result_is_chosen(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await screen.box("Aisulu").fill("@local_bot grants")
    query = None
    while query is None:
        updates = (await bot.ask("getUpdates", timeout=5)).result
        query = updates[-1].get("inline_query") if updates else None
    assert query["query"] == "grants"
    content = {"message_text": "<b>Rufford</b> Foundation", "parse_mode": "HTML"}
    results = [{"type": "article", "id": "1", "title": "Rufford", "input_message_content": content}]
    await bot.ask("answerInlineQuery", inline_query_id=query["id"], results=results)
    await screen.button("Aisulu", "Rufford").click()
    await expect(screen.newest("Aisulu").locator("strong")).to_have_text("Rufford")
    await expect(screen.newest("Aisulu")).to_contain_text("via @local_bot")
    await expect(screen.box("Aisulu")).to_have_value("")


async def test_suggested_answers_replace_typing(screen: Screen, sim: Simulator, bot: Client) -> None:
    await started(sim, screen)
    await bot.ask("sendMessage", chat_id=AISULU, text="Read this first.\n" * 60)
    await bot.ask(
        "sendMessage", chat_id=AISULU, text="Sure?", reply_markup={"keyboard": [[{"text": "Yes"}, {"text": "No"}]]}
    )
    await expect(screen.newest("Aisulu")).to_contain_text("Sure?")
    await expect(screen.newest("Aisulu")).to_be_in_viewport(ratio=1)
    await screen.button("Aisulu", "Yes").click()
    await expect(screen.newest("Aisulu")).to_contain_text("Yes")
    assert await newest_text(bot) == "Yes"
    await bot.ask("sendMessage", chat_id=AISULU, text="Good", reply_markup={"remove_keyboard": True})
    await expect(screen.chat("Aisulu").get_by_role("group", name="Suggested answers")).to_have_count(0)


async def test_a_photo_is_sent_with_words_and_a_file_without(screen: Screen, sim: Simulator, bot: Client) -> None:
    sim.person(AISULU, "Aisulu").start()
    sim.world.updates.clear()
    await screen.open()
    await screen.box("Aisulu").fill("Look at this")
    shown: FilePayload = {"name": "a.png", "mimeType": "image/png", "buffer": picture(20, 10)}
    async with screen.page.expect_file_chooser() as chooser:
        await screen.button("Aisulu", "Send a photo or file").click()
    await (await chooser.value).set_files(shown)
    await expect(screen.newest("Aisulu").locator("img")).to_be_visible()
    await expect(screen.newest("Aisulu")).to_contain_text("Look at this")
    await expect(screen.box("Aisulu")).to_have_value("")
    async with screen.page.expect_file_chooser() as chooser:
        await screen.button("Aisulu", "Send a photo or file").click()
    await (await chooser.value).set_files({"name": "b.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    await expect(screen.newest("Aisulu")).to_contain_text("b.csv")
    photo, document = (update["message"] for update in (await bot.ask("getUpdates")).result)
    assert (photo["photo"][0]["width"], photo["caption"]) == (20, "Look at this")
    assert document["document"]["mime_type"] == "text/csv"
