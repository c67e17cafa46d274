"""Raw updates become the library's, one by one, so that one it cannot read is set aside and the rest is handled."""

import logging
from typing import Any

from telegram import Bot, Update
from telegram.constants import UpdateType

logger = logging.getLogger(__name__)

ALLOWED = (UpdateType.MESSAGE, UpdateType.CHANNEL_POST, UpdateType.CALLBACK_QUERY, UpdateType.MY_CHAT_MEMBER)
_KNOWN = frozenset(UpdateType)


class UpdateReader:
    """`set_aside` counts what could not be read since the start."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.set_aside = 0

    def read(self, raw: object) -> Update | None:
        """The update, or None when it is set aside; only its number and its kind are ever logged."""
        try:
            return Update.de_json(_checked(raw), self._bot)
        except Exception:
            self.set_aside += 1
            logger.exception("update %s (%s) cannot be read and is set aside", update_id_of(raw), _kinds_of(raw))
            return None


def update_id_of(raw: object) -> int | None:
    """The number of a raw update, or None when it has none."""
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return found if isinstance(found, int) else None


def _checked(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict) or update_id_of(raw) is None:
        raise TypeError("an update is an object with a number")
    return raw


def _kinds_of(raw: object) -> str:
    named = _KNOWN.intersection(raw) if isinstance(raw, dict) else ()
    return ", ".join(sorted(named)) or "of no known kind"
