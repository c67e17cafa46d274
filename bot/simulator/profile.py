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

    def effective_commands(self, chat_id: int, language: str) -> list[dict[str, str]]:
        """What somebody of this language sees in their private chat: the narrowest scope wins, then the language."""
        return self._narrowest([("chat", chat_id, 0), ("all_private_chats", 0, 0), DEFAULT_SCOPE], language)

    def group_commands(self, chat_id: int, user_id: int, status: str, language: str) -> list[dict[str, str]]:
        """What a member of a group sees there, in the order of the Bot API's BotCommandScope."""
        scopes: list[Scope] = [("chat_member", chat_id, user_id), ("chat", chat_id, 0), ("all_group_chats", 0, 0)]
        if status in {"creator", "administrator"}:
            scopes.insert(1, ("chat_administrators", chat_id, 0))
            scopes.insert(3, ("all_chat_administrators", 0, 0))
        return self._narrowest([*scopes, DEFAULT_SCOPE], language)

    def _narrowest(self, scopes: list[Scope], language: str) -> list[dict[str, str]]:
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
