"""One YAML file as plain values, with the line each of them stands on.

Every scalar is kept as the text the editor wrote (`no` is a word here, not false; 2025 is a text), because the models
know better than YAML what a field should be. Only an empty value or `null` is None.
"""

from dataclasses import dataclass, field

import yaml

_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Location = tuple[str | int, ...]
# An item needs four levels. What is nested by the thousand would overrun the stack of the parser.
_DEEPEST = 20

Value = str | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file, at a line counted from 1."""

    line: int
    message: str


@dataclass(slots=True)
class Source:
    """What a file holds. `lines` maps the path to a value onto its line, `first_lines` that of a text's first line."""

    values: Value = None
    lines: dict[Location, int] = field(default_factory=dict)
    first_lines: dict[Location, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, location: Location, offset: int = 0) -> int:
        """The line of a value, or of the nearest thing around it that is there; `offset` lines into a literal text."""
        while location and location not in self.lines:
            location = location[:-1]
        if location in self.first_lines:
            return self.first_lines[location] + offset
        return self.lines.get(location, 1)


def read(text: str) -> Source:
    """The values of one file; what YAML refuses is among `faults`."""
    source = Source()
    try:
        too_deep = _first_too_deep(text)
        if too_deep:
            source.faults.append(Fault(too_deep, "is nested too deeply; close the brackets, take out the extra levels"))
            return source
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        source.faults.append(_as_fault(error))
        return source
    if root is None:
        source.faults.append(Fault(1, "the file is empty; write the item, or delete the file"))
        return source
    if not isinstance(root, yaml.MappingNode):
        source.faults.append(Fault(_line(root), "the file should be a list of “field: value” lines"))
        return source
    source.values = _value(source, root, (), set())
    return source


def _first_too_deep(text: str) -> int | None:
    """The line on which the nesting passes what any item needs."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


def _value(source: Source, node: yaml.Node, location: Location, seen: set[int]) -> Value:
    source.lines[location] = _line(node)
    if id(node) in seen:
        source.faults.append(Fault(_line(node), "an anchor (&) is used again (*); write the value out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, location, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_value(source, child, (*location, index), seen) for index, child in enumerate(node.value)]
    return _scalar(source, node, location)


def _scalar(source: Source, node: yaml.Node, location: Location) -> str | None:
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    if style == "|":
        source.first_lines[location] = _line(node) + 1
    is_null = not style and node.value in {"", "~", "null"}
    return None if is_null else str(node.value)


def _mapping(source: Source, node: yaml.MappingNode, location: Location, seen: set[int]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            source.faults.append(Fault(_line(key_node), "a field has no name; write “field: value”"))
        elif key in values:
            source.faults.append(Fault(_line(key_node), f"{key}: stands twice in the same place; keep one"))
        else:
            values[key] = _value(source, value_node, (*location, key), seen)
            source.lines[(*location, key)] = _line(key_node)
    return values


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _as_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    return Fault(mark.line + 1 if mark else 1, f"not valid YAML ({problem}); check the indentation, colons and quotes")
