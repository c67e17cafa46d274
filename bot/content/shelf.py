"""Where the bot takes its content from: the current catalogue, exchanged as a whole."""

from pathlib import Path

from bot.content.catalogue import Catalogue
from bot.content.loader import ContentError, load


class Shelf:
    """Holds one catalogue read from `directory`; raises ContentError when the first one cannot be read.

    Whoever took `current` keeps a whole and unchanging catalogue, whatever is reloaded meanwhile.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._current = load(directory)

    @property
    def current(self) -> Catalogue:
        return self._current

    def reload(self) -> ContentError | None:
        """Reads the folder anew. With a problem in it the old catalogue stays, and the error is given back."""
        try:
            self._current = load(self._directory)
        except ContentError as error:
            return error
        return None
