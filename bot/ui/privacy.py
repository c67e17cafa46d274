"""Privacy: what is stored, what is not, and what nobody can promise in a Telegram chat."""

from bot.i18n.translator import Translator
from bot.ui.routes import DeleteMyData, MyData
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, paragraphs


def privacy(t: Translator) -> Screen:
    """Sober and true; whoever changes what is stored changes this text."""
    text = paragraphs(
        heading(t.plain("Privacy")),
        t(
            "<b>Stored:</b> your Telegram number in sealed form, language, country, what you want to hear about and "
            "when, whether messages may be sent, which announcements and new items were sent to you or wait to be "
            "sent, what you saved, which funders you muted, your first day and your last visit. "
            "For the team also the role and the announcements they write.",
        ),
        t("<b>Groups and channels:</b> the same is stored about the chat, and nothing about the people in it."),
        t(
            "<b>Not stored:</b> your name, username, phone number, what you write to the bot and what you read here. "
            "Nobody counts what you open.",
        ),
        t(
            "<b>Sealed</b> means encrypted with a key that lies outside the database. Whoever gets only the database "
            "cannot see whose data it is. The running bot has the key: without it, it could not write to you.",
        ),
        t(
            "<b>What Telegram sees:</b> chats with bots are not end-to-end encrypted. Telegram can read this chat and "
            "knows that you use this bot. So does anybody who opens your phone.",
        ),
        t(
            "<b>Links</b> go straight to the other site, and nobody counts them. "
            "That site sees your visit as it sees any other.",
        ),
        t(
            "<b>Deleting:</b> you can delete everything at any time, at once and without giving a reason. "
            "A backup made before may keep it, sealed, until that backup is replaced.",
        ),
    )
    ways = (
        Press(t.plain("What the bot knows about me"), MyData()),
        Press(t.plain("Delete my data"), DeleteMyData()),
    )
    return Screen(text, (*in_pairs(ways), *foot(t)))
