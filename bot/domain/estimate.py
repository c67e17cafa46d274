"""How many messages a choice would bring, counted from what was published lately."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country

DAYS = 90


@dataclass(frozen=True, slots=True)
class Past:
    """One item that was published: when, and what it is about."""

    day: date
    kind: Kind
    themes: frozenset[Theme] = frozenset()
    countries: frozenset[Country] = frozenset()


class Per(StrEnum):
    """The stretch of time by which a number of messages is best told."""

    WEEK = "week"
    MONTH = "month"
    SELDOM = "seldom"  # less than once a month


@dataclass(frozen=True, slots=True)
class Rate:
    """About `n` messages, at least one, each `per`; `n` is 0 when that is SELDOM."""

    n: int
    per: Per


def messages_in(
    past: Iterable[Past],
    interests: Interests,
    daily: Collection[Kind],
    weekly: Collection[Kind],
    today: date,
    days: int = DAYS,
) -> int:
    """How many messages the last `days` days, today among them, would have brought.

    What comes at once is one message a day, because what is published together is told together; a daily digest is one
    for each day with something in it, a weekly one for each week (Monday to Sunday).
    """
    at_once, by_day, by_week = set(), set(), set()
    for item in past:
        is_recent = timedelta(0) <= today - item.day < timedelta(days=days)
        if not is_recent or not interests.want(item.kind, item.themes, item.countries):
            continue
        if item.kind in daily:
            by_day.add(item.day)
        elif item.kind in weekly:
            by_week.add(item.day.isocalendar()[:2])
        else:
            at_once.add(item.day)
    return len(at_once) + len(by_day) + len(by_week)


def rate_of(messages: int, days: int = DAYS) -> Rate:
    """So many messages in so many days as a rate that is easy to picture, rounded to the nearest whole number."""
    for per, length in ((Per.WEEK, 7), (Per.MONTH, 30)):
        if messages * length >= days:
            return Rate((2 * messages * length + days) // (2 * days), per)
    return Rate(0, Per.SELDOM)
