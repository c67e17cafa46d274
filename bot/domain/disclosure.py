"""Which numbers of a table may be told, when numbers of a few people may be neither told nor worked out.

A number of people under `FEWEST` is never told, the largest of all no more than the others. A table has rows, columns,
their totals, and one grand total, which everybody knows where it may be told. So any other number that would give a
small one away is hidden too: one is protected when what is told still allows it to be anything from one to four. That
is a question about flows in a network whose edges are the numbers and whose nodes are the sums, and is answered
exactly; which further numbers to hide for it is chosen by the cheapest path (Kelly, Golden and Assad, "Cell
suppression: disclosure protection for sensitive tabular data", Networks 22, 1992).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush
from typing import Generic, TypeVar

from bot.domain.approval import FEWEST

R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)


class Hidden(Enum):
    """Why a number is not told."""

    FEW = "few"  # it is under `FEWEST`
    WITHHELD = "withheld"  # a smaller one could be worked out from it


Told = int | Hidden


def disclosed(n: int) -> Told:
    """A number that stands by itself, as it may be told; nobody at all points at nobody."""
    return Hidden.FEW if 0 < n < FEWEST else n


@dataclass(frozen=True, slots=True)
class Table(Generic[R, C]):
    """What may be told of each number, of the totals of rows and columns too."""

    cells: Mapping[tuple[R, C], Told]
    rows: Mapping[R, Told]
    columns: Mapping[C, Told]


def tell(counts: Mapping[tuple[R, C], int], rows: Iterable[R], columns: Iterable[C]) -> Table[R, C]:
    """The table of these rows and columns as it may be told to somebody who knows the grand total."""
    down, across = tuple(rows), tuple(columns)
    edges: dict[Hashable, _Edge] = {}
    for row in down:
        total = sum(counts.get((row, column), 0) for column in across)
        edges["row", row] = _Edge(_START, ("row", row), total)
    for column in across:
        total = sum(counts.get((row, column), 0) for row in down)
        edges["column", column] = _Edge(("column", column), _END, total)
    for row in down:
        for column in across:
            edges[row, column] = _Edge(("row", row), ("column", column), counts.get((row, column), 0))
    answer = _told(edges, sum(counts.values()))
    return Table(
        {(row, column): answer[row, column] for row in down for column in across},
        {row: answer["row", row] for row in down},
        {column: answer["column", column] for column in across},
    )


_Step = tuple[Hashable, bool]  # a number that becomes larger, or else smaller
_Came = tuple[Hashable, _Step] | None  # from which node, by which step

_START, _END = "all rows", "all columns"
_PLENTY = FEWEST * 2  # more than is ever asked of a path


@dataclass(frozen=True, slots=True)
class _Edge:
    """One number: it flows from the node `start` to the node `end`."""

    start: Hashable
    end: Hashable
    n: int

    @property
    def is_few(self) -> bool:
        return self.n < FEWEST

    def room(self, *, more: bool) -> int:
        """How far it could be larger, or smaller, if it were hidden; whoever sees it hidden knows whether it is few."""
        if more:
            return FEWEST - 1 - self.n if self.is_few else _PLENTY
        return self.n if self.is_few else self.n - FEWEST

    @property
    def cost(self) -> int:
        """What is lost when it is hidden: the more the larger it is."""
        return 1 + self.n.bit_length()


@dataclass(slots=True)
class _Network:
    edges: Mapping[Hashable, _Edge]
    hidden: set[Hashable] = field(default_factory=set)

    def protect(self, name: Hashable) -> bool:
        """Hides what it takes for one of the few to be anything from one to four; whether that is possible."""
        n = self.edges[name].n
        return self._loosen(name, n - 1, more=False) and self._loosen(name, FEWEST - 1 - n, more=True)

    def _loosen(self, name: Hashable, need: int, *, more: bool) -> bool:
        """The same for being larger or smaller by `need`."""
        edge = self.edges[name]
        start, end = (edge.end, edge.start) if more else (edge.start, edge.end)
        pushed: Counter[_Step] = Counter()
        while need > 0:
            path = self._cheapest(start, end, name, pushed)
            if path is None:
                return False
            amount = min(need, *(self._room(step, pushed) for step in path))
            for step in path:
                pushed[step] += amount
            self.hidden.update(other for other, _ in path)
            need -= amount
        return True

    def _room(self, step: _Step, pushed: Counter[_Step]) -> int:
        name, more = step
        return self.edges[name].room(more=more) - pushed[step] + pushed[name, not more]

    def _cheapest(
        self, start: Hashable, end: Hashable, without: Hashable, pushed: Counter[_Step]
    ) -> list[_Step] | None:
        """The steps that hide the least; None when there is no way."""
        reached: dict[Hashable, _Came] = {}
        ahead: list[tuple[int, int, Hashable, _Came]] = [(0, 0, start, None)]
        order = 0
        while ahead:
            cost, _, node, came = heappop(ahead)
            if node in reached:
                continue
            reached[node] = came
            if node == end:
                return list(_back(reached, end))
            for step, onward in self._steps(node):
                if step[0] != without and onward not in reached and self._room(step, pushed) > 0:
                    order += 1
                    more_cost = 0 if step[0] in self.hidden else self.edges[step[0]].cost
                    heappush(ahead, (cost + more_cost, order, onward, (node, step)))
        return None

    def _steps(self, node: Hashable) -> Iterator[tuple[_Step, Hashable]]:
        for name, edge in self.edges.items():
            if edge.start == node:
                yield (name, True), edge.end
            elif edge.end == node:
                yield (name, False), edge.start


def _back(reached: Mapping[Hashable, _Came], end: Hashable) -> Iterator[_Step]:
    came = reached[end]
    while came is not None:
        node, step = came
        yield step
        came = reached[node]


def _told(edges: Mapping[Hashable, _Edge], total: int) -> Mapping[Hashable, Told]:
    if not total:
        return dict.fromkeys(edges, 0)
    if total < FEWEST:
        return dict.fromkeys(edges, Hidden.FEW)
    few = [name for name, edge in edges.items() if 0 < edge.n < FEWEST]
    network = _Network(edges, set(few))
    # Hiding more never makes a number that is protected less so, and what is hidden on the way is never one of the few.
    if not all(network.protect(name) for name in few):
        return dict.fromkeys(edges, Hidden.WITHHELD)
    return {name: _mark(edge) if name in network.hidden else edge.n for name, edge in edges.items()}


def _mark(edge: _Edge) -> Hidden:
    return Hidden.FEW if edge.is_few else Hidden.WITHHELD
