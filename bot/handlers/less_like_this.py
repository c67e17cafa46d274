"""Less like this: one more tap turns off a topic, the funder or a country of an item; another turns it on again."""

from collections.abc import Callable

from bot.content.telling import funder_of
from bot.domain.interests import Interests
from bot.domain.muting import with_country, with_theme, without_country, without_theme
from bot.handlers.alerts import alerts
from bot.handlers.expected import expected
from bot.handlers.gone import gone
from bot.handlers.visit import Next, Visit
from bot.i18n.marks import mark
from bot.store import members, mutes, visits
from bot.ui import less_like_this as screens
from bot.ui.alert_routes import LessLikeThis, MuteCountry, MuteFunder, MuteTheme
from bot.ui.labels import KINDS_IN_TEXT, THEMES
from bot.ui.less_like_this import name_of_funder
from bot.ui.routes import Alerts
from bot.ui.screen import Screen


async def less_like_this(visit: Visit, route: LessLikeThis) -> Screen:
    """What of the item can be turned off; when it has gone from the catalogue, all alerts."""
    item = visit.catalogue.find(route.kind, route.slug)
    if item is None:
        return gone(visit, await alerts(visit, Alerts()))
    if visit.member is None:
        return await alerts(visit, Alerts())
    async with visit.db.read() as c:
        muted = funder_of(item) in await mutes.of(c, visit.person)
    messages = await expected(visit, visit.member)
    return screens.less_like_this(visit.t, route, item, visit.member, messages, muted=muted)


async def mute_theme(visit: Visit, action: MuteTheme) -> Next:
    """Nothing more for the sake of a topic, or what is on it again."""
    change = without_theme if action.on else with_theme
    after = await _change(visit, lambda old: change(old, action.kind, action.theme))
    what, last = visit.t.plain(THEMES[action.theme]), mark("That was your last topic. You get no alerts about {kinds}.")
    return _shown(visit, action, after, what, last)


async def mute_country(visit: Visit, action: MuteCountry) -> Next:
    """Nothing more for the sake of a country, or what is for it again."""
    change = without_country if action.on else with_country
    after = await _change(visit, lambda old: change(old, action.kind, action.country))
    last = mark("That was your last country. You get no alerts about {kinds}.")
    return _shown(visit, action, after, visit.t.country(action.country), last)


async def mute_funder(visit: Visit, action: MuteFunder) -> Next:
    """Nothing more of the funder, or what is theirs again."""
    item = visit.catalogue.find(action.kind, action.slug)
    funder = funder_of(item) if item is not None else None
    if item is None or funder is None:
        return Next(LessLikeThis(kind=action.kind, slug=action.slug))
    change = mutes.add if action.on else mutes.remove
    async with visit.db.write() as tx:
        await change(tx, visit.person, funder)
    return _shown(visit, action, None, name_of_funder(visit.t, item), "")


def _shown(
    visit: Visit, action: MuteTheme | MuteFunder | MuteCountry, after: Interests | None, what: str, last: str
) -> Next:
    """The choices as they are now, with a word on what has changed."""
    t = visit.t
    if after is not None and action.kind not in after.kinds:
        toast = t.plain(last, kinds=t.plain(KINDS_IN_TEXT[action.kind]))
    else:
        toast = t.plain("{what}: off", what=what) if action.on else t.plain("{what}: on", what=what)
    return Next(LessLikeThis(kind=action.kind, slug=action.slug), toast=toast)


async def _change(visit: Visit, change: Callable[[Interests], Interests]) -> Interests | None:
    """Changes the interests as they are now, and gives them; None for whoever is no member."""
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is None:
            return None
        after = change(known.member.interests)
        await members.set_interests(tx, visit.person, after)
    return after
