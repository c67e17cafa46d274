"""The picture of a report, by its points: sizes, colours, order, and nothing that points at few."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo

from PIL import Image

from bot.domain.report import Ending
from bot.domain.timeline import SHOWN, Timeline
from bot.ui.chart import COLOURS, HEIGHT, SQUARES, WIDTH, draw, parts

ALMATY = ZoneInfo("Asia/Almaty")
BEGAN = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
PAPER = (252, 252, 250)


def shown(**columns: tuple[int, ...]) -> Timeline:
    return Timeline(BEGAN, timedelta(minutes=1), {Ending(name): column for name, column in columns.items()})


MIXED = shown(sent=(900, 0, 700), blocked=(50, 60, 0), uncertain=(0, 0, 30), failed=(5, 0, 80))


def picture(timeline: Timeline, zone: ZoneInfo = ALMATY) -> Image.Image:
    return Image.open(BytesIO(draw(timeline, zone)))


def test_it_is_a_png_of_a_size_a_phone_shows_well() -> None:
    image = picture(MIXED)

    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (1280, 720)
    assert len(draw(MIXED, ALMATY)) < 200_000
    assert image.info == {}, "nothing is written into the file but the picture"


def test_it_looks_the_same_every_time() -> None:
    assert draw(MIXED, ALMATY) == draw(MIXED, ALMATY)


def test_every_ending_has_its_colour_in_the_picture_and_a_square_in_the_legend() -> None:
    points = Counter(picture(MIXED).convert("RGB").get_flattened_data())

    assert COLOURS.keys() == SQUARES.keys() == set(SHOWN)
    for ending, colour in COLOURS.items():
        assert points[colour] > 200, ending
    assert points[PAPER] > WIDTH * HEIGHT / 3, "light and calm"


def test_colours_differ_in_how_dark_they_are_for_who_sees_no_colours() -> None:
    darkness = sorted(round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in COLOURS.values())

    assert min(b - a for a, b in pairwise(darkness)) >= 15
    # Green and red are the nearest in that, so what failed is striped.
    failed = [part for part in parts(MIXED) if part.ending is Ending.FAILED][-1]
    box = tuple(round(side) for side in (failed.left + 4, failed.top + 6, failed.right - 4, failed.bottom - 4))
    seen = Counter(picture(MIXED).convert("RGB").crop((box[0], box[1], box[2], box[3])).get_flattened_data())
    assert len([colour for colour, n in seen.items() if n > 20]) >= 2


def test_bars_stand_on_the_axis_and_parts_on_each_other_in_order() -> None:
    found = list(parts(MIXED))

    assert [part.ending for part in found] == [
        *(Ending.SENT, Ending.BLOCKED, Ending.FAILED),
        Ending.BLOCKED,
        *(Ending.SENT, Ending.UNCERTAIN, Ending.FAILED),
    ]
    assert [part.is_uppermost for part in found] == [False, False, True, True, False, False, True]
    for below, above in pairwise(found):
        assert above.bottom == (below.top if above.left == below.left else HEIGHT - 110)


def test_heights_are_in_proportion_and_a_small_part_can_be_seen() -> None:
    sent, _, failed, *_ = parts(MIXED)
    again = next(part for part in parts(MIXED) if part.ending is Ending.SENT and part.left > sent.left)

    assert (sent.bottom - sent.top) / (again.bottom - again.top) == 900 / 700
    assert failed.bottom - failed.top >= 5


def test_everything_is_inside_the_picture_however_many_bars_there_are() -> None:
    for bars in (1, 2, 8, 41):
        wide = shown(sent=tuple(range(5, 5 + bars)), failed=(5,) * bars)
        found = list(parts(wide))

        assert len(found) == 2 * bars
        assert all(0 < part.left < part.right < WIDTH and 0 < part.top < part.bottom < HEIGHT for part in found)
        lefts = sorted({part.left for part in found})
        assert all(b - a > 10 for a, b in pairwise(lefts)), "bars do not touch"


def test_times_are_those_of_the_zone() -> None:
    assert draw(MIXED, ALMATY) != draw(MIXED, ZoneInfo("UTC"))
