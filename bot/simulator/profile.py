"""What the bot says of itself: commands per scope and language, names and descriptions per language, menu buttons."""

from typing import Any

Scope = tuple[str, int, int]  # type, chat, user
DEFAULT_SCOPE: Scope = ("default", 0, 0)


class Profile:
    """Everything is kept by language; "" is the text for languages that have none of their own."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Scope, str], list[dict[str, str]]] = {}
        self.names: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}  # 0: where nothing else is said

    @staticmethod
    def text(texts: dict[str, str], language: str) -> str:
        """The text in this language, or the one for all others."""
        return texts.get(language) or texts.get("", "")

    def effective_commands(self, chat_id: int, language: str, *, private: bool = True) -> list[dict[str, str]]:
        """What a member of this language sees in this chat: the narrowest scope wins, then the language."""
        kind = "all_private_chats" if private else "all_group_chats"
        scopes: list[Scope] = [("chat", chat_id, 0), (kind, 0, 0), DEFAULT_SCOPE]
        for scope in scopes:
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def as_json(self) -> dict[str, Any]:
        return {
            "commands": [
                {"scope": _scope_json(scope), "language_code": language, "commands": commands}
                for (scope, language), commands in self.commands.items()
            ],
            "names": self.names,
            "descriptions": self.descriptions,
            "short_descriptions": self.short_descriptions,
            "menu_buttons": {str(chat_id): button for chat_id, button in self.menu_buttons.items()},
        }


def _scope_json(scope: Scope) -> dict[str, Any]:
    kind, chat_id, user_id = scope
    shown: dict[str, Any] = {"type": kind}
    if chat_id:
        shown["chat_id"] = chat_id
    if user_id:
        shown["user_id"] = user_id
    return shown
