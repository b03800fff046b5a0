r"""Token n-grams and character n-grams, weighted so that a linear score collapses to a sum over tokens.

With tf the times a gram stands in a text and idf = log((1 + texts) / (1 + texts with it)) + 1, a feature is

    x = tf \cdot idf / sqrt(sum of tf \cdot idf^2 over the text's grams).

That is TF-IDF with nearly the Euclidean norm: the same wherever no gram stands twice. Numerator and the sum under the
root are sums over the text's tokens, since the character n-grams inside a token depend on nothing but the token. So
the scores of a linear classifier are found by scoring each *distinct* token of a batch once, exactly.
"""

import itertools
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from classifier.model.phrases import PhraseIndex, longer, phrase_table, step_keys
from classifier.model.tokens import Sequences, TokenTable, tokenise
from classifier.model.vocabulary import Integers, Reals, Vocabulary

# Texts to texts x classes.
Scores = Callable[[TokenTable], Reals]
# What is found once for a vocabulary is used for all texts of it.
Scorer = Callable[[Vocabulary], Scores]


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
        return tokenise(texts)

    @abstractmethod
    def learn(self, tokens: TokenTable) -> Self:
        """Learn what to look for from a tokenised batch."""

    @abstractmethod
    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Texts x features of a tokenised batch."""

    @abstractmethod
    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """A name for each feature."""

    @abstractmethod
    def scorer(self, coefficients: Reals) -> Scorer:
        """What gives `features(tokens) @ coefficients` of the texts of a vocabulary, in a quicker way."""

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


class Grams(TokenFeatures):
    """Phrases of units that follow each other.

    Learned: `units_` (those in `min_df` texts, one a line: none is a line end), `steps_` (phrases of 2, 3, ... units:
    `PhraseIndex.steps`) and `idf_`, of the phrases by length.
    """

    shortest: int
    longest: int
    min_df: int
    # What stands between the units of a phrase that is shown.
    _joint: str

    @abstractmethod
    def _units(self, tokens: TokenTable) -> tuple[Vocabulary, Sequences]:
        """Names of units, and the sequences that the batch makes of them."""

    @abstractmethod
    def _of_texts(self, tokens: TokenTable, sums: Any) -> Any:
        """Sums over sequences, one row each, as sums over texts."""

    def learn(self, tokens: TokenTable) -> Self:
        """Learn the phrases of a batch and in how many of its texts each stands."""
        if not 1 <= self.shortest <= self.longest:
            raise ValueError("the shortest phrase has one unit or more, and no more than the longest")
        names, sequences = self._units(tokens)
        places: Integers = np.flatnonzero(sequences.ids >= 0)
        often = self._frequency(tokens, sequences.ids[places], places, sequences, len(names)) >= self.min_df
        units = sorted(itertools.compress(names.words, often))
        known = PhraseIndex(units, ()).known(names, sequences)
        places = np.flatnonzero(known.ids >= 0)
        phrases: Integers = known.ids[places]
        keys: Integers
        steps, frequencies = [], [self._frequency(tokens, phrases, places, known, len(units))]
        for length in range(2, self.longest + 1):
            places, phrases, following = longer(known, places, phrases, length)
            keys, phrases = np.unique(step_keys(phrases, following), return_inverse=True)
            frequency = self._frequency(tokens, phrases, places, known, len(keys))
            kept = frequency >= self.min_df
            steps.append(keys[kept])
            frequencies.append(frequency[kept])
            here = kept[phrases]
            places, phrases = places[here], (np.cumsum(kept) - 1)[phrases[here]]
        self.units_ = "\n".join(units)
        self.steps_ = steps
        self.idf_ = _idf(np.concatenate(frequencies[self.shortest - 1 :]), len(tokens))
        self.__dict__.pop("_index", None)
        return self

    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Weighted phrases, as the module says."""
        counts = self._of_texts(tokens, self._longest(tokens) @ self._index.beginnings)
        return _summed(counts @ sparse.diags_array(self.idf_), counts @ self.idf_**2)

    def scorer(self, coefficients: Reals) -> Scorer:
        """Without making the features: of the phrases that begin at a place, the longest has the weights of all."""
        check_is_fitted(self)
        weights = np.column_stack((coefficients * self.idf_[:, None], self.idf_**2))
        return partial(self._scores, self._index.beginnings @ weights)

    @abstractmethod
    def _scores(self, weights: Reals, vocabulary: Vocabulary) -> Scores:
        """Scores of texts of a vocabulary; weights of the longest phrase at each place, that of the norm last."""

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """The phrases, in column order."""
        units = self._index.units
        shown = [list(units)]
        for keys in self.steps_:
            shorter = shown[-1]
            shown.append([f"{shorter[key >> 32]}{self._joint}{units[key & 0xFFFFFFFF]}" for key in keys.tolist()])
        return np.asarray(list(itertools.chain(*shown[self.shortest - 1 :])), dtype=object)

    @cached_property
    def _index(self) -> PhraseIndex:
        return PhraseIndex(self.units_.split("\n") if self.units_ else [], self.steps_, self.shortest)

    def _longest(self, tokens: TokenTable) -> sparse.csr_matrix:
        check_is_fitted(self)
        return self._index.longest(self._index.known(*self._units(tokens)))

    def _frequency(
        self, tokens: TokenTable, phrases: Integers, places: Integers, sequences: Sequences, known: int
    ) -> Integers:
        """In how many texts each phrase stands."""
        met = self._of_texts(tokens, phrase_table(phrases, places, sequences, known)).copy()
        met.sum_duplicates()
        return np.bincount(met.indices, minlength=known)


class TokenGrams(Grams):
    """Tokens, and phrases of up to `longest` tokens that follow each other in a text.

    min_df  tokens and phrases in fewer texts than this are left out
    """

    shortest = 1
    _joint = " "

    def __init__(self, longest: int = 2, min_df: int = 2) -> None:
        self.longest = longest
        self.min_df = min_df

    def _scores(self, weights: Reals, vocabulary: Vocabulary) -> Scores:
        known = self._index.numbers(vocabulary)
        return lambda tokens: _divided(self._index.longest(tokens.sequences.renumbered(known)) @ weights)

    def _units(self, tokens: TokenTable) -> tuple[Vocabulary, Sequences]:
        return tokens.vocabulary, tokens.sequences

    def _of_texts(self, tokens: TokenTable, sums: Any) -> Any:
        return sums


class CharacterGrams(Grams):
    """The character n-grams of tokens, a blank before and after each token included.

    shortest, longest   numbers of characters
    min_df              grams in fewer texts than this are left out
    """

    _joint = ""

    def __init__(self, shortest: int = 2, longest: int = 5, min_df: int = 2) -> None:
        self.shortest = shortest
        self.longest = longest
        self.min_df = min_df

    def parts(self, tokens: TokenTable, coefficients: Reals) -> list[tuple[str, float]]:
        """What each token adds by its grams: grams say little to a reader."""
        grams = self._longest(tokens) @ self._index.beginnings
        counts = np.bincount(tokens.ids, minlength=len(tokens.vocabulary))
        mass = float(counts @ (grams @ self.idf_**2))
        added = counts * (grams @ (self.idf_ * coefficients)) * _inverse_root(np.array([mass]))
        return list(zip(tokens.vocabulary.words, added.tolist(), strict=True))

    def _scores(self, weights: Reals, vocabulary: Vocabulary) -> Scores:
        known = self._index.known(*_characters(vocabulary))
        rows = np.concatenate([self._index.longest(part) @ weights for part in known.blocks()])
        return lambda tokens: _divided(tokens.occurrences @ rows)

    def _units(self, tokens: TokenTable) -> tuple[Vocabulary, Sequences]:
        return _characters(tokens.vocabulary)

    def _of_texts(self, tokens: TokenTable, sums: Any) -> Any:
        return tokens.occurrences @ sums


def _characters(vocabulary: Vocabulary) -> tuple[Vocabulary, Sequences]:
    """The distinct characters of tokens, and the tokens as sequences of them; the line end after each is the gap."""
    distinct = np.flatnonzero(np.bincount(vocabulary.points))
    number = np.full(distinct.max(initial=0) + 1, -1, dtype=np.int32)
    distinct = distinct[distinct != ord("\n")]
    number[distinct] = np.arange(len(distinct))
    starts = np.concatenate((np.zeros(1, dtype=np.int32), vocabulary.closes + 1))
    return Vocabulary.of_words(map(chr, distinct.tolist())), Sequences(number[vocabulary.points], starts)


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
