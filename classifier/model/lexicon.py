"""What words say of a topic before any training: the municipal lexicon as features.

A term is a word or a phrase with a topic and a weight (1 hint, 2 strong, 3 decides nearly alone). A word of the text
finds its term whole, by its stem (Swedish endings), or as the last or first part of a compound: "gatlyktorna" is
"gatlykta", "villagata" ends in "gata". Phrases match word by word.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.corpora import corpus_path
from classifier.model.grams import TokenFeatures
from classifier.model.phrases import PhraseIndex, index_phrases
from classifier.model.tokens import TokenTable

_WORD = re.compile(r"\w+")
_ENDINGS = frozenset("s n t en et ar or er na arna orna erna ens ets a ad at de r ns".split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SHORTEST_STEM = 4
_SHORTEST_COMPOUND = 8
# A part of a compound says less than the word itself, a phrase more.
_PART = 0.7
_PHRASE = 1.5
_NOTHING = (0, 0.0)
_MOST_REMEMBERED = 200_000


def load_lexicon(path: Path | None = None) -> str:
    """The lexicon as CSV text (`term,topic,weight` with a header); the shipped one when `path` is None."""
    return (path or corpus_path("lexicon.csv")).read_text(encoding="utf-8")


class LexiconFeatures(TokenFeatures):
    """Texts to topic scores: one column a topic of the lexicon, log(1 + summed weight). Learns nothing from the texts.

    entries     the lexicon as CSV text (term, label, weight), kept in the model so that a model file needs no other
    """

    def __init__(self, entries: str = "term,topic,weight\n") -> None:
        self.entries = entries

    def learn(self, tokens: TokenTable) -> Self:
        """Note the topics; the texts are not looked at."""
        self.topics_ = list(_matcher(self.entries).topics)
        return self

    def features(self, tokens: TokenTable) -> sparse.csr_matrix:
        """Scores as a sparse matrix, one row a text."""
        return sparse.csr_matrix(self._dense(tokens))

    def scores(self, tokens: TokenTable, coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
        """Without making the matrix sparse."""
        return np.asarray(self._dense(tokens) @ coefficients)

    def _dense(self, tokens: TokenTable) -> NDArray[np.float64]:
        return np.log1p(_matcher(self.entries).scores(tokens.words))

    def knows(self, word: str) -> bool:
        """Whether the word, its stem or a part of it is a term."""
        return _matcher(self.entries).find(word)[1] > 0

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """The topics, in column order."""
        return np.asarray(self.topics_, dtype=object)


@lru_cache(maxsize=4)
def _matcher(entries: str) -> "_Matcher":
    rows = [(term, topic, float(weight)) for term, topic, weight in list(csv.reader(io.StringIO(entries)))[1:]]
    return _Matcher(tuple(rows))


@dataclass(frozen=True)
class _Matcher:
    rows: tuple[tuple[str, str, float], ...]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        return tuple(sorted({topic for _, topic, _ in self.rows}))

    def scores(self, words: TokenTable) -> NDArray[np.float64]:
        """Summed weights, texts x topics."""
        finds = self._find_all(words.vocabulary)
        terms = np.array([term for term, _ in finds], dtype=np.int64)
        shares = np.array([share for _, share in finds], dtype=np.float64)
        total = words.occurrences @ (self._weights[terms] * shares[:, None])
        index, weights = self._phrases
        return np.asarray(total + index.longest(index.known(words.vocabulary, words.sequences)) @ weights)

    @cached_property
    def _terms(self) -> Mapping[tuple[str, ...], int]:
        """Terms as words, numbered."""
        found = dict.fromkeys(tuple(_WORD.findall(term.casefold())) for term, _, _ in self.rows)
        return {words: number for number, words in enumerate(filter(None, found))}

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """Terms x topics; an empty lexicon has one term, which nothing finds."""
        columns = {topic: column for column, topic in enumerate(self.topics)}
        weights = np.zeros((max(len(self._terms), 1), len(columns)))
        for term, topic, weight in self.rows:
            words = tuple(_WORD.findall(term.casefold()))
            if words:
                weights[self._terms[words], columns[topic]] += weight
        return weights

    @cached_property
    def _phrases(self) -> tuple[PhraseIndex, NDArray[np.float64]]:
        """Terms of several words, and for each phrase the weights of it and of those that it begins with."""
        phrases = [words for words in self._terms if len(words) > 1]
        index, stands_for = index_phrases(phrases)
        weights = _PHRASE * self._weights[[self._terms[words] for words in phrases]]
        return index, index.beginnings @ np.vstack((weights, np.zeros(len(self.topics))))[stands_for]

    @cached_property
    def _words(self) -> Mapping[str, int]:
        return {words[0]: number for words, number in self._terms.items() if len(words) == 1}

    @cached_property
    def _remembered(self) -> dict[str, tuple[int, float]]:
        """What was found for words met before: a batch's words repeat those of others."""
        return {}

    def find(self, word: str) -> tuple[int, float]:
        """The term that a word means, and the share of the term's weight that it gets: none for most words."""
        return self._find_all([word])[0]

    def _find_all(self, words: Sequence[str]) -> list[tuple[int, float]]:
        remembered = self._remembered
        if len(remembered) > _MOST_REMEMBERED:
            remembered.clear()
        for word in words:
            if word not in remembered:
                remembered[word] = self._look_up(word)
        return [remembered[word] for word in words]

    def _look_up(self, word: str) -> tuple[int, float]:
        terms = self._words
        if word in terms:
            return terms[word], 1.0
        for cut in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
            if word[cut:] in _ENDINGS and word[:cut] in terms:
                return terms[word[:cut]], 1.0
        if len(word) >= _SHORTEST_COMPOUND:
            # Longest last part first, since the last part of a Swedish compound says what the thing is.
            for cut in range(3, len(word) - _SHORTEST_STEM + 1):
                if word[cut:] in terms:
                    return terms[word[cut:]], _PART
            for cut in range(len(word) - 3, _SHORTEST_STEM, -1):
                if word[:cut] in terms:
                    return terms[word[:cut]], _PART
        return _NOTHING
