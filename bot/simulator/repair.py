"""Entities repaired instead of refused: nested, merged and split as TDLib's fix_entities does."""

from collections.abc import Iterable
from itertools import pairwise

from bot.simulator.entities import Entity, sort_entities

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"pre", "code", "date_time"})  # nothing may stand inside these


def repair(entities: Iterable[Entity]) -> list[Entity]:
    """The entities as the server keeps them, in order."""
    ordered = sort_entities(entities)
    if _valid(ordered):
        return ordered
    quotes = _without_crossing([e for e in ordered if e.type in QUOTES])
    solid = _without_crossing([e for e in ordered if e.type not in QUOTES and e.type not in SPLITTABLE])
    solid = [e for e in solid if all(_fits(e, quote) for quote in quotes)]
    split = _split([e for e in ordered if e.type in SPLITTABLE], sort_entities(solid + quotes))
    return sort_entities(solid + quotes + split)


def _valid(ordered: list[Entity]) -> bool:
    nested: list[Entity] = []
    ends: dict[str, int] = {}
    for entity in ordered:
        while nested and entity.offset >= nested[-1].end:
            nested.pop()
        if nested and not _may_stand_in(entity, nested):
            return False
        if entity.type in SPLITTABLE:
            if ends.get(entity.type, -1) >= entity.offset:
                return False
            ends[entity.type] = entity.end
        nested.append(entity)
    return True


def _may_stand_in(entity: Entity, nested: list[Entity]) -> bool:
    around = {outer.type for outer in nested}
    if entity.end > nested[-1].end or around & CODE or entity.type in around:
        return False
    if entity.type in CODE:
        return around <= QUOTES
    if entity.type in SPLITTABLE:
        return True
    if entity.type in QUOTES:
        return around <= set(SPLITTABLE)
    return around <= QUOTES | set(SPLITTABLE)


def _without_crossing(ordered: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    end = 0
    for entity in ordered:
        if entity.offset >= end:
            kept.append(entity)
            end = entity.end
    return kept


def _fits(entity: Entity, quote: Entity) -> bool:
    apart = entity.end <= quote.offset or quote.end <= entity.offset
    inside = quote.offset <= entity.offset and entity.end <= quote.end
    return apart or inside


def _split(styles: list[Entity], solid: list[Entity]) -> list[Entity]:
    """Each style cut at the borders of solid entities and of the styles before it, and kept out of code."""
    borders = {border for entity in solid for border in (entity.offset, entity.end)}
    code = [entity for entity in solid if entity.type in CODE]
    result: list[Entity] = []
    for style in SPLITTABLE:
        merged = _merged([entity for entity in styles if entity.type == style])
        cuts = borders | {border for outer in result for border in (outer.offset, outer.end)}
        for start, end in merged:
            edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
            result.extend(
                Entity(style, a, b - a)
                for a, b in pairwise(edges)
                if not any(entity.offset <= a and b <= entity.end for entity in code)
            )
    return result


def _merged(entities: list[Entity]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for entity in entities:
        if spans and entity.offset <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], entity.end))
        else:
            spans.append((entity.offset, entity.end))
    return spans
