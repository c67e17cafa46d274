"""The staff's story as a visitor of the demo clicks through it: written by Boris, approved by Olga, read by Aisulu."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import expect

from tests.simulator.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

SENT_WITHIN = 20_000  # milliseconds
TEXTS = {
    "Russian": "Завтра в 15:00 онлайн-встреча о том, как написать заявку на грант.",
    "Kazakh": "Ертең сағат 15:00-де грантқа өтінім жазу туралы онлайн кездесу өтеді.",
    "Uzbek": "Ertaga soat 15:00 da grantga ariza yozish haqida onlayn uchrashuv boʻladi.",
}
BUTTONS = {
    "Russian": "Как подать заявку | https://example.org/apply",
    "Kazakh": "Өтінім беру жолы | https://example.org/apply",
    "Uzbek": "Ariza qanday beriladi | https://example.org/apply",
}


# The answer to the first offer of alerts.
NOT_NOW = {"English": "Not now", "Қазақ тілі": "Қазір емес"}


class Play:
    """What the three do, by the labels they read."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    async def press(self, name: str, label: str, shown: str) -> None:
        """Press a button, and see the words that come then in the newest message that has any."""
        await self.screen.button(name, label).click()
        await expect(self.screen.newest(name)).to_contain_text(shown)

    async def say(self, name: str, text: str, shown: str) -> None:
        await self.screen.say(name, text)
        await expect(self.screen.newest(name)).to_contain_text(shown)

    async def join(self, name: str, language: str, country: str, shown: str) -> None:
        await self.press(name, "Start", language)
        await self.screen.button(name, language).click()
        await self.press(name, country, NOT_NOW[language])
        await self.press(name, NOT_NOW[language], shown)

    async def jump(self, *labels: str) -> None:
        """Move the clock behind the scenes."""
        for label in labels:
            before = await self.screen.drawer.locator(".moment").text_content()
            await self.screen.drawer.get_by_role("button", name=label).click()
            await expect(self.screen.drawer.locator(".moment")).not_to_have_text(before or "")

    async def names_boris(self) -> None:
        """Olga comes, and makes Boris a broadcaster."""
        await self.join("Olga", "English", "Uzbekistan", "Main menu")
        await self.say("Olga", "/staff", "Staff")
        await self.press("Olga", "Name a broadcaster", "id")
        await self.say("Olga", "2002", "Make 2002 a broadcaster?")
        await self.press("Olga", "Yes, make a broadcaster", "Dismiss 2002")

    async def writes(self, banner: Path) -> None:
        """Boris writes three texts with a button each, and adds a photo that goes with all of them."""
        await self.say("Boris", "/announce", "Announcements")
        await self.press("Boris", "New announcement", "Announcement 1")
        for language, text in TEXTS.items():
            await self.press("Boris", "Texts", "Choose a language")
            await self.press("Boris", language, "Type the text")
            await self.say("Boris", text, "Texts")
            await self.press("Boris", "Texts", "Choose a language")
            await self.press("Boris", f"✓ {language}", "Type the text")
            await self.press("Boris", "Buttons under the text", "one for each button")
            await self.say("Boris", BUTTONS[language], f"{language} 1")
        await self.press("Boris", "Photo or file", "Send one photo")
        async with self.screen.page.expect_file_chooser() as chooser:
            await self.screen.button("Boris", "Send a photo or file").click()
        await (await chooser.value).set_files(banner)
        await expect(self.screen.newest("Boris")).to_contain_text("photo goes with every text")

    async def decides(self) -> None:
        """Readers without a text of their own get another one; those of three countries get it at all."""
        await self.press("Boris", "Languages without a text", "In each row")
        await self.press("Boris", "Another language for all undecided", "Every language has been decided.")
        await self.press("Boris", "Back", "Announcement 1")
        await self.press("Boris", "Who gets it", "no language chosen")
        for country in ("Kazakhstan", "Kyrgyzstan", "Uzbekistan"):
            await self.press("Boris", country, f"✓ {country}")
        await self.press("Boris", "Back", "Announcement 1")

    async def asks(self) -> None:
        await self.press("Boris", "Continue", "a second person has to approve it")
        await self.press("Boris", "Ask a colleague to approve", "awaiting approval")

    async def approves(self) -> None:
        """Olga is told, looks, and approves; Boris is told."""
        await expect(self.screen.newest("Olga").get_by_role("button", name="Review", exact=True)).to_be_visible()
        await self.press("Olga", "Review", "within ten minutes")
        await self.screen.open("2002+3003")  # without what popped up over the chats
        await self.screen.keep("staff-approval")
        await self.press("Olga", "Approve", "scheduled")
        await expect(self.screen.newest("Boris").get_by_role("button", name="Open it", exact=True)).to_be_visible()


def draw_banner(path: Path) -> None:
    """A picture as somebody might put above an invitation."""
    picture = Image.new("RGB", (640, 300), "#1c655e")
    draw = ImageDraw.Draw(picture)
    for at, colour in enumerate(("#2f7d74", "#d9a441", "#f4eee3")):
        draw.ellipse((60 + at * 170, 70, 220 + at * 170, 230), fill=colour)
    picture.save(path, "PNG", optimize=True)


@pytest.fixture
def banner(tmp_path: Path) -> Path:
    draw_banner(tmp_path / "banner.png")
    return tmp_path / "banner.png"


@pytest.fixture
def play(screen: Screen) -> Play:
    return Play(screen)


async def test_written_approved_undone_scheduled_paused_reported_and_recalled(play: Play, banner: Path) -> None:
    screen = play.screen
    await screen.page.set_viewport_size({"width": 1280, "height": 900})
    await screen.open("1001+3003")
    await play.join("Aisulu", "Қазақ тілі", "Қазақстан", "Басты мәзір")
    await screen.open("2002+3003")
    await play.join("Boris", "English", "Kyrgyzstan", "Main menu")
    await play.names_boris()
    await expect(screen.newest("Boris")).to_contain_text("You can write and send announcements now")
    await play.writes(banner)
    await play.decides()
    await play.press("Boris", "Choose when it goes out", "At once")
    await play.asks()
    await play.approves()
    await play.press("Boris", "Open it", "you can still undo it")
    await play.press("Boris", "Undo", "draft")

    await play.press("Boris", "Choose when it goes out", "At once")
    await play.press("Boris", "At each reader's local time", "for example")
    moment = await screen.newest("Boris").locator("code").inner_text()
    await play.say("Boris", moment, "10:00")
    await play.asks()
    await play.approves()

    await screen.open("2002+1001,behind")
    await play.jump("Tomorrow 09:00", "+1 hour")  # ten o'clock in Bishkek, nine in Almaty
    await expect(screen.messages("Boris").filter(has_text=TEXTS["Russian"]).locator("img")).to_be_visible()
    await screen.button("Boris", "Pause").click()
    await expect(screen.chat("Boris")).to_contain_text("paused")
    await play.jump("+1 hour")
    await expect(screen.messages("Aisulu").filter(has_text=TEXTS["Kazakh"])).to_have_count(0)
    await screen.button("Boris", "Resume").click()
    copy = screen.messages("Aisulu").filter(has_text=TEXTS["Kazakh"])
    await expect(copy.locator("img")).to_be_visible(timeout=SENT_WITHIN)
    await expect(copy).to_have_count(1)
    await expect(copy).to_contain_text("Өтінім беру жолы")

    await screen.button("Boris", "Report").click(timeout=SENT_WITHIN)
    await expect(screen.newest("Boris")).to_contain_text("By country")
    await screen.button("Boris", "Chart and table").click()
    await expect(screen.messages("Boris").filter(has_text="bar").locator("img")).to_be_visible()
    await screen.open("2002+1001")
    await expect(screen.chat("Boris").get_by_role("link", name="announcement-1.csv")).to_be_visible()
    await screen.messages("Boris").filter(has_text="bar").locator("img").scroll_into_view_if_needed()
    await screen.keep("staff-report")
    await screen.button("Boris", "Back").click()
    await screen.button("Boris", "Recall").click()
    await screen.button("Boris", "Yes, recall it").click()
    await expect(copy).to_have_count(0, timeout=SENT_WITHIN)
