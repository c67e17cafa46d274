"""Raw updates as Telegram sends them."""

from typing import Any

from telegram import Update

AISULU, BORIS, OLGA, MALLORY = 1001, 2002, 3003, 4004
BOT = {"id": 4200000000, "is_bot": True, "first_name": "Bot", "username": "cso_bot"}

Raw = dict[str, Any]


def person(who: int, **more: object) -> Raw:
    return {"id": who, "is_bot": False, "first_name": "Somebody"} | more


def private(who: int) -> Raw:
    return {"id": who, "type": "private", "first_name": "Somebody"}


def message(update_id: int, who: int = AISULU, text: str | None = "hello", **more: object) -> Raw:
    body: Raw = {"message_id": update_id, "date": 1_800_000_000, "chat": private(who), "from": person(who)}
    if text is not None:
        body["text"] = text
    return {"update_id": update_id, "message": body | more}


def press(update_id: int, who: int = AISULU, data: str = "h", **more: object) -> Raw:
    under = {"message_id": 5, "date": 1_800_000_000, "chat": private(who), "from": BOT, "text": "menu"}
    query: Raw = {"id": str(update_id), "from": person(who), "chat_instance": "1", "message": under, "data": data}
    return {"update_id": update_id, "callback_query": query | more}


def standing(update_id: int, who: int, status: str) -> Raw:
    def as_member(state: str) -> Raw:
        return {"user": BOT, "status": state} | ({"until_date": 0} if state == "kicked" else {})

    change = {
        "chat": private(who),
        "from": person(who),
        "date": 1_800_000_000,
        "old_chat_member": as_member("kicked" if status == "member" else "member"),
        "new_chat_member": as_member(status),
    }
    return {"update_id": update_id, "my_chat_member": change}


def read(raw: Raw) -> Update:
    return Update.de_json(raw)
