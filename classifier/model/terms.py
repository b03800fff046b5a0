"""Which term a word means: itself, its stem, or a part of a compound; for all words of a batch at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from classifier.model.lookup import Lookup
from classifier.model.vocabulary import Hashes, Integers, Places, Reals, Vocabulary

_ENDINGS = frozenset("s n t en et ar or er na arna orna erna ens ets a ad at de r ns".split())
_SHORTEST_STEM = 4
_SHORTEST_COMPOUND = 8
_SHORTEST_LAST_PART = 4
_SHORTEST_FIRST_PART = 5
# What a part leaves of a compound has as many letters.
_SHORTEST_REST = 3
# A part of a compound says less than the word itself.
_PART = 0.7


@dataclass(frozen=True)
class Terms:
    """Terms of one word, and a number for each."""

    numbers: Mapping[str, int]

    def find(self, words: Vocabulary) -> tuple[Places, Reals]:
        """The number of the term that each word means (-1: none), and the share of the term's weight that it gets.

        That is the first of these that is a term: the word; its stem before the shortest ending; its longest last part,
        as that of a Swedish compound says what the thing is; its longest first part.
        """
        search = _Search(words)
        everything = search.left(0)
        search.note(everything, self._whole.find(search.first(everything, search.lengths)), 1.0)
        for size in range(1, max(map(len, _ENDINGS)) + 1):
            ended = search.left(_SHORTEST_STEM + size)
            ended = ended[_ENDING.find(search.last(ended, size)) >= 0]
            search.note(ended, self._whole.find(search.first(ended, search.lengths[ended] - size)), 1.0)
        for part, parts, shortest in (
            (search.last, self._last_parts, _SHORTEST_LAST_PART),
            (search.first, self._first_parts, _SHORTEST_FIRST_PART),
        ):
            places = search.left(_SHORTEST_COMPOUND)
            for size in range(shortest, self._longest + 1):
                places = places[search.lengths[places] >= size + _SHORTEST_REST]
                found = parts.find(part(places, size))
                places, found = places[found >= 0], found[found >= 0]
                search.note(places, np.where(found < self._no_term, found, -1), _PART)
        return search.found, search.shares

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.numbers), default=0)

    @cached_property
    def _no_term(self) -> int:
        """What stands for a part of a term that is none itself, but that a longer part may be."""
        return max(self.numbers.values(), default=0) + 1

    @cached_property
    def _whole(self) -> Lookup:
        return _lookup(self.numbers)

    @cached_property
    def _last_parts(self) -> Lookup:
        return self._parts(term[at:] for term in self.numbers for at in range(len(term)))

    @cached_property
    def _first_parts(self) -> Lookup:
        return self._parts(term[:at] for term in self.numbers for at in range(1, len(term) + 1))

    def _parts(self, parts: Iterable[str]) -> Lookup:
        return _lookup({**dict.fromkeys(parts, self._no_term), **self.numbers})


class _Search:
    """What was found of the words so far."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self.lengths = words.ends - words.begins
        self.found = np.full(len(words), -1, dtype=np.int32)
        self.shares = np.zeros(len(words))

    def left(self, shortest: int) -> Integers:
        """Words of so many letters that nothing was found of."""
        return np.flatnonzero((self.found < 0) & (self.lengths >= shortest))

    def first(self, places: Integers, sizes: Any) -> Hashes:
        """Of the first letters of words."""
        begins = self._words.begins[places]
        return self._words.part_hashes(begins, begins + sizes)

    def last(self, places: Integers, size: int) -> Hashes:
        """Of the last letters of words."""
        ends = self._words.ends[places]
        return self._words.part_hashes(ends - size, ends)

    def note(self, places: Integers, terms: Places, share: float) -> None:
        """Note terms that words were found to mean; -1 is none."""
        met = np.flatnonzero(terms >= 0)
        self.found[places[met]], self.shares[places[met]] = terms[met], share


def _lookup(numbers: Mapping[str, int]) -> Lookup:
    return Lookup(Vocabulary.of_words(numbers).hashes, np.array(list(numbers.values()), dtype=np.int32))


_ENDING = _lookup({ending: number for number, ending in enumerate(sorted(_ENDINGS))})
