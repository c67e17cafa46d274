"""/start, and the first two questions: which language, which country."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.interests import Interests
from bot.domain.member import Member, Standing
from bot.domain.places import Country, Language, reader_zone
from bot.handlers.onward import onward
from bot.handlers.visit import Next, Visit
from bot.store import changes, members, visits
from bot.ui import start as screens
from bot.ui.alert_routes import FirstAlerts
from bot.ui.packing import BEHIND_OFFER, Route, behind
from bot.ui.routes import Begin, ChooseCountry, ChooseLanguage, Home, SetCountry, SetLanguage, Settings
from bot.ui.screen import Screen


async def begin(visit: Visit, action: Begin) -> Next:
    """Wakes a member who had stopped or had blocked the bot, with their old settings."""
    place = onward(action.then, Home())
    if visit.member is None or visit.member.standing is Standing.ACTIVE:
        return Next(place)
    async with visit.db.write() as tx:
        await members.revive(tx, visit.person)
    return Next(place, toast=visit.t.plain("Welcome back. Everything is as before."))


async def choose_language(visit: Visit, route: ChooseLanguage) -> Screen:
    """Asks a newcomer in the hinted language and in Russian, a member in their own."""
    if visit.member is not None:
        return screens.choose_language(visit.t, visit.language, route.then, onward(route.then, Settings()))
    # The country question is part of the button, so that a second tap on it leads to the same place as the first.
    country_next = _country_first(onward(route.then, Home()))
    greeters = (visit.t, visit.translator(Language.RU))
    return screens.greeting(greeters, visit.language, country_next.pack())


async def set_language(visit: Visit, action: SetLanguage) -> Next:
    """Sets the language; a newcomer becomes a member by it."""
    async with visit.db.write() as tx:
        await members.set_language(tx, visit.person, action.language, visit.now.date(), visit.chat)
        if visit.member is not None and visit.member.standing is Standing.STOPPED:
            # Reading in another language is no wish to be written to again; only /start is.
            await members.set_standing(tx, visit.person, Standing.STOPPED)
    if visit.member is None:
        return Next(_country_first(onward(action.then, Home())))
    return Next(onward(action.then, Settings()), toast=visit.translator(action.language).plain("Saved."))


async def choose_country(visit: Visit, route: ChooseCountry) -> Screen:
    """Asks where the member works; behind a newcomer's first questions stands the offer, and there is no way back."""
    now = visit.member.country if visit.member else None
    place = onward(route.then, Home())
    if visit.member is None or isinstance(place, FirstAlerts):
        return screens.choose_country(visit.t, now, route.then)
    return screens.change_country(visit.t, now, route.then, place)


async def set_country(visit: Visit, action: SetCountry) -> Next:
    """Sets the country, or that there is none; then no alerts are offered, which would be for all of them."""
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is not None:
            await members.set_country(tx, visit.person, action.country)
            await members.set_interests(tx, visit.person, _moved(known.member, action.country))
            end = _end_of_pause(known.member, action.country)
            if end is not None:
                await members.pause_until(tx, visit.person, end)
                await changes.bring_forward(tx, visit.person, end)
    place = onward(action.then, Home())
    if action.country is None and isinstance(place, FirstAlerts):
        place = onward(place.then, Home())
    return Next(place)


def _moved(member: Member, country: Country | None) -> Interests:
    """The interests of a member who moves: alerts that were for their own country alone are for the new one now."""
    if country is None or member.interests.countries != {member.country}:
        return member.interests
    return replace(member.interests, countries=frozenset({country}))


def _end_of_pause(member: Member, country: Country | None) -> datetime | None:
    """When a pause of this member ends on the clock of the new country: at the same hour, so on the same day."""
    if not member.paused or member.paused_until is None:
        return None
    there = member.paused_until.astimezone(reader_zone(member.country))
    return there.replace(tzinfo=reader_zone(country)).astimezone(UTC)


def _country_first(place: Route) -> ChooseCountry:
    """The country question with the place behind it, and between the two the first offer of alerts.

    The offer is a part of the buttons, so that nobody who only changes the country gets it.
    """
    if isinstance(place, ChooseCountry):
        return place
    return ChooseCountry(then=FirstAlerts(then=behind(place, BEHIND_OFFER)).pack())
