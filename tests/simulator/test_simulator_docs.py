"""docs/simulator.md names every operation of the control interface, and none that does not exist."""

import re
from pathlib import Path

from bot.simulator.control.openapi import document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "simulator.md"


def described() -> set[str]:
    """From rows like "`GET /sim/people`, `POST /sim/people/{id}/start`, `/say`", where the last means another act."""
    found: set[str] = set()
    verb, path = "", ""
    for row in PAGE.read_text("utf-8").splitlines():
        for code in re.findall(r"`([^`]+)`", row.split("|")[1]) if row.startswith("| `") else []:
            full = re.fullmatch(r"(GET|POST|DELETE) (/sim/\S+)", code)
            verb, path = (full[1], full[2]) if full else (verb, path.rsplit("/", 1)[0] + code)
            found.add(f"{verb} {path}")
    return found


def test_every_operation_is_described() -> None:
    there = {f"{verb.upper()} {path}" for path, verbs in document()["paths"].items() for verb in verbs}
    assert described() == there
