"""Addresses that open the bot itself: its private chat at a certain place, or the choice of a group to add it to."""

from bot.domain.interests import Kind
from bot.ui.item_places import place_of
from bot.ui.packing import LIMIT, Action, Route, behind
from bot.ui.routes import Home


def private_chat(username: str, wish: Route | Action | None = None) -> str:
    """The private chat of whoever follows it, at the place of this wish; where it has none, at the main menu."""
    return f"https://t.me/{username}?start={behind(_place_for(wish), LIMIT)}"


def add_to_group(username: str) -> str:
    """Telegram's list of the groups that the reader may add the bot to."""
    return f"https://t.me/{username}?startgroup=added"


def _place_for(wish: Route | Action | None) -> Route:
    """A link changes nothing, so that what is done with an item becomes the page on which it can be done."""
    if isinstance(wish, Route):
        return wish
    kind, slug = getattr(wish, "kind", None), getattr(wish, "slug", None)
    return place_of(kind, slug) if isinstance(kind, Kind) and isinstance(slug, str) else Home()
