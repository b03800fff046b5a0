"""Looking up many numbers at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.model.vocabulary import Integers, Places

# An odd number without a pattern (the golden ratio's fraction): its powers are a hash function for each table.
_FACTOR = 0x9E3779B97F4A7C15
_CELLS_A_KEY = 8
_FEWEST_BITS = 8


@dataclass(frozen=True)
class Lookup:
    """Keys (64 bits, all different) and a number of 32 bits, not negative, for each.

    A hash table whose cells hold one key. A key whose cell is taken goes to a second table with another hash function,
    and so on. Each table is read for all that is looked up at once, so that the processor fetches many cells together.
    """

    keys: Integers
    numbers: Integers

    def find(self, asked: Integers) -> Places:
        """The number of each key; -1 for what is none."""
        found = np.full(len(asked), -1, dtype=np.int32)
        left: Any = slice(None)
        for factor, cells in self._tables:
            cell = cells.take(_hashed(asked[left], factor, len(cells)))
            taken = np.flatnonzero(cell > 0)  # of numbers themselves numpy takes seven times as long
            cell = cell[taken]
            left = taken if isinstance(left, slice) else left[taken]
            met = self._keys.take(cell) == asked[left]
            found[left[met]] = self._numbers.take(cell[met])
            # What shares its cell with another key may be in the next table.
            left = left[~met]
        return found

    @cached_property
    def _keys(self) -> Integers:
        """The keys from place 1 on, since 0 is what an empty cell holds."""
        return np.concatenate((np.zeros(1, dtype=self.keys.dtype), self.keys))

    @cached_property
    def _numbers(self) -> Places:
        """The numbers, likewise."""
        return np.concatenate(([-1], self.numbers)).astype(np.int32)

    @cached_property
    def _tables(self) -> list[tuple[int, Places]]:
        """Factors of hash functions, and for each cell the place in `_keys` of the key it holds."""
        assert len(np.unique(self.keys)) == len(self.keys), "no key is given twice"
        tables: list[tuple[int, Places]] = []
        left = np.arange(1, len(self.keys) + 1, dtype=np.int32)
        while not tables or len(left):
            factor = pow(_FACTOR, len(tables) + 1, 1 << 64)
            cells = np.zeros(1 << max(_FEWEST_BITS, (_CELLS_A_KEY * len(left)).bit_length()), dtype=np.int32)
            hashed = _hashed(self._keys[left], factor, len(cells))
            cells[hashed] = left
            tables.append((factor, cells))
            left = left[cells[hashed] != left]
        return tables


def _hashed(keys: Integers, factor: int, cells: int) -> NDArray[np.intp]:
    """A cell for each key (multiply-shift: Dietzfelbinger et al. 1997); `cells` is a power of two."""
    return (keys.view(np.uint64) * np.uint64(factor) >> np.uint64(65 - cells.bit_length())).view(np.intp)
