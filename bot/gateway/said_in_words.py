"""Commands that people say in plain words: who types "stop" wants what /stop does, not a hint.

Only whole messages count, and only words that hardly anybody types to a bot for another reason. Whoever is taken at
their word by mistake is told so at once, with a button to start again.
"""

import re

_STOP = {
    # English
    *("stop", "stop all", "unsubscribe", "opt out"),
    # Russian
    *("стоп", "остановить", "отписаться", "отпишите", "отпишите меня", "отписка"),
    # Kazakh and Kyrgyz, also from a keyboard without their own letters
    *("тоқта", "тоқтат", "тоқтату", "токта", "токтат", "токтату", "токто", "токтот", "токтотуу"),
    # Tajik
    *("бас", "бас кун", "бас кунед", "қатъ кун", "қатъ кунед", "ист"),
    # Uzbek, in both scripts; apostrophes are often left out
    *("to'xta", "to'xtat", "to'xtating", "toxta", "toxtat", "toxtating", "тўхта", "тўхтат", "тўхтатинг"),
    # Azerbaijani and Turkmen
    *("dayan", "dayandır", "dayandir", "dur", "duruz", "togtat"),
}

# Whatever a keyboard puts for the apostrophe of Uzbek.
_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘’`´′", "'"))
_LONGEST = 40  # letters; nothing above is longer, with some space and punctuation
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def command_said(text: str) -> str | None:
    """The name of the command that a message is, whatever its case and the space and punctuation around it."""
    if len(text) > _LONGEST:
        return None
    words = " ".join(text.translate(_APOSTROPHES).casefold().split())
    return "stop" if _AROUND.sub("", words) in _STOP else None
