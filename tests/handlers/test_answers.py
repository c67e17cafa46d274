"""Questions and answers as a member meets them."""

from bot.content.catalogue import publish
from bot.handlers import answers
from bot.store.database import Database
from bot.ui.routes import AnswerItem, AnswerList, AnswerTopics
from tests.buttons import labels, press
from tests.ui.items import answer as make
from tests.visits import AISULU, join, visit

ALL = publish([make("who-may-apply"), make("how-safe", topic="safety", title="How safe is this chat?")])


async def test_from_the_topic_over_the_question_to_the_answer_and_back(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    topics = await answers.answer_topics(here, AnswerTopics())
    assert labels(topics) == ["Grants", "Safety", "Main menu"]
    safety = press(topics, "Safety")
    assert isinstance(safety, AnswerList)
    questions = await answers.answer_list(here, safety)
    assert "1. How safe is this chat?" in questions.text.splitlines()
    question = press(questions, "1. How safe is this chat?")
    assert isinstance(question, AnswerItem)
    shown = await answers.answer_item(here, question)
    assert "Mostly registered organisations." in shown.text
    assert press(shown, "Back") == safety
    assert press(questions, "Back") == AnswerTopics()


async def test_an_answer_about_the_bot_itself_names_no_source(sqlite_db: Database) -> None:
    here = await visit(sqlite_db, AISULU, catalogue=publish([make("own", sourced=False), make("cited")]))
    own = await answers.answer_item(here, AnswerItem(slug="own"))
    cited = await answers.answer_item(here, AnswerItem(slug="cited"))
    assert own.text.endswith("Mostly registered organisations.")
    assert "Source:" in cited.text
    assert "Source read on:" in cited.text


async def test_what_has_gone_leads_to_the_topics(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    for screen in (
        await answers.answer_item(here, AnswerItem(slug="gone")),
        await answers.answer_list(here, AnswerList(topic="courses")),
        await answers.answer_list(here, AnswerList(topic="no-such-topic")),
    ):
        assert screen.toast == "This is no longer in the catalogue."
        assert labels(screen)[:2] == ["Grants", "Safety"]


async def test_no_answers_yet_is_said(sqlite_db: Database) -> None:
    screen = await answers.answer_topics(await visit(sqlite_db, AISULU), AnswerTopics())
    assert "There are no answers yet." in screen.text
