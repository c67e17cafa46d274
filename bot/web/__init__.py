"""The aiohttp application: what others call over HTTP, which is Telegram's webhook and whoever watches the bot."""
