"""The page as a person uses it: panes by the name of the person, buttons by their label."""

from pathlib import Path

from playwright.async_api import Locator, Page


class Screen:
    """One tab with the browser chat."""

    def __init__(self, page: Page, address: str, pictures: Path) -> None:
        self.page = page
        self.address = address
        self._pictures = pictures

    async def open(self, shown: str = "1001") -> None:
        """The address says who is shown: "1001", "2002+1001", "1001,behind"."""
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.address}/#{shown}")
        await self.page.locator(".pane").first.wait_for()

    def chat(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=f"Chat of {name}")

    def messages(self, name: str) -> Locator:
        return self.chat(name).get_by_role("log").locator("article")

    def newest(self, name: str) -> Locator:
        return self.messages(name).last

    def button(self, name: str, label: str) -> Locator:
        """The lowest button with this label in that person's chat."""
        return self.chat(name).get_by_role("button", name=label, exact=True).last

    def box(self, name: str) -> Locator:
        return self.page.get_by_label(f"Message as {name}")

    async def say(self, name: str, text: str) -> None:
        await self.box(name).fill(text)
        await self.box(name).press("Enter")

    async def menu(self, name: str, choice: str) -> None:
        await self.button(name, f"More for {name}").click()
        await self.page.get_by_role("button", name=choice).click()

    @property
    def drawer(self) -> Locator:
        return self.page.get_by_role("complementary", name="Behind the scenes")

    @property
    def people(self) -> Locator:
        return self.page.get_by_role("navigation", name="People")

    async def keep(self, name: str) -> Path:
        """A picture of what is shown, kept for whoever wants to look."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        path = self._pictures / f"{name}.png"
        await self.page.screenshot(path=path)
        return path
