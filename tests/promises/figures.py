"""What was measured: a line for each promise, database and form, kept in build/promises/ to be quoted."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "build" / "promises"


class Figures:
    """The lines of one test; those of an earlier run are forgotten."""

    def __init__(self, test: str, form: str) -> None:
        self._head = f"{test} ({form})"
        name = "-".join("".join(letter if letter.isalnum() else " " for letter in f"{test} {form}").split())
        self._path = FOLDER / f"{name}.txt"
        self._path.unlink(missing_ok=True)

    def record(self, line: str) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{self._head}: {line}\n")


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
