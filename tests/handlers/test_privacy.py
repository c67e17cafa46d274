"""Privacy says what is true, to a newcomer as well."""

from bot.domain.places import Language
from bot.handlers import privacy
from bot.store.database import Database
from bot.ui.routes import OPEN_TO_NEWCOMERS, DeleteMyData, MyData, Privacy
from tests.buttons import press
from tests.visits import AISULU, visit


async def test_it_is_sober_and_can_be_read_before_anything_is_stored(sqlite_db: Database) -> None:
    assert Privacy in OPEN_TO_NEWCOMERS
    screen = await privacy.privacy(await visit(sqlite_db, AISULU, hint=Language.EN), Privacy())
    assert "not end-to-end encrypted" in screen.text
    assert "The running bot has the key" in screen.text
    assert press(screen, "What the bot knows about me") == MyData()
    assert press(screen, "Delete my data") == DeleteMyData()
    assert (await visit(sqlite_db, AISULU)).member is None
