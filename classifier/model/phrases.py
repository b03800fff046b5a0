"""Finding known phrases in a batch of texts, all texts at once: a trie whose steps are looked up in whole arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.model.tokens import Places, TokenTable

Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Matches:
    """The phrases of one length met in a batch.

    phrases     which phrase, in order of its place in the texts
    starts      where each text's phrases begin in `phrases`; one more than there are texts
    """

    phrases: Integers
    starts: Places


@dataclass(frozen=True)
class PhraseIndex:
    """Known words, and known phrases as steps from a phrase to the one a word longer.

    words   the known words
    steps   for lengths 2, 3, ...: the sorted keys of `step_keys` of each phrase; its place is the phrase's id
    """

    words: Sequence[str]
    steps: Sequence[Integers]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def _indexes(self) -> tuple[pd.Index, ...]:
        return tuple(pd.Index(keys) for keys in self.steps)

    def known(self, tokens: TokenTable) -> Places:
        """The id among the known words at each place of `tokens.spaced`; -1 for unknown words and gaps."""
        find = self._places.get
        # The last, -1, is what a gap finds.
        of_vocabulary = np.array([*(find(token, -1) for token in tokens.vocabulary), -1], dtype=np.int32)
        return of_vocabulary[tokens.spaced]

    def matches(self, tokens: TokenTable) -> Iterator[Matches]:
        """Words first, then phrases of two words, of three, and so on."""
        known = self.known(tokens)
        places: Integers = np.flatnonzero(known >= 0)
        phrases: Integers = known[places]
        yield Matches(phrases, text_starts(places, tokens))
        for length, index in enumerate(self._indexes, start=2):
            places, phrases, following = longer(known, places, phrases, length)
            found = index.get_indexer(step_keys(phrases, following))
            hit = found >= 0
            places, phrases = places[hit], found[hit].astype(np.int32)
            yield Matches(phrases, text_starts(places, tokens))


def text_starts(places: Integers, tokens: TokenTable) -> Places:
    """Where each text begins among places of `tokens.spaced` in order; one more than there are texts."""
    return np.searchsorted(places, tokens.spaced_starts).astype(np.int32)


def longer(known: Integers, places: Integers, phrases: Integers, length: int) -> tuple[Integers, Integers, Integers]:
    """The phrases that a known word of the same text follows: their places, their ids, and that word's id.

    A phrase ends before the gap after its text, so the next place is always there to be looked at.
    """
    following = known[places + length - 1]
    met = following >= 0
    return places[met], phrases[met], following[met]


def step_keys(phrases: Integers, following: Integers) -> Integers:
    """One number for a phrase and the word that makes it longer."""
    return (phrases.astype(np.int64) << 32) | following


def index_phrases(phrases: Sequence[Sequence[str]]) -> tuple[PhraseIndex, list[Integers]]:
    """An index of given phrases, and for each length (1, 2, ...) the given phrase that each of its ids stands for.

    -1 stands for the beginning of a longer phrase that is no phrase itself. No phrase may be given twice.
    """
    words = sorted({word for phrase in phrases for word in phrase})
    of_word = {word: place for place, word in enumerate(words)}
    longest = max(map(len, phrases), default=1)
    heads: dict[tuple[str, ...], int] = {(word,): place for word, place in of_word.items()}
    given = {tuple(phrase): number for number, phrase in enumerate(phrases)}
    stands_for: list[Integers] = [np.array([given.get((word,), -1) for word in words], dtype=np.int64)]
    steps: list[Integers] = []
    for length in range(2, longest + 1):
        grown = {
            (heads[tuple(phrase[: length - 1])] << 32) | of_word[phrase[length - 1]]: tuple(phrase[:length])
            for phrase in phrases
            if len(phrase) >= length
        }
        keys = sorted(grown)
        heads = {grown[key]: place for place, key in enumerate(keys)}
        steps.append(np.array(keys, dtype=np.int64))
        stands_for.append(np.array([given.get(grown[key], -1) for key in keys], dtype=np.int64))
    return PhraseIndex(words, steps), stands_for
