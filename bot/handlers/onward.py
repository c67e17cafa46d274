"""Where a button leads after it has done its work."""

from bot.ui.packing import Route, from_link


def onward(then: str, otherwise: Route) -> Route:
    """The place packed in `then`; the other one when there is none, or none this bot knows."""
    return from_link(then) or otherwise
