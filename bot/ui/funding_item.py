"""One funding opportunity: everything somebody needs to decide whether to apply."""

from datetime import date

from bot.content.models import Amount, Funding
from bot.domain.eligibility import Window
from bot.domain.interests import Theme
from bot.domain.places import Country, Language
from bot.domain.timing import days_until
from bot.i18n.translator import Translator
from bot.ui.labels import THEMES, WINDOWS
from bot.ui.provenance import opening, shown_in, source_of, spoken
from bot.ui.routes import FundingItem, FundingList
from bot.ui.rows import foot
from bot.ui.screen import Screen
from bot.ui.text import field, heading, lines, literal, noted, paragraphs


def funding_item(t: Translator, route: FundingItem, item: Funding, today: date) -> Screen:
    """The opportunity; Back leads to the page of the list it was opened from."""
    reading = item.read(Language(t.language))
    words = reading.text
    countries = [t.country_formal(country) for country in Country if country in item.countries]
    facts = lines(
        field(t("Donor"), literal(words.funder)),
        field(t("Who can apply"), words.who.html),
        _amount(t, item.amount, words.amount_note),
        noted(window(t, item, today), words.window_note),
        field(t("Countries"), literal(t.listed(countries))),
        _topics(t, item),
        field(t("Languages of applications"), noted(_languages(t, item), words.languages_note) or t("not stated")),
        _registration(t, item.registration_required),
        _individuals(t, item.individuals),
    )
    text = paragraphs(
        lines(heading(words.title), shown_in(t, reading.language)),
        facts,
        words.summary.html,
        _caution(t, item),
        source_of(t, item),
    )
    back = FundingList(country=route.country, theme=route.theme, page=route.page)
    return Screen(text, ((opening(t, item.url),), *foot(t, back)))


def window(t: Translator, item: Funding, today: date) -> str:
    """Until when applications are taken, as a line; a window that never closes has no deadline to name."""
    if item.window is Window.ROLLING:
        return f"<b>{t(WINDOWS[item.window])}</b>"
    return field(t("Deadline"), deadline(t, item, today))


def deadline(t: Translator, item: Funding, today: date) -> str:
    """The last day and how far it is, or why there is none; HTML."""
    if item.window is not Window.DATED or item.deadline is None:
        return t(WINDOWS[item.window])
    return literal(f"{t.date(item.deadline)} ({t.in_days(days_until(item.deadline, today))})")


def _amount(t: Translator, amount: Amount | None, note: str | None) -> str:
    # A note says the sum itself, with the call or the year it is of; the bare sum would claim more than is known.
    said = literal(note) if note else _sum(t, amount) if amount else ""
    return field(t("Amount"), said) if said else ""


def _sum(t: Translator, amount: Amount) -> str:
    low, high = amount.minimum, amount.maximum
    if low is None:
        return t("up to {sum}", sum=t.money(high or 0, amount.currency))
    if high is None:
        return t("from {sum}", sum=t.money(low, amount.currency))
    if low == high:
        return literal(t.money(high, amount.currency))
    return literal(f"{t.number(low)}–{t.money(high, amount.currency)}")


def _topics(t: Translator, item: Funding) -> str:
    themes = [t.plain(THEMES[theme]) for theme in Theme if theme in item.themes]
    return field(t("Topics"), literal(", ".join(themes))) if themes else ""


def _languages(t: Translator, item: Funding) -> str:
    if "any" in item.application_languages:
        return t("any")
    return spoken(t, item.application_languages)


def _registration(t: Translator, required: bool | None) -> str:
    if required is None:
        return ""
    if required:
        return t("The organisation must be registered.")
    return t("The organisation need not be registered.")


def _individuals(t: Translator, individuals: bool | None) -> str:
    if individuals is None:
        return ""
    if individuals:
        return t("A person without an organisation may apply too.")
    return t("Only organisations may apply.")


def _caution(t: Translator, item: Funding) -> str:
    if item.grade == "A":
        return ""
    return (
        f"<i>{t('The conditions may have changed since. Check the page of the donor before you prepare anything.')}</i>"
    )
