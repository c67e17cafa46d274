"""The form of this run: short, or with the full figures (`make torture`)."""

import os

FULL = bool(os.environ.get("TORTURE"))
DATABASES = ("sqlite", "postgresql")


def matrix(*variants: object) -> list[tuple[str, object]]:
    """Each database with each variant; in the short form each variant once, on one database and the other in turn."""
    if FULL:
        return [(database, variant) for database in DATABASES for variant in variants]
    return [(DATABASES[number % len(DATABASES)], variant) for number, variant in enumerate(variants)]


def both(short: str) -> list[str]:
    """Both databases; in the short form this one. What takes its time by the clock is not done twice in every run."""
    return list(DATABASES) if FULL else [short]
