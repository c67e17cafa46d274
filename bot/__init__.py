"""A Telegram bot for outreach to civil society organisations in Central Asia and Azerbaijan."""
