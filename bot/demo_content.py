"""The content of the demo: a copy that visitors may change, and a new opportunity beside it to put there."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.settings import Settings

# So many days are left when it is put there: who saves it is reminded three days later.
OPEN_FOR = timedelta(days=10)

# A made-up one, and its title says so: nobody shall take it for a programme there is.
_NEW = """\
url: https://example.org/apply
countries: [AZ, KZ, KG, TJ, TM, UZ]
themes: [environment, youth]
window: dated
deadline: {deadline}
amount:
  minimum: 500
  maximum: 5000
  currency: EUR
application_languages: [any]
registration_required: false
individuals: false
published: {today}
grade: A
source_url: https://example.org/news
source_date: {today}
last_checked: {today}
texts:
  ru:
    status: draft
    title: "Пример: фонд «Зелёный двор»"
    funder: Пример-фонд
    summary: Вымышленная возможность для показа. Озеленение дворов и школ.
    who: Инициативные группы, в том числе без регистрации.
  en:
    status: draft
    title: "Example: Green Yard Fund"
    funder: Example Fund
    summary: A made-up opportunity for the demo. Trees for yards and schools.
    who: Groups of neighbours, also without registration.
"""


@dataclass(frozen=True, slots=True)
class Laid:
    """`folder` is the content of the bot, `new` the file that waits beside it, and `place` where it belongs."""

    folder: Path
    new: Path
    place: Path


def lay(under: Path, today: date) -> Laid:
    """Copies the content under a folder, where it can be changed without touching the repository."""
    content, _ = Settings.default_folders()
    folder, new = under / "content", under / "green-yard-fund.yaml"
    shutil.copytree(content, folder)
    new.write_text(_NEW.format(today=today, deadline=today + OPEN_FOR), encoding="utf-8")
    return Laid(folder, new, folder / "funding" / new.name)
