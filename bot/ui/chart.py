"""The chart of a report: how many were reached in each span of time, as a PNG whose only words are digits and times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias
from zoneinfo import ZoneInfo

from PIL import Image, ImageChops, ImageDraw, ImageFont

from bot.domain.report import Ending
from bot.domain.timeline import SHOWN, Timeline
from bot.ui.chart_axes import FEWEST_SLOTS, Scale, scale, ticks

WIDTH, HEIGHT = 1280, 720
_SHARP = 2  # drawn larger and made smaller, which smooths every edge

_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 60, 50, 110
_DIGITS = 30
_MOST_TIMES = 7
_WIDEST_BAR = 110
_FILLED = 0.78  # of the room of a bar
_LEAST_HEIGHT = 5  # what went wrong must not be too small to be seen
_ROUND = 5
_BETWEEN = 2  # the paper that shows between two parts of a bar

_Colour: TypeAlias = tuple[int, int, int]
_PAPER: _Colour = (252, 252, 250)
_LINE: _Colour = (228, 228, 224)
_AXIS: _Colour = (140, 140, 136)
_INK: _Colour = (82, 82, 78)

# Told apart also by people who see colours otherwise (after Okabe and Ito, "Color Universal Design", 2008): by how dark
# they are, by their order, and what failed by its stripes.
COLOURS: Mapping[Ending, _Colour] = {
    Ending.SENT: (0, 158, 115),
    Ending.BLOCKED: (208, 211, 215),
    Ending.UNCERTAIN: (233, 196, 32),
    Ending.FAILED: (190, 45, 18),
}
SQUARES: Mapping[Ending, str] = {
    Ending.SENT: "🟩",
    Ending.BLOCKED: "⬜",
    Ending.UNCERTAIN: "🟨",
    Ending.FAILED: "🟥",
}
_STRIPED, _STRIPE, _STRIPES_APART = Ending.FAILED, 5, 18


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar on the picture, in points from its upper left corner."""

    ending: Ending
    left: float
    top: float
    right: float
    bottom: float
    is_uppermost: bool


def draw(timeline: Timeline, zone: ZoneInfo) -> bytes:
    """The picture, with the times of this zone."""
    numbers = scale(_highest(timeline))
    image = Image.new("RGB", (WIDTH * _SHARP, HEIGHT * _SHARP), _PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(_DIGITS * _SHARP)
    for n in numbers.lines:
        y = _height_of(n, numbers)
        _line(pen, (_LEFT, y), (WIDTH - _RIGHT, y), _LINE if n else _AXIS)
        pen.text(_sharp(_LEFT - 18, y), _written(n), fill=_INK, font=font, anchor="rm")
    for tick in ticks(timeline.start, timeline.step * _slots(timeline), zone, _MOST_TIMES):
        x = _LEFT + tick.at * (WIDTH - _LEFT - _RIGHT)
        _line(pen, (x, HEIGHT - _BOTTOM), (x, HEIGHT - _BOTTOM + 8), _AXIS)
        pen.text(_sharp(x, HEIGHT - _BOTTOM + 16), tick.label, fill=_INK, font=font, anchor="ma")
        pen.text(_sharp(x, HEIGHT - _BOTTOM + 54), tick.day, fill=_AXIS, font=font, anchor="ma")
    for part in parts(timeline):
        _fill(image, part)
    made = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()


def parts(timeline: Timeline) -> Iterator[Part]:
    """Every part of every bar, from the left and from below."""
    numbers = scale(_highest(timeline))
    room = (WIDTH - _LEFT - _RIGHT) / _slots(timeline)
    width = min(_WIDEST_BAR, room * _FILLED)
    for bar in range(timeline.bars):
        left = _LEFT + room * (bar + 0.5) - width / 2
        stacked = [ending for ending in SHOWN if timeline.columns.get(ending, ())[bar : bar + 1] > (0,)]
        bottom = float(HEIGHT - _BOTTOM)
        for ending in stacked:
            tall = (HEIGHT - _TOP - _BOTTOM) * timeline.columns[ending][bar] / numbers.top
            top = bottom - max(tall, _LEAST_HEIGHT)
            yield Part(ending, left, top, left + width, bottom, ending is stacked[-1])
            bottom = top


def _highest(timeline: Timeline) -> int:
    return max(sum(column[bar] for column in timeline.columns.values()) for bar in range(timeline.bars))


def _slots(timeline: Timeline) -> int:
    return max(timeline.bars, FEWEST_SLOTS)


def _height_of(n: int, numbers: Scale) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * n / numbers.top


def _written(n: int) -> str:
    """Thousands apart, as every one of our languages can read them."""
    return f"{n:,}".replace(",", " ")


def _sharp(x: float, y: float) -> tuple[float, float]:
    return x * _SHARP, y * _SHARP


def _line(pen: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], colour: _Colour) -> None:
    pen.line((*_sharp(*start), *_sharp(*end)), fill=colour, width=_SHARP)


def _fill(image: Image.Image, part: Part) -> None:
    left, top = (round(side * _SHARP) for side in (part.left, part.top))
    gap = 0 if part.is_uppermost else _BETWEEN
    right, bottom = round(part.right * _SHARP), round(part.bottom * _SHARP)
    size = (max(1, right - left), max(1, bottom - top))
    shape = Image.new("L", size, 0)
    radius = min(_ROUND * _SHARP, size[0] // 2, size[1]) if part.is_uppermost else 0
    box = (0, gap * _SHARP, size[0] - 1, size[1] - 1)
    ImageDraw.Draw(shape).rounded_rectangle(box, radius, 255, corners=(True, True, False, False))
    colour = COLOURS[part.ending]
    image.paste(colour, (left, top), shape)
    if part.ending is _STRIPED:
        darker = tuple(value * 3 // 4 for value in colour)
        image.paste((darker[0], darker[1], darker[2]), (left, top), ImageChops.multiply(shape, _stripes(size)))


def _stripes(size: tuple[int, int]) -> Image.Image:
    """Slanted lines, as a mask."""
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    for start in range(-size[1], size[0], _STRIPES_APART * _SHARP):
        pen.line((start, size[1], start + size[1], 0), fill=255, width=_STRIPE * _SHARP)
    return mask
