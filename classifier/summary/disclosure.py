"""Disclosure control: which counts are not shown, so that no small one can be worked out.

A count from 1 up to the limit is hidden (primary suppression). Since tables have totals, and tables share cells, more
counts are hidden until nobody who knows all the others can pin a small one down: over everything that agrees with the
shown figures, each small count must be able to lie anywhere in a range at least `limit` wide (linear programming, the
audit of Fischetti and Salazar, *Management Science* 47, 2001). A zero is shown: it is about nobody.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, lil_array

# What is left to the reader's uncertainty may fall short of the limit by rounding in the solver.
_TOLERANCE = 1e-6

# A cell is named by what it counts: (("channel", "email"), ("topic", "GAT")); the empty name is the whole.
Cell = tuple[tuple[str, str], ...]


def cell(**conditions: str) -> Cell:
    """The name of the count of enquiries that meet all the conditions."""
    return tuple(sorted(conditions.items()))


@dataclass(frozen=True)
class Counts:
    """Counts that tables show or give away, and what a reader knows of how they hang together.

    values  every count by its name
    sums    (total, parts): the parts sum to the total
    bounds  (part, whole): the first is never larger than the second
    dear    how much readers would miss a count; of two that would do, the less dear is hidden
    untold  counts that no table shows, such as those of groups too small for shares
    nobody  counts of what no citizen wrote, such as bulk mail: a small one is hidden only where it would give another away
    """

    values: Mapping[Cell, int] = field(default_factory=dict)
    sums: tuple[tuple[Cell, tuple[Cell, ...]], ...] = ()
    bounds: tuple[tuple[Cell, Cell], ...] = ()
    dear: Mapping[Cell, int] = field(default_factory=dict)
    untold: frozenset[Cell] = frozenset()
    nobody: frozenset[Cell] = frozenset()

    @classmethod
    def merged(cls, parts: Iterable["Counts"]) -> "Counts":
        """All of `parts` as one; a cell that two share is one cell."""
        values: dict[Cell, int] = {}
        sums: list[tuple[Cell, tuple[Cell, ...]]] = []
        bounds: list[tuple[Cell, Cell]] = []
        dear: dict[Cell, int] = {}
        untold: set[Cell] = set()
        nobody: set[Cell] = set()
        for part in parts:
            untold |= part.untold
            nobody |= part.nobody
            values.update(part.values)
            dear.update(part.dear)
            sums.extend(part.sums)
            bounds.extend(part.bounds)
        return cls(
            values, tuple(dict.fromkeys(sums)), tuple(dict.fromkeys(bounds)), dear, frozenset(untold), frozenset(nobody)
        )

    def small(self, limit: int) -> list[Cell]:
        """The counts that must not be told or worked out, the smallest first."""
        found = ((value, name) for name, value in self.values.items() if 0 < value < limit and name not in self.nobody)
        return [name for _, name in sorted(found)]

    def price(self, name: Cell) -> tuple[int, int, Cell]:
        """What hiding a count costs: the dearer, then the larger, the later."""
        return self.dear.get(name, 0), self.values[name], name

    @cached_property
    def equations(self) -> tuple[tuple[Cell, ...], ...]:
        """The members of every sum, the total first."""
        return tuple((total, *parts) for total, parts in self.sums)

    @cached_property
    def equations_of(self) -> Mapping[Cell, list[int]]:
        """Numbers of the sums that a cell is a member of."""
        return _index(self.equations)

    @cached_property
    def bounds_of(self) -> Mapping[Cell, list[int]]:
        """Numbers of the bounds that a cell is a member of."""
        return _index(self.bounds)


def _index(groups: Iterable[tuple[Cell, ...]]) -> Mapping[Cell, list[int]]:
    found: dict[Cell, list[int]] = defaultdict(list)
    for number, members in enumerate(groups):
        for name in members:
            found[name].append(number)
    return found


def suppress(counts: Counts, limit: int) -> frozenset[Cell]:
    """The cells to hide: the small ones, and as many more as it takes; what is untold is among them."""
    small = counts.small(limit)
    hidden = {*counts.untold, *small}
    _complement(counts, hidden)
    reader = Reader(counts, frozenset(hidden))
    for target in small:
        while not reader.range_reaches(target, limit):
            extra = _next_to_hide(counts, hidden, target)
            if extra is None:  # everything that it hangs together with is hidden already
                break
            hidden.add(extra)
            _complement(counts, hidden)
            reader = Reader(counts, frozenset(hidden), reader.ranges)
    return frozenset(hidden)


def _complement(counts: Counts, hidden: set[Cell]) -> None:
    """A single hidden cell of a sum is the sum less the others: hide the smallest other too, until there is none such.

    The cheap half of the work; `attack` finds what it leaves.
    """
    waiting = deque(range(len(counts.equations)))
    while waiting:
        members = counts.equations[waiting.popleft()]
        if sum(name in hidden for name in members) != 1:
            continue
        shown = [name for name in members if name not in hidden and counts.values[name] > 0]
        if shown:
            extra = min(shown, key=counts.price)
            hidden.add(extra)
            waiting.extend(counts.equations_of.get(extra, ()))


def _next_to_hide(counts: Counts, hidden: AbstractSet[Cell], target: Cell) -> Cell | None:
    """The smallest shown count in a sum with `target`, else in the nearest sum that hangs together with it."""
    seen, ring = {target}, [target]
    while ring:
        around = {
            name
            for member in ring
            for number in counts.equations_of.get(member, ())
            for name in counts.equations[number]
        }
        shown = [name for name in around if name not in hidden and counts.values[name] > 0]
        if shown:
            return min(shown, key=counts.price)
        ring = sorted(around - seen)
        seen |= around
    return None


def attack(counts: Counts, hidden: AbstractSet[Cell], target: Cell) -> tuple[float, float]:
    """The smallest and largest value of `target` that agree with every count not hidden: what a reader can work out."""
    reader = Reader(counts, frozenset(hidden))
    return reader.extreme(target, 1.0)[target], reader.extreme(target, -1.0)[target]


@dataclass(frozen=True)
class _System:
    """Linear equations and inequalities over hidden cells that hang together; solved by HiGHS."""

    place: Mapping[Cell, int]
    equal: csr_array
    equal_to: NDArray[np.float64]
    below: csr_array
    limit: NDArray[np.float64]


class Reader:
    """Somebody who knows all shown counts and how counts hang together, and works out what the hidden ones can be."""

    def __init__(
        self, counts: Counts, hidden: frozenset[Cell], ranges: dict[Cell, tuple[float, float]] | None = None
    ) -> None:
        """`ranges`: values that cells were found able to take when no more was hidden; they still can."""
        self._counts = counts
        self._hidden = hidden
        self._systems: dict[Cell, _System] = {}
        self.ranges = ranges or {name: (float(value), float(value)) for name, value in counts.values.items()}

    def range_reaches(self, target: Cell, width: float) -> bool:
        """Whether the cell can lie anywhere in a range at least so wide. A solution for one cell tells of others too."""
        for sign in (-1.0, 1.0):
            if self._width(target) >= width - _TOLERANCE:
                return True
            for name, value in self.extreme(target, sign).items():
                low, high = self.ranges[name]
                self.ranges[name] = (min(low, value), max(high, value))
        return self._width(target) >= width - _TOLERANCE

    def _width(self, name: Cell) -> float:
        low, high = self.ranges[name]
        return high - low

    def extreme(self, target: Cell, sign: float) -> Mapping[Cell, float]:
        """The hidden cells that hang together with `target`, where it is smallest (sign 1) or largest (sign -1)."""
        if target not in self._systems:
            system = self._system(target)
            self._systems.update(dict.fromkeys(system.place, system))
        system = self._systems[target]
        cost = np.zeros(len(system.place))
        cost[system.place[target]] = sign
        solved = linprog(
            cost,
            A_ub=system.below if len(system.limit) else None,
            b_ub=system.limit if len(system.limit) else None,
            A_eq=system.equal if len(system.equal_to) else None,
            b_eq=system.equal_to if len(system.equal_to) else None,
            bounds=(0, None),
        )
        if solved.status != 0:  # no end in sight
            return {target: sign * -np.inf}
        return dict(zip(system.place, map(float, solved.x), strict=True))

    def _system(self, target: Cell) -> _System:
        counts, linked = self._counts, self._linked(target)
        place = {name: index for index, name in enumerate(linked)}
        equations = sorted({number for name in linked for number in counts.equations_of.get(name, ())})
        bounds = sorted({number for name in linked for number in counts.bounds_of.get(name, ())})
        return _System(
            place,
            *self._rows(place, [counts.equations[number] for number in equations]),
            *self._rows(place, [counts.bounds[number] for number in bounds]),
        )

    def _linked(self, target: Cell) -> list[Cell]:
        """The hidden cells that what is known of them ties to `target`, itself first."""
        counts, seen, waiting = self._counts, {target: None}, deque([target])
        while waiting:
            name = waiting.popleft()
            groups = [counts.equations[number] for number in counts.equations_of.get(name, ())]
            groups += [counts.bounds[number] for number in counts.bounds_of.get(name, ())]
            for other in (other for members in groups for other in members):
                if other in self._hidden and other not in seen:
                    seen[other] = None
                    waiting.append(other)
        return list(seen)

    def _rows(self, place: Mapping[Cell, int], groups: list[tuple[Cell, ...]]) -> tuple[csr_array, NDArray[np.float64]]:
        """First member less the others: coefficients of the unknown, and what the known ones leave on the right."""
        matrix, right = lil_array((len(groups), len(place))), np.zeros(len(groups))
        for row, members in enumerate(groups):
            for sign, name in zip((1.0, *([-1.0] * (len(members) - 1))), members, strict=True):
                if name in place:
                    matrix[row, place[name]] += sign
                else:
                    right[row] -= sign * self._counts.values[name]
        return matrix.tocsr(), right
