"""Finding known phrases in sequences of units, all sequences at once: a trie whose steps are looked up in whole arrays.

The same finds phrases of tokens in texts and n-grams of characters in tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.model.lookup import Lookup
from classifier.model.tokens import Sequences
from classifier.model.vocabulary import Integers, Places, Vocabulary

# A table of this many cells (16 MB) is read faster than a hash table.
_MOST_CELLS = 1 << 22
_UNIT = 0xFFFFFFFF


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

    def numbers(self, names: Vocabulary) -> Places:
        """The known unit that each name is; -1 for none, and at the end, which is what a gap finds."""
        return np.append(self._units.find(names.hashes), np.int32(-1))

    def known(self, names: Vocabulary, sequences: Sequences) -> Sequences:
        """Sequences of units of any names as sequences of known units."""
        return sequences.renumbered(self.numbers(names))

    def longest(self, known: Sequences) -> sparse.csr_matrix:
        """Sequences x phrases: the longest phrase that begins at each place."""
        found = known.ids.copy()
        phrases: Integers = known.ids[:-1]
        following: Integers = known.ids[1:]
        places: Any = slice(None)
        for length in range(2, len(self.steps) + 2):
            longer = self._longer(phrases, following)
            met = np.flatnonzero(longer >= 0)
            phrases = longer[met]
            places = met if length == 2 else places[met]
            found[places] = phrases
            # A phrase ends before the gap after its sequence, so the next place is always there to be looked at.
            following = known.ids[places + length]
        first = self._starts[self.shortest - 1]
        places = np.flatnonzero(found >= first)
        return phrase_table(found[places] - first, places, known, self.size)

    @cached_property
    def beginnings(self) -> sparse.csr_matrix:
        """Phrases x phrases: those that a phrase begins with, itself included.

        `longest(known) @ beginnings` counts every phrase that begins at each place.
        """
        first, end = self._starts[self.shortest - 1], self._starts[-1]
        before = np.concatenate((np.full(len(self.units), -1), self._keys >> 32))
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
    def _units(self) -> Lookup:
        return Lookup(Vocabulary.of_words(self.units).hashes, np.arange(len(self.units)))

    def _longer(self, phrases: Integers, following: Integers) -> Integers:
        """The phrase that each becomes with the unit that follows; -1 when that is none, or either was none."""
        if self._cells is None:
            return self._steps.find(step_keys(phrases, following))
        width = np.int32(len(self.units) + 1)
        return self._cells.take(phrases * width + (following + (width + 1)))

    @cached_property
    def _cells(self) -> Places | None:
        """`_longer` as a table, phrases x units, a row and a column for none (-1) before them; None if too large."""
        cells = (self._starts[-2] + 1, len(self.units) + 1)
        if cells[0] * cells[1] > _MOST_CELLS:
            return None
        table = np.full(cells, -1, dtype=np.int32)
        table[(self._keys >> 32) + 1, (self._keys & _UNIT) + 1] = np.arange(len(self.units), self._starts[-1])
        return table.ravel()

    @cached_property
    def _steps(self) -> Lookup:
        """`_longer` for more phrases than a table can hold."""
        return Lookup(self._keys, np.arange(len(self.units), self._starts[-1]))

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        """`step_keys` of all phrases of two units or more, in order; a step counts the phrases of each length from 0."""
        steps = [keys + (start << 32) for start, keys in zip(self._starts, self.steps, strict=False)]
        return np.concatenate((*steps, np.zeros(0, dtype=np.int64)))


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
