"""The files without which no content folder is published, as short as they can be."""

from pathlib import Path

from bot.content.loader import REQUIRED

PAGE = """\
source_url: https://example.org
source_date: 2026
last_checked: 2026-11-22
texts:
  en: {status: source, title: TITLE, body: B}
"""


def put_required(content: Path) -> None:
    """Writes them into this folder."""
    for place in REQUIRED:
        path = content / f"{place}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if place.startswith("pages/") else _achievement(path.stem), "utf-8")


def _achievement(stem: str) -> str:
    text = PAGE.replace("body: B", "summary: S")
    return text if stem == "regional" else f"{text}country: {stem.upper()}\n"
