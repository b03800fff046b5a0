r"""Token n-grams and character n-grams, weighted so that a linear score collapses to a sum over tokens.

With tf the times a gram stands in a text and idf = log((1 + texts) / (1 + texts with it)) + 1, a feature is

    x = tf \cdot idf / sqrt(sum of tf \cdot idf^2 over the text's grams).

That is TF-IDF with nearly the Euclidean norm: the same wherever no gram stands twice. Numerator and the sum under the
root are sums over the text's tokens, since the character n-grams inside a token depend on nothing but the token. So
the scores of a linear classifier are found by scoring each *distinct* token of a batch once, exactly.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from classifier.model.phrases import Integers, PhraseIndex, longer, step_keys, text_starts
from classifier.model.tokens import TokenTable, tokenise

Reals = NDArray[np.float64]

# Five characters of an alphabet of 12 bits, and their number, make one 64-bit integer.
_CHARACTER_BITS = 12
_MOST_CHARACTERS = 5


class TokenFeatures(TransformerMixin, BaseEstimator):
    """Features that depend on a text's tokens only; made from texts, or from a batch that is tokenised already."""

    def fit(self, texts: Sequence[str], y: object = None) -> Self:
        """Learn from texts; see `learn`."""
        return self.learn(self.tokenised(texts))

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Features of texts; see `features`."""
        return self.features(self.tokenised(texts))

    def fit_transform(self, texts: Sequence[str], y: object = None) -> sparse.csr_matrix:
        """Both, on texts that are tokenised once."""
        tokens = self.tokenised(texts)
        return self.learn(tokens).features(tokens)

    @staticmethod
    def tokenised(texts: Sequence[str]) -> TokenTable:
        """The batch that the methods below take."""
        return tokenise(list(texts))

    @abstractmethod
    def learn(self, tokens: TokenTable) -> Self:
        """Learn what to look for from a tokenised batch."""

    @abstractmethod
    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Texts x features of a tokenised batch."""

    @abstractmethod
    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """A name for each feature."""

    def scores(self, tokens: TokenTable, coefficients: Reals) -> Reals:
        """`features(tokens) @ coefficients`, texts x classes; subclasses know quicker ways to the same."""
        return np.asarray(self.features(tokens) @ coefficients)

    def parts(self, tokens: TokenTable, coefficients: Reals) -> list[tuple[str, float]]:
        """What the words and phrases of a batch of one text add to its score (one coefficient a feature)."""
        row = self.features(tokens)
        names = self.get_feature_names_out()
        return [
            (str(names[at]), float(value * coefficients[at])) for at, value in zip(row.indices, row.data, strict=True)
        ]

    def __getstate__(self) -> dict[str, Any]:
        """What was set and learned, without what is only kept for speed."""
        kept = super().__getstate__()
        return {
            name: value
            for name, value in kept.items()
            if not isinstance(getattr(type(self), name, None), cached_property)
        }

    def __sklearn_tags__(self) -> Any:
        """One text a row, as a string."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class CharacterGrams(TokenFeatures):
    """The character n-grams of tokens, a blank before and after each token included.

    shortest, longest   numbers of characters, at most 5
    min_df              grams in fewer texts than this are left out

    Learned: `alphabet_` (the characters that grams are made of, at most 4,095, the commonest), `keys_` (the grams, as
    sorted numbers) and `idf_`.
    """

    def __init__(self, shortest: int = 2, longest: int = 5, min_df: int = 2) -> None:
        self.shortest = shortest
        self.longest = longest
        self.min_df = min_df

    def learn(self, tokens: TokenTable) -> Self:
        """Learn the grams of a batch and in how many of its texts each stands."""
        if not 1 <= self.shortest <= self.longest <= _MOST_CHARACTERS:
            raise ValueError(f"character n-grams have 1 to {_MOST_CHARACTERS} characters, shortest first")
        self.alphabet_ = _alphabet(tokens.vocabulary)
        keys, starts = self._grams(tokens.vocabulary)
        distinct, columns = np.unique(keys[keys > 0], return_inverse=True)
        grams = _table(columns, keys > 0, starts, len(distinct))
        frequency = np.bincount((tokens.occurrences @ grams).indices, minlength=len(distinct))
        kept = frequency >= self.min_df
        self.keys_ = distinct[kept]
        self.idf_ = _idf(frequency[kept], len(tokens))
        return self

    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Weighted grams, as the module says."""
        check_is_fitted(self)
        grams = self._known_grams(tokens.vocabulary)
        mass = tokens.occurrences @ (grams @ self.idf_**2)
        return _summed(tokens.occurrences @ grams @ sparse.diags_array(self.idf_), mass)

    def scores(self, tokens: TokenTable, coefficients: Reals) -> Reals:
        """Each distinct token is scored once."""
        check_is_fitted(self)
        weights = np.column_stack((coefficients * self.idf_[:, None], self.idf_**2))
        return _divided(tokens.occurrences @ (self._known_grams(tokens.vocabulary) @ weights))

    def parts(self, tokens: TokenTable, coefficients: Reals) -> list[tuple[str, float]]:
        """What each token adds by its grams: grams say little to a reader."""
        counts = np.bincount(tokens.ids, minlength=len(tokens.vocabulary))
        grams = self._known_grams(tokens.vocabulary)
        mass = float(counts @ (grams @ self.idf_**2))
        added = counts * (grams @ (self.idf_ * coefficients)) * _inverse_root(np.array([mass]))
        return list(zip(tokens.vocabulary, added.tolist(), strict=True))

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """The grams, in column order."""
        mask = (1 << _CHARACTER_BITS) - 1
        characters = "?" + self.alphabet_
        found = []
        for key in self.keys_.tolist():
            size = key >> (_CHARACTER_BITS * _MOST_CHARACTERS)
            shifts = range(_CHARACTER_BITS * (size - 1), -1, -_CHARACTER_BITS)
            found.append("".join(characters[key >> shift & mask] for shift in shifts))
        return np.asarray(found, dtype=object)

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self.keys_)

    @cached_property
    def _codes(self) -> NDArray[np.int16]:
        """Place of every character of Unicode in the alphabet, from 1; 0 for one that is not in it."""
        codes = np.zeros(0x110000, dtype=np.int16)
        codes[[ord(character) for character in self.alphabet_]] = np.arange(1, len(self.alphabet_) + 1)
        return codes

    def _known_grams(self, vocabulary: Sequence[str]) -> sparse.csr_matrix:
        """Tokens x grams: how often each gram stands in each token."""
        keys, starts = self._grams(vocabulary)
        columns = self._index.get_indexer(keys.ravel()).reshape(keys.shape)
        known = columns >= 0
        return _table(columns[known], known, starts, len(self.keys_))

    def _grams(self, vocabulary: Sequence[str]) -> tuple[Integers, Integers]:
        """Keys of the grams that begin at each place, one column a length, and at which place each token begins.

        0 where no gram of that length begins: the token ends before, or has a character that is not in the alphabet.
        """
        padded = "".join(f" {token} " for token in vocabulary)
        codes = self._codes[np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)].astype(
            np.int64
        )
        sizes = np.array([len(token) + 2 for token in vocabulary], dtype=np.int64)
        ends = np.cumsum(sizes)
        left = np.repeat(ends, sizes) - np.arange(len(codes))
        grams = np.zeros((len(codes), self.longest + 1 - self.shortest), dtype=np.int64)
        keys, begun = codes, codes > 0
        for size in range(1, min(self.longest, len(codes)) + 1):
            here = len(codes) - size + 1
            if size > 1:
                following = codes[size - 1 :]
                keys = (keys[:here] << _CHARACTER_BITS) | following
                begun = begun[:here] & (following > 0) & (left[:here] >= size)
            if size >= self.shortest:
                mark = size << (_CHARACTER_BITS * _MOST_CHARACTERS)
                grams[:here, size - self.shortest] = (keys | mark) * begun
        return grams, np.concatenate(([0], ends))


class TokenGrams(TokenFeatures):
    """Tokens, and phrases of up to `longest` tokens that follow each other.

    min_df  tokens and phrases in fewer texts than this are left out

    Learned: `tokens_` (one a line: tokens hold no line end), `steps_` (phrases of 2, 3, ... tokens: `PhraseIndex.steps`)
    and `idf_`, of the tokens first, then of the phrases by length.
    """

    def __init__(self, longest: int = 2, min_df: int = 2) -> None:
        self.longest = longest
        self.min_df = min_df

    def learn(self, tokens: TokenTable) -> Self:
        """Learn the tokens and phrases of a batch and in how many of its texts each stands."""
        if self.longest < 1:
            raise ValueError("the longest phrase has one token or more")
        distinct = tokens.occurrences.copy()
        distinct.sum_duplicates()
        frequency: Integers = np.bincount(distinct.indices, minlength=len(tokens.vocabulary))
        often = sorted(token for token, count in zip(tokens.vocabulary, frequency, strict=True) if count >= self.min_df)
        known = PhraseIndex(often, ()).known(tokens)
        places: Integers = np.flatnonzero(known >= 0)
        phrases: Integers = known[places]
        frequencies = [_text_frequency(phrases, places, tokens, len(often))]
        steps = []
        keys: Integers
        for length in range(2, self.longest + 1):
            places, phrases, following = longer(known, places, phrases, length)
            keys, phrases = np.unique(step_keys(phrases, following), return_inverse=True)
            frequency = _text_frequency(phrases, places, tokens, len(keys))
            kept = frequency >= self.min_df
            steps.append(keys[kept])
            frequencies.append(frequency[kept])
            here = kept[phrases]
            places, phrases = places[here], (np.cumsum(kept) - 1)[phrases[here]]
        self.tokens_ = "\n".join(often)
        self.steps_ = steps
        self.idf_ = _idf(np.concatenate(frequencies), len(tokens))
        return self

    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Weighted tokens and phrases, as the module says."""
        counts = sparse.csr_matrix(sparse.hstack(list(self._counts(tokens)), format="csr"))
        return _summed(counts @ sparse.diags_array(self.idf_), counts @ self.idf_**2)

    def scores(self, tokens: TokenTable, coefficients: Reals) -> Reals:
        """Without making the features."""
        weights = np.column_stack((coefficients * self.idf_[:, None], self.idf_**2))
        ends = np.cumsum(self._widths)
        parts = zip(self._counts(tokens), ends - self._widths, ends, strict=True)
        return _divided(sum(counts @ weights[start:end] for counts, start, end in parts))

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """The tokens and phrases, in column order."""
        words = self.tokens_.split("\n") if self.tokens_ else []
        found, shorter = list(words), words
        for keys in self.steps_:
            shorter = [f"{shorter[key >> 32]} {words[key & 0xFFFFFFFF]}" for key in keys.tolist()]
            found += shorter
        return np.asarray(found, dtype=object)

    @cached_property
    def _index(self) -> PhraseIndex:
        return PhraseIndex(self.tokens_.split("\n") if self.tokens_ else [], self.steps_)

    @property
    def _widths(self) -> Integers:
        """How many grams there are of each length."""
        return np.array([len(self._index.words), *map(len, self.steps_)], dtype=np.int64)

    def _counts(self, tokens: TokenTable) -> Iterator[sparse.csr_matrix]:
        """Texts x grams, of each length."""
        check_is_fitted(self)
        for met, width in zip(self._index.matches(tokens), self._widths, strict=True):
            yield sparse.csr_matrix((np.ones(len(met.phrases)), met.phrases, met.starts), (len(tokens), width))


def _alphabet(vocabulary: Sequence[str]) -> str:
    characters, counts = np.unique(
        np.frombuffer("".join(f" {token} " for token in vocabulary).encode("utf-32-le", "surrogatepass"), np.uint32),
        return_counts=True,
    )
    commonest = np.argsort(-counts, kind="stable")[: (1 << _CHARACTER_BITS) - 1]
    return "".join(map(chr, np.sort(characters[commonest])))


def _table(columns: Integers, present: NDArray[np.bool_], starts: Integers, width: int) -> sparse.csr_matrix:
    """Tokens x grams, from the grams that are `present` at each place, in reading order."""
    before = np.concatenate(([0], np.cumsum(present.sum(axis=1)))).astype(np.int32)
    return sparse.csr_matrix((np.ones(len(columns)), columns, before[starts]), (len(starts) - 1, width))


def _text_frequency(phrases: Integers, places: Integers, tokens: TokenTable, known: int) -> Integers:
    """In how many texts each phrase stands."""
    starts = text_starts(places, tokens)
    # A copy, since adding up what stands twice sorts the indices where they lie.
    met = sparse.csr_matrix((np.ones(len(phrases)), phrases, starts), (len(tokens), known), copy=True)
    met.sum_duplicates()
    return np.bincount(met.indices, minlength=known)


def _idf(frequency: Integers, texts: int) -> Reals:
    return np.asarray(np.log((1 + texts) / (1 + frequency)) + 1)


def _summed(weighted: sparse.csr_matrix, mass: Reals) -> sparse.csr_matrix:
    found = sparse.csr_matrix(sparse.diags_array(_inverse_root(mass)) @ weighted)
    found.sum_duplicates()
    return found


def _divided(sums: Reals) -> Reals:
    return np.asarray(sums[:, :-1] * _inverse_root(sums[:, -1])[:, None])


def _inverse_root(mass: Reals) -> Reals:
    """1 / sqrt(mass); 0 for a text in which nothing is known."""
    return np.divide(1.0, np.sqrt(mass), out=np.zeros_like(mass), where=mass > 0)
