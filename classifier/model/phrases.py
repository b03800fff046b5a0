"""Finding known phrases in sequences of units, all sequences at once: a trie whose steps are looked up in whole arrays.

The same finds phrases of tokens in texts and n-grams of characters in tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from classifier.model.tokens import Places, Sequences

Integers = NDArray[np.integer[Any]]

# A table of this many cells (16 MB) is looked up faster than a hash table.
_MOST_CELLS = 1 << 22


@dataclass(frozen=True)
class PhraseIndex:
    """Known units, and known phrases as steps from a phrase to the one a unit longer.

    units       the known units: phrases of one
    steps       for lengths 2, 3, ...: the sorted keys of `step_keys` of each phrase, whose id is its place
    shortest    shorter phrases only lead to longer ones; the others are numbered from 0, the shortest first
    """

    units: Sequence[str]
    steps: Sequence[Integers]
    shortest: int = 1

    def known(self, names: Sequence[str], sequences: Sequences) -> Sequences:
        """Sequences of units of any names as sequences of known units."""
        find = self._places.get
        # The last, -1, is what a gap finds.
        of_names = np.array([*(find(name, -1) for name in names), -1], dtype=np.int32)
        return Sequences(of_names[sequences.ids], sequences.starts)

    def longest(self, known: Sequences) -> sparse.csr_matrix:
        """Sequences x phrases: the longest phrase that begins at each place."""
        found = known.ids.copy()
        places: Integers = np.flatnonzero(found >= 0)
        phrases: Integers = found[places]
        for length, (steps, start) in enumerate(zip(self._steps, self._starts[1:-1], strict=True), start=2):
            places, phrases, following = longer(known, places, phrases, length)
            phrases = steps.find(phrases, following)
            met = np.flatnonzero(phrases >= 0)
            places, phrases = places[met], phrases[met]
            found[places] = phrases + start
        first = self._starts[self.shortest - 1]
        places = np.flatnonzero(found >= first)
        return phrase_table(found[places] - first, places, known, self.size)

    @cached_property
    def beginnings(self) -> sparse.csr_matrix:
        """Phrases x phrases: those that a phrase begins with, itself included.

        `longest(known) @ beginnings` counts every phrase that begins at each place.
        """
        first, end = self._starts[self.shortest - 1], self._starts[-1]
        shorter = [start + (keys >> 32) for start, keys in zip(self._starts, self.steps, strict=False)]
        before = np.concatenate((np.full(len(self.units), -1), *shorter))
        rows, columns = [np.arange(first, end)], [np.arange(first, end)]
        while len(rows[-1]):
            there = before[columns[-1]]
            rows.append(rows[-1][there >= first])
            columns.append(there[there >= first])
        row, column = np.concatenate(rows) - first, np.concatenate(columns) - first
        return sparse.csr_matrix((np.ones(len(row)), (row, column)), (self.size, self.size))

    @property
    def size(self) -> int:
        """The number of phrases that are not too short."""
        return self._starts[-1] - self._starts[self.shortest - 1]

    @cached_property
    def _starts(self) -> list[int]:
        """The number of the first phrase of each length, and of all phrases, too short ones included."""
        return [0, *np.cumsum([len(self.units), *map(len, self.steps)]).tolist()]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {unit: place for place, unit in enumerate(self.units)}

    @cached_property
    def _steps(self) -> list["_Steps"]:
        sizes = (len(self.units), *map(len, self.steps))
        return [_Steps(keys, size, len(self.units)) for keys, size in zip(self.steps, sizes, strict=False)]


@dataclass(frozen=True)
class _Steps:
    """How phrases of one length go on.

    keys        sorted `step_keys`
    phrases     how many phrases of that length there are
    units       how many units
    """

    keys: Integers
    phrases: int
    units: int

    def find(self, phrases: Integers, following: Integers) -> Integers:
        """The id of each longer phrase; -1 for one that is not known."""
        if self.phrases * self.units <= _MOST_CELLS:
            return self._cells[phrases * np.int32(self.units) + following]
        return self._index.get_indexer(step_keys(phrases, following)).astype(np.int32)

    @cached_property
    def _cells(self) -> Places:
        cells = np.full(self.phrases * self.units, -1, dtype=np.int32)
        cells[(self.keys >> 32) * self.units + (self.keys & 0xFFFFFFFF)] = np.arange(len(self.keys))
        return cells

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self.keys)


def phrase_table(phrases: Integers, places: Integers, sequences: Sequences, width: int) -> sparse.csr_matrix:
    """Sequences x phrases, of phrases that begin at places in order; one met twice is stored twice."""
    starts = np.searchsorted(places, sequences.starts).astype(np.int32)
    return sparse.csr_matrix((np.ones(len(phrases)), phrases, starts), (len(starts) - 1, width))


def longer(known: Sequences, places: Integers, phrases: Integers, length: int) -> tuple[Integers, Integers, Integers]:
    """Of phrases, those that a known unit of the same sequence follows: their places, their ids, and that unit's id.

    A phrase ends before the gap after its sequence, so the next place is always there to be looked at.
    """
    following = known.ids[places + (length - 1)]
    met = np.flatnonzero(following >= 0)
    return places[met], phrases[met], following[met]


def step_keys(phrases: Integers, following: Integers) -> Integers:
    """One number for a phrase and the unit that makes it longer."""
    return (phrases.astype(np.int64) << 32) | following


def index_phrases(phrases: Sequence[Sequence[str]]) -> tuple[PhraseIndex, Integers]:
    """An index of given phrases of two units or more, and the given phrase that each of its phrases stands for.

    -1 stands for the beginning of a longer phrase that is no phrase itself. No phrase may be given twice.
    """
    units = sorted({unit for phrase in phrases for unit in phrase})
    of_unit = {unit: place for place, unit in enumerate(units)}
    heads: dict[tuple[str, ...], int] = {(unit,): place for unit, place in of_unit.items()}
    given = {tuple(phrase): number for number, phrase in enumerate(phrases)}
    stands_for: list[int] = []
    steps: list[Integers] = []
    for length in range(2, max(map(len, phrases), default=1) + 1):
        grown = {
            (heads[tuple(phrase[: length - 1])] << 32) | of_unit[phrase[length - 1]]: tuple(phrase[:length])
            for phrase in phrases
            if len(phrase) >= length
        }
        keys = sorted(grown)
        heads = {grown[key]: place for place, key in enumerate(keys)}
        steps.append(np.array(keys, dtype=np.int64))
        stands_for += [given.get(grown[key], -1) for key in keys]
    return PhraseIndex(units, steps, shortest=2), np.array(stands_for, dtype=np.int64)
