"""Less like this: one more tap turns a topic, a funder or a country off, the same button turns it on again."""

from datetime import timedelta

from bot.content.catalogue import Catalogue, publish
from bot.content.telling import funder_of
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country
from bot.handlers import alerts, funding, less_like_this
from bot.handlers.visit import Visit
from bot.store import members, mutes
from bot.store.database import Database
from bot.ui.alert_routes import HearAllFunders, LessLikeThis, MuteCountry, MuteFunder, MuteTheme
from bot.ui.routes import Alerts, FundingItem, SetKind
from tests.buttons import labels, press
from tests.ui import items
from tests.visits import AISULU, NOW, join, visit

GRANT = items.funding("a-grant", themes=(Theme.YOUTH, Theme.MEDIA), countries=(Country.KZ, Country.KG))
SHOWN = publish([GRANT, items.course("a-course")])
PLACE = LessLikeThis(kind=Kind.GRANT, slug="a-grant")


async def here(db: Database, catalogue: Catalogue = SHOWN) -> Visit:
    return await visit(db, AISULU, catalogue=catalogue)


async def wants(db: Database, interests: Interests) -> None:
    person = await join(db, AISULU)
    async with db.write() as tx:
        await members.set_interests(tx, person, interests)


async def interests(db: Database) -> Interests:
    member = (await visit(db, AISULU)).member
    assert member is not None
    return member.interests


async def test_a_topic_goes_off_with_one_tap_and_on_again_with_the_same_button(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert labels(screen)[:4] == ["✓ Youth", "✓ Media", "✓ Fund & Sons", "✓ Kazakhstan"]
    tap = press(screen, "✓ Youth")
    assert isinstance(tap, MuteTheme)

    done = await less_like_this.mute_theme(await here(sqlite_db), tap)

    assert (done.route, done.toast) == (PLACE, "Youth: off")
    assert (await interests(sqlite_db)).themes == frozenset(Theme) - {Theme.YOUTH}
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert "Off now: Youth. Tap to turn it on." in screen.text
    tap = press(screen, "Youth")
    assert isinstance(tap, MuteTheme)
    assert (await less_like_this.mute_theme(await here(sqlite_db), tap)).toast == "Youth: on"
    assert await interests(sqlite_db) == Interests(frozenset({Kind.GRANT}))


async def test_the_last_topic_does_not_become_every_topic(sqlite_db: Database) -> None:
    before = Interests(frozenset({Kind.GRANT, Kind.NEWS}), frozenset({Theme.YOUTH}))
    await wants(sqlite_db, before)
    off = MuteTheme(theme=Theme.YOUTH, kind=Kind.GRANT, slug="a-grant")
    done = await less_like_this.mute_theme(await here(sqlite_db), off)
    assert done.toast == "That was your last topic. You get no alerts about grants."
    assert (await interests(sqlite_db)).kinds == {Kind.NEWS}
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert "You get no alerts about grants." in screen.text
    on = press(screen, "Youth")
    assert isinstance(on, MuteTheme)
    await less_like_this.mute_theme(await here(sqlite_db), on)
    assert await interests(sqlite_db) == before


async def test_it_is_said_that_a_call_on_another_topic_too_still_comes(sqlite_db: Database) -> None:
    still = "Calls that are also about other topics you follow still come."
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    done = await less_like_this.mute_theme(
        await here(sqlite_db), MuteTheme(theme=Theme.MEDIA, kind=Kind.GRANT, slug="a-grant")
    )
    assert done.toast == "Media: off"
    assert (await interests(sqlite_db)).want(Kind.GRANT, {Theme.YOUTH, Theme.MEDIA})
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert still in screen.text
    for other in (Theme.MEDIA, Theme.SAFETY):
        await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), frozenset({other})))
        screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
        assert "Off now: Youth" in screen.text
        assert still in screen.text, "on youth and another topic it comes although youth is off"
    on_media = publish([items.funding("a-grant", themes=(Theme.MEDIA,))])
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), frozenset({Theme.MEDIA})))
    screen = await less_like_this.less_like_this(await here(sqlite_db, on_media), PLACE)
    assert still not in screen.text, "with the last topic goes the kind"
    await wants(sqlite_db, Interests(frozenset({Kind.NEWS})))
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert still not in screen.text


async def test_it_is_said_that_what_is_for_another_country_too_still_comes(sqlite_db: Database) -> None:
    still = "What is also for other countries you follow still comes."
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ, Country.TJ})))
    assert still in (await less_like_this.less_like_this(await here(sqlite_db), PLACE)).text
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ})))
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert "Off now: Kyrgyzstan" in screen.text
    assert still in screen.text, "for both countries it comes although one is off"
    at_home = publish([items.funding("a-grant", countries=(Country.KZ,))])
    assert still not in (await less_like_this.less_like_this(await here(sqlite_db, at_home), PLACE)).text
    await wants(sqlite_db, Interests(frozenset({Kind.COURSE})))
    course = LessLikeThis(kind=Kind.COURSE, slug="a-course")
    assert still not in (await less_like_this.less_like_this(await here(sqlite_db), course)).text


async def test_how_many_alerts_are_left_is_said_at_once(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    days = [NOW.date() - timedelta(days=number) for number in range(4)]
    calls = [items.funding(f"call-{day}", themes=(Theme.YOUTH,)).model_copy(update={"published": day}) for day in days]
    old = items.funding("old").model_copy(update={"published": NOW.date() - timedelta(days=90)})
    catalogue = publish([GRANT, old, *calls])
    some = "In the last 90 days these alerts would have been about 1 message a month."
    none = "In the last 90 days these alerts would have been less than one message a month."
    assert some in (await less_like_this.less_like_this(await here(sqlite_db, catalogue), PLACE)).text

    off = MuteTheme(theme=Theme.YOUTH, kind=Kind.GRANT, slug="a-grant")
    await less_like_this.mute_theme(await here(sqlite_db, catalogue), off)
    assert none in (await less_like_this.less_like_this(await here(sqlite_db, catalogue), PLACE)).text
    back = MuteTheme(theme=Theme.YOUTH, kind=Kind.GRANT, slug="a-grant", on=False)
    await less_like_this.mute_theme(await here(sqlite_db, catalogue), back)
    await less_like_this.mute_funder(await here(sqlite_db, catalogue), MuteFunder(kind=Kind.GRANT, slug="a-grant"))
    assert none in (await less_like_this.less_like_this(await here(sqlite_db, catalogue), PLACE)).text
    assert none in (await alerts.alerts(await here(sqlite_db, catalogue), Alerts())).text


async def test_a_country_goes_off_and_on(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ, Country.TJ})))
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    tap = press(screen, "✓ Kazakhstan")
    assert isinstance(tap, MuteCountry)
    assert (await less_like_this.mute_country(await here(sqlite_db), tap)).toast == "Kazakhstan: off"
    assert (await interests(sqlite_db)).countries == {Country.TJ}
    last = MuteCountry(country=Country.TJ, kind=Kind.GRANT, slug="a-grant")
    done = await less_like_this.mute_country(await here(sqlite_db), last)
    assert done.toast == "That was your last country. You get no alerts about grants."


async def test_who_follows_their_own_country_only_is_not_offered_the_others(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KZ})))
    async with sqlite_db.write() as tx:
        await members.set_country(tx, sqlite_db.seal.seal(AISULU), Country.KZ)
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert "✓ Kazakhstan" in labels(screen)
    assert "Kyrgyzstan" not in labels(screen)
    assert "Off now" not in screen.text


async def test_a_funder_goes_off_and_on(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    tap = press(await less_like_this.less_like_this(await here(sqlite_db), PLACE), "✓ Fund & Sons")
    assert isinstance(tap, MuteFunder)
    for _ in range(2):
        assert (await less_like_this.mute_funder(await here(sqlite_db), tap)).toast == "Fund & Sons: off"
    async with sqlite_db.read() as c:
        assert await mutes.of(c, sqlite_db.seal.seal(AISULU)) == [funder_of(GRANT)]
    screen = await less_like_this.less_like_this(await here(sqlite_db), PLACE)
    assert "Off now: Fund &amp; Sons." in screen.text
    back = press(screen, "Fund & Sons")
    assert isinstance(back, MuteFunder)
    await less_like_this.mute_funder(await here(sqlite_db), back)
    async with sqlite_db.read() as c:
        assert await mutes.of(c, sqlite_db.seal.seal(AISULU)) == []


async def test_muted_funders_stand_under_my_alerts_and_come_back_all_at_once(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    await less_like_this.mute_funder(await here(sqlite_db), MuteFunder(kind=Kind.GRANT, slug="a-grant"))
    async with sqlite_db.write() as tx:
        await mutes.add(tx, sqlite_db.seal.seal(AISULU), "a-fund-that-is-gone")
    screen = await alerts.alerts(await here(sqlite_db), Alerts())
    assert "a fund that is gone; Fund &amp; Sons" in screen.text
    tap = press(screen, "Hear of all funders")
    assert isinstance(tap, HearAllFunders)
    done = await alerts.hear_all_funders(await here(sqlite_db), tap)
    assert done.toast == "Saved."
    async with sqlite_db.read() as c:
        assert await mutes.of(c, sqlite_db.seal.seal(AISULU)) == []
    assert "Hear of all funders" not in labels(await alerts.alerts(await here(sqlite_db), Alerts()))


async def test_what_nothing_narrows_can_only_go_as_a_kind(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.COURSE})))
    screen = await less_like_this.less_like_this(await here(sqlite_db), LessLikeThis(kind=Kind.COURSE, slug="a-course"))
    assert press(screen, "✓ Courses") == SetKind(kind=Kind.COURSE, on=False)


async def test_what_has_gone_leads_to_all_alerts(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT})))
    screen = await less_like_this.less_like_this(await here(sqlite_db, Catalogue()), PLACE)
    assert screen.toast == "This is no longer in the catalogue."
    tap = MuteFunder(kind=Kind.GRANT, slug="a-grant")
    assert (await less_like_this.mute_funder(await here(sqlite_db, Catalogue()), tap)).route == PLACE


async def test_only_whom_alerts_bring_an_item_is_offered_less_of_it_on_its_page(sqlite_db: Database) -> None:
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH})))
    page = await funding.funding_item(await here(sqlite_db), FundingItem(slug="a-grant"))
    assert press(page, "Less like this") == PLACE
    await wants(sqlite_db, Interests(frozenset({Kind.GRANT}), frozenset({Theme.SAFETY})))
    page = await funding.funding_item(await here(sqlite_db), FundingItem(slug="a-grant"))
    assert "Less like this" not in labels(page)
