"""The link buttons under one text of an announcement: the place where they are typed, and how that is read."""

from dataclasses import dataclass

from bot.domain.announcement import MOST_BUTTONS, Announcement, LinkButton
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.announce_links import link_fault
from bot.ui.announce_lint import LONGEST_BUTTON
from bot.ui.announce_wording import shows_something
from bot.ui.announce_words import named
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_actions import DropButtons
from bot.ui.staff_routes import WriteText
from bot.ui.text import lines, literal, paragraphs

_SAFE = "https://"
_EXAMPLE = f"{_SAFE}example.org/apply"
_BETWEEN = "|"
_DASHES = " -–—:"
_LONGEST_ADDRESS = 2048  # what Telegram's servers take of a link


@dataclass(frozen=True, slots=True)
class Read:
    """The buttons that were typed, or what is wrong with the lines, in plain words."""

    buttons: tuple[LinkButton, ...] = ()
    faults: tuple[str, ...] = ()


def write_buttons(t: Translator, announcement: Announcement, language: Language) -> Screen:
    """Asks for the buttons under the text of one language."""
    there = announcement.buttons.get(language, ())
    at = announcement.id
    text = paragraphs(
        named(t, announcement),
        lines(
            t("Buttons under the text: {language}.", language=t.language_name(language)),
            *(literal(f"• {_as_typed(button)}") for button in there),
        ),
        lines(
            t(
                "Type up to {most} lines, one for each button: its label, a vertical bar, its address.",
                most=MOST_BUTTONS,
            ),
            t("For example:"),
            f"<code>{literal(_as_typed(LinkButton(t.plain('How to apply'), _EXAMPLE)))}</code>",
        ),
        t("They will replace the ones that are there now.") if there else "",
    )
    rows: list[Row] = [(Press(t.plain("Back"), WriteText(id=at, language=language)),)]
    if there:
        drop = Press(t.plain("Remove the buttons"), DropButtons(id=at, language=language), style="danger")
        rows.insert(0, (drop,))
    return Screen(text, tuple(rows))


def read_buttons(t: Translator, typed: str) -> Read:
    """Reads one button a line; empty lines are passed over, and no button is read while one line is wrong."""
    given = [line.strip() for line in typed.splitlines() if line.strip()]
    if not given:
        return Read(faults=(t.plain("Please type at least one line."),))
    if len(given) > MOST_BUTTONS:
        return Read(faults=(t.plain("There are more than {most} lines. Please remove some.", most=MOST_BUTTONS),))
    buttons = [_split(line) for line in given]
    faults = [
        t.plain("Line {n}: {fault}", n=t.number(n), fault=fault)
        for n, (line, button) in enumerate(zip(given, buttons, strict=True), start=1)
        if (fault := _fault(t, line, button))
    ]
    return Read(faults=tuple(faults)) if faults else Read(tuple(buttons))


def _split(line: str) -> LinkButton:
    """The words and the address; a bar is hard to find on a phone, so a space or a dash before an address will do."""
    label, bar, url = line.partition(_BETWEEN)
    before, _, last = line.rpartition(" ")
    if not bar and last.lower().startswith(_SAFE):
        return LinkButton(before.rstrip(_DASHES), last)
    return LinkButton(label.strip(), url.strip())


def _fault(t: Translator, line: str, button: LinkButton) -> str | None:
    if _BETWEEN not in line and not button.url:
        return t.plain("There is no “{bar}” between the label and the address.", bar=_BETWEEN)
    return _label_fault(t, button.label) or _address_fault(t, button.url)


def _label_fault(t: Translator, label: str) -> str | None:
    if not shows_something(label):
        return t.plain("There is no label before the “{bar}”.", bar=_BETWEEN)
    if len(label) > LONGEST_BUTTON:
        length = t.number(len(label))
        return t.plain("The label has {length} characters; a button holds {most}.", length=length, most=LONGEST_BUTTON)
    return None


def _address_fault(t: Translator, url: str) -> str | None:
    if not url:
        return t.plain("There is no address after the “{bar}”.", bar=_BETWEEN)
    if len(url) > _LONGEST_ADDRESS:
        return t.plain("The address is longer than {most} characters.", most=t.number(_LONGEST_ADDRESS))
    if not url.lower().startswith(_SAFE):
        return t.plain("The address has to begin with “{start}”.", start=_SAFE)
    return link_fault(t, url)


def _as_typed(button: LinkButton) -> str:
    return f"{button.label} {_BETWEEN} {button.url}"
