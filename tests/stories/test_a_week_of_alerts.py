"""A week of four members in four countries, over Nowruz: what reaches whom, when, and what does not."""

from datetime import UTC, datetime
from pathlib import Path

from bot.domain.places import Country, Language
from tests.promises.town import Place
from tests.stories.stage import Actor
from tests.stories.week import Week

# Monday, 15 March 2027. Nowruz is a public holiday from the 20th to the 26th in Azerbaijan, to the 24th in Kazakhstan,
# on Monday the 22nd in Uzbekistan, and on no working day in the Kyrgyz Republic. 08:00 at Leyla's, 10:00 at Nurlan's.
#
# Leyla    Azerbaijan       grants at once; has enough of one funder on Tuesday, and of everything on the last day
# Aisulu   Kazakhstan       grants on youth, in a daily digest; pauses for a week on Wednesday
# Nurlan   Kyrgyz Republic  grants in a weekly digest; quiet from 20:00 to 11:00
# Malika   Uzbekistan       grants at once, courses daily; saves three calls, applies for one
#
# The hour is the one on the reader's own clock.
TABLE = """
Mon 15  10  Leyla   alert     green-yard
Mon 15  11  Malika  alert     green-yard

Tue 16  09  Malika  alert     night-school
Tue 16  09  Leyla   alert     night-school
Tue 16  10  Aisulu  digest    green-yard
Tue 16  11  Leyla   alert     quick-call
Tue 16  12  Malika  alert     winter-school

Wed 17  10  Aisulu  digest    quick-call youth-media
Wed 17  10  Leyla   change    green-yard
Wed 17  11  Malika  change    green-yard
Wed 17  11  Aisulu  change    green-yard

Sat 20  09  Malika  alert     river-fund
Sat 20  10  Malika  digest    bee-keeping first-aid
Sat 20  10  Malika  reminder  green-yard
Sat 20  10  Malika  reminder  sprint-fund
Sat 20  10  Malika  reminder  water-fund

Mon 22  11  Nurlan  digest    green-yard nowruz-call river-fund youth-media

Tue 23  09  Malika  alert     nowruz-call
Tue 23  12  Nurlan  change    youth-media

Thu 25  09  Aisulu  change    youth-media
Thu 25  10  Aisulu  digest    nowruz-call river-fund

Fri 26  10  Malika  reminder  water-fund

Sat 27  09  Leyla   alert     river-fund
Sat 27  09  Leyla   alert     nowruz-call
Sat 27  10  Malika  reminder  water-fund
Sat 27  12  Malika  alert     last-call
"""


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2027."""
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)


async def test_a_week_in_the_life_of_four_members(tmp_path: Path, fresh_url: str) -> None:
    place = Place(fresh_url, tmp_path / "secret.key", fresh_url.partition("+")[0])
    async with Week(place, tmp_path, utc(15, 3), TABLE) as week:
        week.editors.grant("water-fund", "2027-03-29", themes="environment")
        week.editors.grant("sprint-fund", "2027-03-22", countries="UZ", themes="rights")
        await week.open()
        members = await _four_members_choose(week)
        await _monday_to_wednesday(week, members)
        await _the_bot_is_down_for_two_days(week)
        await _from_saturday_on(week, members)
        await week.compare()
        assert await place.ask("SELECT reason, n FROM parting") == [("too-many", 1)]
        assert week.scene.unexpected == []


class Members:
    def __init__(self, week: Week) -> None:
        self.leyla = week.member(5001, "Leyla", Language.AZ, Country.AZ)
        self.aisulu = week.member(5002, "Aisulu", Language.KK, Country.KZ)
        self.nurlan = week.member(5003, "Nurlan", Language.KY, Country.KG)
        self.malika = week.member(5004, "Malika", Language.UZ, Country.UZ)


async def _four_members_choose(week: Week) -> Members:
    members = Members(week)
    with week.answering(members.leyla, members.aisulu, members.nurlan, members.malika):
        await _leyla_takes_what_is_offered(members.leyla)
        await _aisulu_wants_grants_on_youth_daily(members.aisulu)
        await _nurlan_wants_grants_weekly_and_a_long_night(members.nurlan)
        await _malika_wants_courses_too_and_saves(members.malika)
    return members


async def _leyla_takes_what_is_offered(leyla: Actor) -> None:
    await leyla.join(Country.AZ, "Yes, turn on")


async def _aisulu_wants_grants_on_youth_daily(aisulu: Actor) -> None:
    await aisulu.join(Country.KZ, "Choose myself")
    await aisulu.press("Grants")
    await aisulu.press("Topics: all")
    await aisulu.press("Youth")
    await aisulu.say("/alerts")
    await aisulu.press("How often")
    await changes_often(aisulu, "Grants", "at once")


async def _nurlan_wants_grants_weekly_and_a_long_night(nurlan: Actor) -> None:
    await nurlan.join(Country.KG, "Yes, turn on")
    await nurlan.say("/alerts")
    await nurlan.press("How often")
    await changes_often(nurlan, "Grants", "at once")
    await changes_often(nurlan, "Grants", "daily")
    await nurlan.say("/alerts")
    await nurlan.press("Quiet hours")
    await nurlan.press("Change quiet hours")
    await nurlan.press_label("20:00")
    await nurlan.press_label("11:00")


async def _malika_wants_courses_too_and_saves(malika: Actor) -> None:
    await malika.join(Country.UZ, "Yes, turn on")
    await malika.say("/alerts")
    await malika.press("Courses")
    await malika.press("How often")
    await changes_often(malika, "Courses", "at once")
    for slug in ("water-fund", "sprint-fund"):
        await malika.start(f"fi_{slug}")
        await malika.press("Save")


async def changes_often(actor: Actor, kind: str, now: str) -> None:
    """Presses the button that says how often this kind comes now."""
    await actor.press_label(actor.t.plain("{kind}: " + now, kind=actor.t.plain(kind)))


async def _monday_to_wednesday(week: Week, members: Members) -> None:
    await week.until(utc(15, 6))
    async with week.edits() as editors:
        editors.grant("green-yard", "2027-05-15", themes="environment youth")
    await week.until(utc(15, 17, 30))  # night for everybody
    async with week.edits() as editors:
        editors.grant("night-school", "2027-06-01", countries="AZ UZ", themes="capacity", funder="School House")

    await week.until(utc(16, 6, 10))
    await _has_enough_of_the_funder(week, members.leyla)
    await week.until(utc(16, 7))
    async with week.edits() as editors:
        editors.grant("youth-media", "2027-05-01", countries="KZ KG", themes="youth media")
        editors.grant("winter-school", "2027-05-01", countries="AZ KZ UZ", themes="capacity", funder="School House")
        editors.grant("quick-call", "2027-03-18", countries="AZ KZ KG", themes="youth")
    await week.until(utc(16, 12))
    async with week.edits() as editors:  # a typo
        editors.grant("green-yard", "2027-05-15", themes="environment youth", summary="Small project.")

    await week.until(utc(17, 6))
    async with week.edits() as editors:  # the deadline moves
        editors.grant("green-yard", "2027-04-02", themes="environment youth", summary="Small project.")
    await week.until(utc(17, 8))
    await week.press_under(members.malika, "green-yard", "Save")
    async with week.edits() as editors:
        editors.course("bee-keeping")
    await week.until(utc(17, 10))
    with week.answering(members.aisulu):
        await members.aisulu.say("/alerts")
        await members.aisulu.press("Pause everything")
        await members.aisulu.press("A week")


async def _has_enough_of_the_funder(week: Week, leyla: Actor) -> None:
    await week.press_under(leyla, "night-school", "Less like this")
    with week.answering(leyla):
        await leyla.press_first("School House")


async def _the_bot_is_down_for_two_days(week: Week) -> None:
    await week.until(utc(17, 14, 50))
    async with week.edits() as editors:
        editors.grant("river-fund", "2027-05-20", themes="environment youth")
    await week.kill()  # it has seen the call, and has told nobody
    week.asleep_until(utc(19, 9))
    async with week.edits() as editors:
        editors.course("first-aid")
    week.asleep_until(utc(20, 4, 30))
    await week.open()


async def _from_saturday_on(week: Week, members: Members) -> None:
    await week.until(utc(20, 8))
    await week.press_under(members.malika, "green-yard", "Applied")

    await week.until(utc(21, 8))
    async with week.edits() as editors:
        editors.grant("nowruz-call", "2027-04-20", themes="culture youth")

    await week.until(utc(23, 6))
    async with week.edits() as editors:
        editors.grant("youth-media", "2027-05-01", countries="KZ KG", themes="youth media", cancelled=True)
        editors.take_away("winter-school")
    await week.until(utc(24, 6))
    await week.kill()
    await week.open()
    async with week.edits() as editors:  # it is back: nothing new for anybody
        editors.grant("winter-school", "2027-05-01", countries="AZ KZ UZ", themes="capacity", funder="School House")

    await week.until(utc(27, 6))
    await week.press_under(members.leyla, "nowruz-call", "Stop these messages")
    with week.answering(members.leyla):
        await members.leyla.press("Too many messages")
    await week.until(utc(27, 7))
    async with week.edits() as editors:
        editors.grant("last-call", "2027-05-30", themes="youth")
    await week.until(utc(27, 14))
