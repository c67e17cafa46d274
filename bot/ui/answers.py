"""Questions and answers: the topics, the questions on one, and an answer."""

from collections.abc import Sequence

from bot.content.models import Answer
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.labels import TOPICS
from bot.ui.provenance import shown_in, source_of
from bot.ui.routes import AnswerItem, AnswerList, AnswerTopics
from bot.ui.rows import foot, in_pairs, shortened
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, lines, literal, paragraphs


def answer_topics(t: Translator, topics: Sequence[str]) -> Screen:
    """What there are answers on."""
    text = paragraphs(
        heading(t.plain("Questions and answers")),
        t("Choose a topic.") if topics else t("There are no answers yet."),
    )
    buttons = [Press(topic_name(t, topic), AnswerList(topic=topic)) for topic in topics]
    return Screen(text, (*in_pairs(buttons), *foot(t)))


def answer_list(t: Translator, topic: str, items: Sequence[Answer]) -> Screen:
    """The questions on one topic; they stand in the text too, where nothing cuts them off."""
    numbered = list(enumerate(items, start=1))
    questions = [f"{number}. {literal(_question(t, item))}" for number, item in numbered]
    text = paragraphs(heading(topic_name(t, topic)), lines(*questions))
    buttons = [
        (Press(shortened(f"{number}. {_question(t, item)}"), AnswerItem(slug=item.slug)),) for number, item in numbered
    ]
    return Screen(text, (*buttons, *foot(t, AnswerTopics())))


def answer_item(t: Translator, item: Answer) -> Screen:
    """One question with its answer."""
    reading = item.read(Language(t.language))
    text = paragraphs(
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        reading.text.body.html,
        source_of(t, item),
    )
    return Screen(text, foot(t, AnswerList(topic=item.topic)))


def topic_name(t: Translator, topic: str) -> str:
    """The topic in words; one the bot has no words for yet is shown by its slug."""
    return t.plain(TOPICS[topic]) if topic in TOPICS else topic


def _question(t: Translator, item: Answer) -> str:
    return item.read(Language(t.language)).text.title
