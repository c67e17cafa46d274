"""Telegram's edge: the only importer of python-telegram-bot.

Taken from the library are its bot, types, errors and constants, not its `Application`, `Updater`, `JobQueue` or
`ConversationHandler`. The updater confirms updates before they are handled and stops at one it cannot parse; the
application either handles one update at a time or reorders one person's. Here an update is confirmed only after it
was handled (`polling`), one chat's updates are handled in order while chats do not wait for each other (`inbox`), and
no conversation lives in memory: state is a row or a button.
"""
