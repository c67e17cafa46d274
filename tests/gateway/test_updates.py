"""Reading updates one by one."""

import logging

import pytest
from telegram import Bot

from bot.gateway.updates import UpdateReader, update_id_of
from tests.gateway.incoming import AISULU, message, press
from tests.gateway.wire import TOKEN


@pytest.fixture
def reader() -> UpdateReader:
    return UpdateReader(Bot(TOKEN))


def test_a_good_update_is_read(reader: UpdateReader) -> None:
    update = reader.read(message(7, text="Сәлем"))
    assert update is not None
    assert update.message is not None
    assert update.message.text == "Сәлем"
    assert reader.set_aside == 0


def test_fields_of_a_newer_bot_api_do_no_harm(reader: UpdateReader) -> None:
    update = reader.read(message(7, rich_text={"blocks": []}) | {"subscription": {"state": "new"}})
    assert update is not None


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 8, "message": {"text": "Aisulu was here"}},
        {"update_id": 8, "message": "Aisulu was here"},
        {"update_id": 8, "callback_query": {"id": "1"}},
        {"message": {}},
        {"update_id": "8"},
        ["update"],
        None,
        7,
    ],
    ids=str,
)
def test_a_bad_one_is_set_aside_and_counted(reader: UpdateReader, raw: object) -> None:
    assert reader.read(raw) is None
    assert reader.set_aside == 1


def test_the_log_names_the_number_and_the_kind_only(reader: UpdateReader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reader.read({"update_id": 8, "message": {"text": "Aisulu was here"}, "Aisulu's own field": 1})
    assert caplog.records[0].getMessage() == "update 8 (message) cannot be read and is set aside"


def test_the_number_of_an_update_is_found_without_reading_it() -> None:
    assert update_id_of(press(9, AISULU)) == 9
    assert update_id_of({"update_id": "9"}) is None
    assert update_id_of("9") is None
