"""What is wrong with an announcement, or may be: looked for before anybody sends or approves it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from html import escape
from itertools import accumulate

from bot.domain.announcement import MOST_BUTTONS, Announcement, LinkButton
from bot.domain.places import Language
from bot.domain.schedule import as_utc, next_occurrence
from bot.i18n.markup import MarkupError, require_html
from bot.i18n.translator import Translator
from bot.ui.announce_leftovers import days_in, likely_leftovers, sure_leftovers
from bot.ui.announce_links import disguises, domain_told, link_fault, links_in
from bot.ui.announce_wording import shows_something, too_long, too_much_markup
from bot.ui.announce_words import bare
from bot.ui.text import lines, literal

LONGEST_BUTTON = 40  # characters: what a phone shows of a button that has a row of its own

# A message holds 4096 characters, and the longest screen, that of the second person, needs its own beside these.
# Domains come first, findings have what is left: whoever decides should see all of both.
_ROOM = 2000
_ROOM_FOR_DOMAINS = 1000
_LONGEST_DOMAIN = 50  # its end says whose it is


class Level(StrEnum):
    """What a finding does."""

    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in plain words; `language` is that of the text, None when it is about all of them."""

    level: Level
    language: Language | None
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, what blocks first, and the domains that links and buttons lead to."""

    findings: tuple[Finding, ...]
    domains: tuple[str, ...]


def checked(t: Translator, announcement: Announcement, today: date) -> Checked:
    """Everything that is wrong with the texts and buttons; `t` speaks the language of who looks."""
    written = [(one, announcement.texts[one]) for one in Language if one in announcement.texts]
    under = {language: announcement.buttons.get(language, ()) for language, _ in written}
    found = [
        Finding(level, language, words)
        for language, html in written
        for level, words in (
            *_of_text(t, html, with_media=announcement.media is not None),
            *_of_links(t, html, under[language]),
            *_of_buttons(t, under[language]),
            *_of_words(t, lines(bare(html), *(button.label for button in under[language])), announcement, today),
        )
    ]
    found += [Finding(Level.WARNS, None, words) for words in _differences(t, dict(written), under)]
    every = (link for language, html in written for link in (*links_in(html), *(b.url for b in under[language])))
    domains = dict.fromkeys(domain for domain in map(domain_told, every) if domain)
    return Checked(tuple(sorted(found, key=lambda one: one.level is Level.WARNS)), tuple(domains))


def blocks(checked: Checked) -> bool:
    """Whether it may not go out like this."""
    return any(finding.level is Level.BLOCKS for finding in checked.findings)


def check_lines(t: Translator, checked: Checked) -> str:
    """What was found and where the links lead, as HTML; empty when there is nothing to say.

    What is wrong alike in several languages is told once. What has no room is counted.
    """
    domains = _listed(t, checked.domains) if checked.domains else ""
    found = _by_words(t, checked.findings)
    told = _fitting(found, _ROOM - _length(domains))
    more = len(found) - len(told)
    return lines(
        *map(literal, told),
        t.plural("…and {n} more.", "…and {n} more.", more) if more else "",
        t("Links lead to: {domains}", domains=domains) if domains else "",
    )


def _by_words(t: Translator, findings: Iterable[Finding]) -> list[str]:
    languages: dict[tuple[Level, str], list[str]] = {}
    for one in findings:
        about = languages.setdefault((one.level, one.words), [])
        about += [t.language_label(one.language)] if one.language else []
    return [
        f"{'⛔' if level is Level.BLOCKS else '⚠️'} {', '.join(about)}{': ' if about else ''}{words}"
        for (level, words), about in languages.items()
    ]


def _listed(t: Translator, domains: tuple[str, ...]) -> str:
    each = [one if len(one) <= _LONGEST_DOMAIN else f"…{one[-_LONGEST_DOMAIN:]}" for one in domains]
    told = _fitting(each, _ROOM_FOR_DOMAINS)
    more = len(each) - len(told)
    return ", ".join([*told, t.plain_plural("and {n} more site", "and {n} more sites", more)] if more else told)


def _fitting(each: list[str], room: int) -> list[str]:
    """As many, from the first on, as have room, each with what parts it from the next."""
    ends = accumulate(_length(one) + 2 for one in each)
    return [one for one, end in zip(each, ends, strict=True) if end <= room]


def _length(plain: str) -> int:
    """In UTF-16 units, never less than what Telegram counts."""
    return len(plain.encode("utf-16-le", "surrogatepass")) // 2


def _of_text(t: Translator, html: str, *, with_media: bool) -> Iterator[tuple[Level, str]]:
    plain = bare(html)
    if not shows_something(plain):
        yield Level.BLOCKS, t.plain("Nothing can be seen in this text.")
    for fault in (too_long(t, plain, with_media=with_media), too_much_markup(t, html)):
        if fault:
            yield Level.BLOCKS, fault
    try:
        require_html(html.replace("{", "{{").replace("}", "}}"))
    except MarkupError:
        yield Level.BLOCKS, t.plain("Its formatting is broken. Please write or forward the text again.")


def _of_links(t: Translator, html: str, buttons: tuple[LinkButton, ...]) -> Iterator[tuple[Level, str]]:
    faults = (link_fault(t, link) for link in (*links_in(html), *(button.url for button in buttons)))
    as_text = (f'<a href="{escape(button.url)}">{escape(button.label)}</a>' for button in buttons)
    hidden = (fault for one in (html, *as_text) for fault in disguises(t, one))
    for fault in dict.fromkeys(fault for fault in (*faults, *hidden) if fault):
        yield Level.BLOCKS, fault


def _of_buttons(t: Translator, buttons: tuple[LinkButton, ...]) -> Iterator[tuple[Level, str]]:
    if len(buttons) > MOST_BUTTONS:
        yield Level.BLOCKS, t.plain("There are more than {most} buttons.", most=MOST_BUTTONS)
    if any(not shows_something(button.label) or len(button.label) > LONGEST_BUTTON for button in buttons):
        yield Level.BLOCKS, t.plain("A button's label must have 1 to {most} characters.", most=LONGEST_BUTTON)


def _of_words(t: Translator, plain: str, announcement: Announcement, today: date) -> Iterator[tuple[Level, str]]:
    for words in sure_leftovers(plain):
        yield Level.BLOCKS, t.plain("A placeholder was left in: {words}", words=words)
    for words in likely_leftovers(plain):
        yield Level.WARNS, t.plain("Is this a leftover placeholder? {words}", words=words)
    for day in days_in(plain):
        fault = _day_fault(t, announcement, day, today)
        if fault:
            yield Level.WARNS, fault


def _day_fault(t: Translator, announcement: Announcement, day: date, today: date) -> str | None:
    """What a reader would find wrong with a day that a text names, as plain words: it may go out after that day."""
    timing = announcement.timing
    if day < today:
        return t.plain("This day has passed: {day}", day=t.date(day))
    if timing is None:
        return None
    if day < timing.wall.date():
        return t.plain("This day will have passed when it goes out: {day}", day=t.date(day))
    if announcement.is_series and next_occurrence(timing, as_utc(datetime.combine(day, time.max), timing.zone)):
        return t.plain("It is still repeated after this day: {day}", day=t.date(day))
    return None


def _differences(
    t: Translator, texts: Mapping[Language, str], under: Mapping[Language, tuple[LinkButton, ...]]
) -> Iterator[str]:
    links = {language: len(links_in(html)) for language, html in texts.items()}
    buttons = {language: len(each) for language, each in under.items()}
    if len(set(links.values())) > 1:
        yield t.plain("The texts differ in the number of links: {counts}", counts=_counts(t, links))
    if len(set(buttons.values())) > 1:
        yield t.plain("The texts differ in the number of buttons: {counts}", counts=_counts(t, buttons))


def _counts(t: Translator, counts: Mapping[Language, int]) -> str:
    return ", ".join(f"{t.language_label(language)} {t.number(n)}" for language, n in counts.items())
