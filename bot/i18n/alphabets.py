"""The letters each language is written in, and what in a text breaks its spelling."""

import re
import unicodedata
from collections.abc import Iterator

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

ALPHABETS: dict[str, frozenset[str]] = {
    "ru": frozenset(_RUSSIAN),
    "en": frozenset("abcdefghijklmnopqrstuvwxyz"),
    "az": frozenset("abcçdeəfgğhxıiİjkqlmnoöprsştuüvyz"),
    "kk": frozenset(_RUSSIAN + "әғқңөұүһі"),
    "ky": frozenset(_RUSSIAN + "ңөү"),
    "tg": frozenset(_RUSSIAN + "ғӣқӯҳҷ") - frozenset("цщыь"),
    "tk": frozenset("abçdeäfghijžklmnňoöprsştuüwyýz"),
    "uz": frozenset("abcdefghijklmnopqrstuvxyzʻʼ"),
}

# Names that keep their spelling in every language; short codes in capitals (USD, UTC, ID) need no entry.
NAMES = frozenset({"Telegram", "USAID", "ARGO", "P4I", "cron", "Cron"})

_CODE = re.compile(r"[A-Z]{2,3}")
_WORD = re.compile(r"[^\W_]+(?:[ʻʼ][^\W_]+)*")
# What is no prose: tags, placeholders, entities, addresses, commands.
_NOT_PROSE = re.compile(
    r"<[^>]*>|\{[^}]*\}|&#?\w+;|https?://\S+|[A-Za-z0-9-]+(?:\.[a-z]{2,})+(?:/\S*)?|(?<!\w)/[a-z]+\b"
)

_WRONG_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['\u2018\u2019`\u00b4]")
_LOST_TURNED_COMMA = re.compile(r"(?<![oOgG])\u02bb")
_LONE_C = re.compile(r"[cC](?![hH])")


def spelling_faults(language: str, text: str) -> Iterator[str]:
    """What is wrong with the letters of a text, each as the end of a sentence about it."""
    if not unicodedata.is_normalized("NFC", text):
        yield "has a letter put together from two characters; write it in Unicode's NFC form"
    prose = _NOT_PROSE.sub(" ", text)
    if language == "uz":
        yield from _uzbek_faults(prose)
    for word in _WORD.findall(prose):
        if fault := _word_fault(language, word):
            yield fault


def _word_fault(language: str, word: str) -> str | None:
    letters = [letter for letter in word if letter.isalpha()]
    latin, cyrillic = _of_script("LATIN", letters), _of_script("CYRILLIC", letters)
    if latin and cyrillic:
        return f"mixes scripts in “{word}”: {latin} is Latin, {cyrillic} is Cyrillic; write it in one"
    if word in NAMES or _CODE.fullmatch(word):
        return None
    foreign = "".join(dict.fromkeys(x for x in letters if not {x, x.lower()} & ALPHABETS[language]))
    if foreign:
        return f"has {foreign} in “{word}”, not of the alphabet of {language}; mend the word, or add the name to NAMES"
    return None


def _of_script(script: str, letters: list[str]) -> str:
    return "".join(letter for letter in letters if unicodedata.name(letter, "").startswith(script))


def _uzbek_faults(prose: str) -> Iterator[str]:
    for found in _WRONG_APOSTROPHE.finditer(prose):
        yield f"has the apostrophe U+{ord(found[0]):04X}; write U+02BB (oʻ, gʻ) or U+02BC (tutuq belgisi)"
    if _LOST_TURNED_COMMA.search(prose):
        yield "has U+02BB after another letter than o and g; write U+02BC for the tutuq belgisi"
    for word in _WORD.findall(prose):
        if word not in NAMES and not _CODE.fullmatch(word) and _LONE_C.search(word):
            yield f"has a c without h in “{word}”; Uzbek writes only ch"
