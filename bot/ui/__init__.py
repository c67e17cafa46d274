"""What people see: pure functions from values and a translator to screens. Telegram is not imported here."""
