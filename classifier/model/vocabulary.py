"""Distinct words letter by letter, so that any part of any of them is looked up in one step for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

# Half the width of numpy's own choice: these arrays are read from memory many times over, and scipy wants them so.
Places = NDArray[np.int32]
Integers = NDArray[np.integer[Any]]
Hashes = NDArray[np.uint64]
Reals = NDArray[np.float64]

# Any large odd number will do: odd, so that it has an inverse among the numbers below 2^64.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_END = ord("\n")

BLANK, MARK, WORD = range(3)


@dataclass(frozen=True)
class Letters:
    """Letters one after the other.

    points  their code points
    """

    points: NDArray[np.uint32]

    @classmethod
    def of(cls, text: str) -> Self:
        """The letters of a string."""
        return cls(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32))

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """Of each whether it is a BLANK, a MARK or part of a WORD."""
        distinct = np.flatnonzero(np.bincount(self.points))
        kinds = np.zeros(distinct.max(initial=0) + 1, dtype=np.uint8)
        kinds[distinct] = [_kind(chr(point)) for point in distinct.tolist()]
        return kinds[self.points]

    def part_hashes(self, begins: Integers, ends: Integers) -> Hashes:
        """A number for each stretch of letters, the same for the same letters (Karp & Rabin 1987, modulo 2^64).

        For two stretches that differ it is the same about once in 10^19 pairs.
        """
        return (self._sums.take(ends) - self._sums.take(begins)) * self._inverses.take(begins)

    @cached_property
    def _sums(self) -> Hashes:
        """For each place the letters before it, each times the base to the power of its own place, added up."""
        sums = np.zeros(len(self.points) + 1, dtype=np.uint64)
        np.cumsum(self.points * _powers(_BASE, len(self.points)), out=sums[1:])
        return sums

    @cached_property
    def _inverses(self) -> Hashes:
        return _powers(_INVERSE, len(self.points) + 1)


@dataclass(frozen=True)
class Vocabulary(Letters):
    """Words, or other units, that hold no line end: of each a blank, its letters, a blank and a line end."""

    @classmethod
    def of_words(cls, words: Iterable[str]) -> Self:
        """The vocabulary of given words."""
        return cls.of("".join(f" {word} \n" for word in words))

    @classmethod
    def of_parts(cls, letters: Letters, begins: Integers, ends: Integers) -> Self:
        """The vocabulary of stretches of letters."""
        sizes = ends - begins + 3
        starts = np.cumsum(sizes) - sizes
        # The places around a stretch are copied with it and written over.
        places = np.arange(sizes.sum()) + np.repeat(begins - 1 - starts, sizes)
        points = letters.points.take(places, mode="clip")
        points[starts] = points[starts + sizes - 2] = ord(" ")
        points[starts + sizes - 1] = _END
        return cls(points)

    def __len__(self) -> int:
        """The number of words."""
        return len(self.closes)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as strings."""
        spelled = self.points.tobytes().decode("utf-32-le", "surrogatepass")
        return tuple(word[1:-1] for word in spelled.split("\n")[:-1])

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Of each whether it is a word, and no mark."""
        return Letters(self.points[self.begins]).kinds == WORD

    @cached_property
    def closes(self) -> Places:
        """Where the line end of each word is."""
        return np.flatnonzero(self.points == _END).astype(np.int32)

    @cached_property
    def begins(self) -> Places:
        """Where the first letter of each word is."""
        return np.concatenate((np.zeros(1, dtype=np.int32), self.closes + 1))[:-1] + 1

    @property
    def ends(self) -> Places:
        """Where the last letter of each word is, plus one."""
        return self.closes - 1

    @cached_property
    def hashes(self) -> Hashes:
        """A number for each word."""
        return self.part_hashes(self.begins, self.ends)


def _kind(letter: str) -> int:
    if letter.isalnum() or letter == "_":
        return WORD
    return BLANK if letter.isspace() or letter <= " " else MARK


def _powers(base: int, count: int) -> Hashes:
    """1, base, base^2, ... modulo 2^64."""
    return _many_powers(base, 1 << count.bit_length())[:count]


@lru_cache(maxsize=4)
def _many_powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base, dtype=np.uint64)
    factors[0] = 1
    return np.cumprod(factors)
