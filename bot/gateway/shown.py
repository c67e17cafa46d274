"""What menu messages show now, so that an impatient second tap does not make a call that changes nothing."""

from collections import OrderedDict

from bot.ui.screen import Screen

REMEMBERED = 10_000  # messages; one that is forgotten costs a call, nothing else


class Shown:
    """Lives in memory because nothing depends on it: Telegram would refuse such an edit, after it was counted."""

    def __init__(self) -> None:
        self._marks: OrderedDict[tuple[int, int], int] = OrderedDict()

    def is_there(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether this message is known to show this screen already."""
        return self._marks.get((chat_id, message_id)) == _mark(screen)

    def keep(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Remembers what a message shows from now on."""
        self._marks[chat_id, message_id] = _mark(screen)
        self._marks.move_to_end((chat_id, message_id))
        if len(self._marks) > REMEMBERED:
            self._marks.popitem(last=False)


def _mark(screen: Screen) -> int:
    return hash((screen.text, screen.toast, screen.rows))
