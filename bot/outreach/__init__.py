"""What happens without being asked: what is due is planned, sent and settled, and its author sees how it goes."""
