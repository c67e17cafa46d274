"""The example of the editors' guide is one that loads."""

import re
from datetime import date
from pathlib import Path

from bot.content.catalogue import publish
from bot.content.loader import read_items
from bot.domain.places import Language

GUIDE = Path(__file__).parents[2] / "docs" / "content.md"


def test_the_example_of_the_guide_loads_as_it_stands(tmp_path: Path) -> None:
    guide = GUIDE.read_text("utf-8")
    place = re.search(r"`(content/funding/([\w-]+)\.yaml)`", guide)
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert place is not None
    assert example is not None
    path = tmp_path / place[1]
    path.parent.mkdir(parents=True)
    path.write_text(example[1], "utf-8")

    item = publish(read_items(tmp_path / "content")).find_funding(place[2])

    assert item is not None
    assert item.deadline == date(2027, 3, 1)
    assert item.texts[Language.RU].summary.plain == "Озеленение дворов и школ.\n\n• саженцы;\n• инструменты."
