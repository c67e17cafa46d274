"""What is wrong with an announcement, or may be: looked for before anybody sends or approves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.announcement import MOST_BUTTONS, Announcement, LinkButton
from bot.domain.places import Language
from bot.i18n.markup import MarkupError, require_html
from bot.i18n.translator import Translator
from bot.ui.announce_leftovers import likely_leftovers, passed_days, sure_leftovers
from bot.ui.announce_links import domain_told, link_fault, links_in
from bot.ui.announce_wording import shows_something, too_long, too_much_markup
from bot.ui.announce_words import bare
from bot.ui.text import lines, literal

LONGEST_BUTTON = 40  # characters: what a phone shows of a button that has a row of its own

# Findings beyond these would push the rest of a screen out of its message.
_MOST_TOLD = 8
_MOST_DOMAINS = 12
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
            *_of_words(t, lines(bare(html), *(button.label for button in under[language])), today),
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
    """What was found and where the links lead, as HTML; empty when there is nothing to say."""
    told = checked.findings[:_MOST_TOLD]
    more = len(checked.findings) - len(told)
    return lines(
        *(_line(t, finding) for finding in told),
        t.plural("…and {n} more.", "…and {n} more.", more) if more else "",
        t("Links lead to: {domains}", domains=_listed(checked.domains)) if checked.domains else "",
    )


def _line(t: Translator, finding: Finding) -> str:
    sign = "⛔" if finding.level is Level.BLOCKS else "⚠️"
    about = f"{t.language_label(finding.language)}: " if finding.language else ""
    return literal(f"{sign} {about}{finding.words}")


def _listed(domains: tuple[str, ...]) -> str:
    told = [one if len(one) <= _LONGEST_DOMAIN else f"…{one[-_LONGEST_DOMAIN:]}" for one in domains[:_MOST_DOMAINS]]
    return ", ".join([*told, "…"] if len(domains) > _MOST_DOMAINS else told)


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
    for fault in dict.fromkeys(fault for fault in faults if fault):
        yield Level.BLOCKS, fault


def _of_buttons(t: Translator, buttons: tuple[LinkButton, ...]) -> Iterator[tuple[Level, str]]:
    if len(buttons) > MOST_BUTTONS:
        yield Level.BLOCKS, t.plain("There are more than {most} buttons.", most=MOST_BUTTONS)
    if any(not shows_something(button.label) or len(button.label) > LONGEST_BUTTON for button in buttons):
        yield Level.BLOCKS, t.plain("A button's label must have 1 to {most} characters.", most=LONGEST_BUTTON)


def _of_words(t: Translator, plain: str, today: date) -> Iterator[tuple[Level, str]]:
    for words in sure_leftovers(plain):
        yield Level.BLOCKS, t.plain("A placeholder was left in: {words}", words=words)
    for words in likely_leftovers(plain):
        yield Level.WARNS, t.plain("Is this a leftover placeholder? {words}", words=words)
    for day in passed_days(plain, today):
        yield Level.WARNS, t.plain("This day has passed: {day}", day=t.date(day))


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
