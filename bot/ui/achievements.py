"""What the programme achieved: the list of places, one place, and the programme itself."""

from collections.abc import Sequence

from bot.content.models import Achievement, Page
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.provenance import shown_in, source_of
from bot.ui.routes import AchievementItem, AchievementList, ProgrammePage
from bot.ui.rows import foot, in_pairs, shortened
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, lines, paragraphs


def achievement_list(t: Translator, items: Sequence[Achievement], pages: Sequence[Page]) -> Screen:
    """The region, each country, and the pages about the programme."""
    text = paragraphs(
        heading(t.plain("Country achievements")),
        t("What civil society organisations (CSOs) did together with the programme, in the region and by country."),
    )
    places = [Press(place_name(t, item), AchievementItem(slug=item.slug)) for item in items]
    about = [Press(shortened(_title(t, page)), ProgrammePage(slug=page.slug)) for page in pages]
    return Screen(text, (*in_pairs((*places, *about)), *foot(t)))


def achievement_item(t: Translator, item: Achievement) -> Screen:
    """One place, with the figures of the programme's own fact sheet; the source names the year they are of."""
    reading = item.read(Language(t.language))
    text = paragraphs(
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        reading.text.summary.html,
        source_of(t, item),
    )
    return Screen(text, foot(t, AchievementList()))


def programme_page(t: Translator, page: Page) -> Screen:
    """A page about the programme."""
    reading = page.read(Language(t.language))
    text = paragraphs(
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        reading.text.body.html,
        source_of(t, page),
    )
    return Screen(text, foot(t, AchievementList()))


def place_name(t: Translator, item: Achievement) -> str:
    """The country, or the whole region; plain text."""
    return t.country(item.country) if item.country else t.plain("Whole region")


def _title(t: Translator, page: Page) -> str:
    return page.read(Language(t.language)).text.title
