"""The screens on which an announcement is composed, for the test that renders everything."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.announcement import Errand, LinkButton, Media, MediaKind, WhenUncertain
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui import (
    announce_buttons,
    announce_draft,
    announce_gate,
    announce_media,
    announce_message,
    announce_preview,
    announce_texts,
)
from bot.ui.screen import Screen
from tests.ui.samples_staff import COUNTS, DRAFT, EVERYBODY, NOW, WRITTEN

BUTTONS = (
    LinkButton("Подать заявку <сегодня> & завтра", "https://example.org/?a=1&b=2"),
    LinkButton("Ж" * 40, "https://xn--e1afmkfd.xn--p1ai/"),
    LinkButton("t.me", "https://t.me/example"),
)
PHOTO = Media(MediaKind.PHOTO, "AgACAgIAAxkBAAI")
FILE = Media(MediaKind.DOCUMENT, "BQACAgIAAxkBAAI")
ILLUSTRATED = replace(WRITTEN, media=PHOTO, buttons={Language.RU: BUTTONS}, link_preview=True)
CORRECTION = replace(ILLUSTRATED, errand=Errand.CORRECT, about=2**53, media=FILE)
DECIDED = replace(
    WRITTEN, borrowing=frozenset(Language) - {Language.TK, *WRITTEN.texts}, skipped=frozenset({Language.TK})
)

# Everything that can be wrong is, as often as it can be.
_FAULTS = " ".join(
    [
        "[[x]] TODO XXX lorem ipsum &lt;x&gt; [date] ??? _____ 01.02.2020 2020-03-04",
        *(f"http://{letter * 60}.example/" for letter in "abcdefghijk"),
        *(f"https://{letter * 60}.example/" for letter in "abcdefghijklmnop"),
    ]
)
FAULTY = replace(WRITTEN, texts=dict.fromkeys(Language, f"<b>{_FAULTS}"), audience=EVERYBODY)


def compose_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen with a name that says which."""
    everybody = dict.fromkeys(Language, 1_000_000)
    each = {"empty": DRAFT, "written": WRITTEN, "illustrated": ILLUSTRATED, "correction": CORRECTION}
    for name, one in {**each, "decided": DECIDED, "faulty": FAULTY}.items():
        yield f"compose, draft, {name}", announce_draft.draft(t, one, everybody, NOW)
        yield f"compose, gate, {name}", announce_gate.gate(t, one, COUNTS)
        yield f"compose, texts, {name}", announce_texts.texts(t, one, COUNTS)
        yield f"compose, buttons, {name}", announce_buttons.write_buttons(t, one, Language.RU)
        yield f"compose, media, {name}", announce_media.attach(t, one)
        yield f"compose, write, {name}", announce_texts.write(t, one, Language.RU, 312)
    resent = replace(ILLUSTRATED, media=FILE, when_uncertain=WhenUncertain.RESEND)
    yield "compose, draft, with a file", announce_draft.draft(t, resent, {}, NOW)
    yield "compose, media, a file", announce_media.attach(t, replace(FAULTY, media=FILE))
    yield "compose, delivered", announce_message.delivered(t, ILLUSTRATED, Language.RU)
    shown = announce_preview.preview(t, t, ILLUSTRATED)
    assert shown is not None
    yield "compose, preview", shown
