"""One funding opportunity: everything somebody needs to decide whether to apply."""

from datetime import date

from bot.content.models import Amount, Funding
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.i18n.translator import Translator
from bot.ui.amounts import amount
from bot.ui.deadlines import closing_fact
from bot.ui.labels import THEMES
from bot.ui.provenance import opening, shown_in, source_of, spoken
from bot.ui.routes import FundingItem, FundingList
from bot.ui.rows import foot
from bot.ui.saving import NOTHING_YET, Own, saving_rows
from bot.ui.screen import Screen
from bot.ui.text import field, heading, lines, literal, noted, paragraphs


def funding_item(t: Translator, route: FundingItem, item: Funding, today: date, own: Own = NOTHING_YET) -> Screen:
    """The opportunity; Back leads to the page of the list it was opened from."""
    reading = item.read(Language(t.language))
    words = reading.text
    countries = [t.country_formal(country) for country in Country if country in item.countries]
    facts = lines(
        field(t("Donor"), literal(words.funder)),
        field(t("Who can apply"), words.who.html),
        _amount(t, item.amount, words.amount_note),
        noted(closing_fact(t, item, today), words.window_note),
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
    rows = saving_rows(t, Kind.GRANT, item.slug, own, back)
    return Screen(text, ((opening(t, item.url),), *rows, *foot(t, back)))


def _amount(t: Translator, stated: Amount | None, note: str | None) -> str:
    # A note says the sum itself, with the call or the year it is of; the bare sum would claim more than is known.
    said = note or (amount(t, stated.minimum, stated.maximum, stated.currency) if stated else "")
    return field(t("Amount"), literal(said)) if said else ""


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
