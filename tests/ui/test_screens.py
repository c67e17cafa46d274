"""Every screen in every language against Telegram's limits and HTML rules."""

from collections.abc import Iterator

import pytest

from bot.domain.places import Language
from bot.ui.screen import Button, Link, Screen
from tests.ui.samples import samples
from tests.ui.strict_html import length, parse
from tests.visits import translator

TEXT, TOAST, BUTTONS, A_ROW, LABEL, DATA = 4096, 200, 100, 8, 64, 64


def _shown() -> Iterator[tuple[str, Screen]]:
    for language in Language:
        for name, screen in samples(translator(language)):
            yield f"{language}: {name}", screen


SHOWN = dict(_shown())


def test_every_sample_has_a_name_of_its_own() -> None:
    names = [name for name, _ in samples(translator(Language.EN))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("screen", SHOWN.values(), ids=SHOWN.keys())
def test_telegram_takes_it(screen: Screen) -> None:
    _check_text(screen)
    _check_rows(screen)
    for button in (button for row in screen.rows for button in row):
        _check_button(button)
    assert screen.toast is None or 0 < len(screen.toast) <= TOAST


def _check_text(screen: Screen) -> None:
    plain = parse(screen.text)
    assert plain.strip()
    assert length(plain) <= TEXT
    assert "{" not in plain, "a placeholder nobody filled"


def _check_rows(screen: Screen) -> None:
    assert sum(len(row) for row in screen.rows) <= BUTTONS
    assert all(1 <= len(row) <= A_ROW for row in screen.rows)


def _check_button(button: Button) -> None:
    assert button.label.strip()
    assert len(button.label) <= LABEL
    if isinstance(button, Link):
        assert button.url.startswith("https://")
        return
    assert len(button.to.pack().encode()) <= DATA
    assert button.style in {None, "danger", "success", "primary"}
