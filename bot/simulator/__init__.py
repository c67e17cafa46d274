"""A local Telegram: a strict Bot API server with people, groups, faults and a clock of its own."""
