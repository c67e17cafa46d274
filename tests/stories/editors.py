"""Editors at work: a folder of content into which items are put, changed and taken away while the bot runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.content.required import put_required

_SOURCE = {"source_url": "https://example.org/news", "source_date": "2027-03", "last_checked": "2027-03-10"}
_FUND, _SCHOOL = "Example Fund", "Example School"


class Editors:
    """A slug names an item in the tests, and its title comes from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        put_required(folder)
        self.deadlines: dict[str, str] = {}  # of all that is there now
        self._titles: dict[str, str] = {}

    def grant(
        self,
        slug: str,
        deadline: str,
        countries: str = "AZ KZ KG UZ",
        themes: str = "youth",
        funder: str = _FUND,
        summary: str = "Small projects.",
        **more: object,
    ) -> None:
        """Writes an opportunity, anew or once more. Countries and themes are parted by spaces."""
        self.deadlines[slug] = deadline
        text = {
            "status": "draft",
            "title": self._title(slug),
            "funder": funder,
            "summary": summary,
            "who": "Everybody.",
        }
        self._write(
            f"funding/{slug}.yaml",
            {
                "url": f"https://example.org/{slug}",
                "countries": countries.split(),
                "themes": themes.split(),
                "window": "dated",
                "deadline": deadline,
                "grade": "A",
                **more,
            },
            text,
        )

    def course(self, slug: str) -> None:
        self.deadlines[slug] = ""
        text = {
            "status": "draft",
            "title": self._title(slug),
            "provider": _SCHOOL,
            "summary": "Twelve lessons.",
            "cost": "free",
        }
        self._write(f"courses/{slug}.yaml", {"url": f"https://example.org/{slug}"}, text)

    def take_away(self, slug: str) -> None:
        del self.deadlines[slug]
        next(self.folder.glob(f"*/{slug}.yaml")).unlink()

    def named_in(self, text: str) -> tuple[str, ...]:
        """The slugs of the items that a message names, in the order in which it does."""
        found = {slug: text.find(title) for slug, title in self._titles.items()}
        return tuple(sorted((slug for slug, place in found.items() if place >= 0), key=found.__getitem__))

    def _title(self, slug: str) -> str:
        return self._titles.setdefault(slug, slug.replace("-", " ").capitalize())

    def _write(self, path: str, fields: Mapping[str, object], text: Mapping[str, str]) -> None:
        item: dict[str, Any] = {**fields, **_SOURCE, "texts": {"ru": dict(text), "en": dict(text)}}
        place = self.folder / path
        place.parent.mkdir(exist_ok=True)
        # In one go: half a file would be reported to the owners.
        draft = place.with_name(f".{place.name}")
        draft.write_text(yaml.safe_dump(item, allow_unicode=True, sort_keys=False), "utf-8")
        draft.rename(place)
