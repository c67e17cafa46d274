"""On which days readers are left in peace: the calendar of each country, as the rules of the domain ask for it."""

from datetime import date
from functools import partial

from bot.domain.places import Country
from bot.domain.quiet import Closed
from bot.i18n import holidays


def load() -> None:
    """Reads the calendars, which takes a moment that nobody should have to wait for later."""
    holidays.is_rest_day(Country.UZ, date.min)


def rest(country: Country | None) -> Closed:
    """Sundays, the country's public holidays, and its days of remembrance. Fits `domain.quiet.Calendars`."""
    return days_off(country, quiet_days=True)


def remembrance(country: Country | None) -> Closed:
    """The days on which only what is urgent may be sent, whatever a reader chose. Fits `domain.quiet.Calendars`."""
    return partial(holidays.remembrance, country)


def days_off(country: Country | None, quiet_days: bool) -> Closed:
    """The closed days of a reader of what the bot sends by itself."""
    return partial(holidays.is_closed, country, quiet_days)


def hardly_any(country: Country | None, quiet_days: bool) -> Closed:
    """The closed days of a reader of what staff write, or of a deadline that does not wait."""
    del quiet_days
    return remembrance(country)
