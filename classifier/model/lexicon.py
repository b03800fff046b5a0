"""What words say of a topic before any training: the municipal lexicon as features.

A term is a word or a phrase with a topic and a weight (1 hint, 2 strong, 3 decides nearly alone). A word of the text
finds its term whole, by its stem (Swedish endings), or as the last or first part of a compound: "gatlyktorna" is
"gatlykta", "villagata" ends in "gata". Phrases match word by word.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.corpora import corpus_path
from classifier.model.grams import Scorer, Scores, TokenFeatures
from classifier.model.phrases import PhraseIndex, index_phrases
from classifier.model.terms import Terms
from classifier.model.tokens import TokenTable
from classifier.model.vocabulary import Reals, Vocabulary

_WORD = re.compile(r"\w+")
# A phrase says more than a word.
_PHRASE = 1.5


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
        return sparse.csr_matrix(np.log1p(_matcher(self.entries).sums(tokens.vocabulary)(tokens.words)))

    def scorer(self, coefficients: Reals) -> Scorer:
        """Without making the matrix sparse."""
        return partial(self._scores, coefficients)

    def _scores(self, coefficients: Reals, vocabulary: Vocabulary) -> Scores:
        sums = _matcher(self.entries).sums(vocabulary)
        return lambda tokens: np.asarray(np.log1p(sums(tokens.words)) @ coefficients)

    def knows(self, vocabulary: Vocabulary) -> NDArray[np.bool_]:
        """Of each word, whether it, its stem or a part of it is a term."""
        return _matcher(self.entries).words.find(vocabulary)[0] >= 0

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
        """The topics that a term speaks for, in order."""
        return tuple(sorted({topic for _, topic, _ in self.rows}))

    def sums(self, vocabulary: Vocabulary) -> Scores:
        """What gives the summed weights, texts x topics, of texts of these words without marks."""
        terms, shares = self.words.find(vocabulary)
        of_words = self._weights[terms] * shares[:, None]
        index, of_phrases = self._phrases
        known = index.numbers(vocabulary)

        return lambda words: np.asarray(
            words.occurrences @ of_words + index.longest(words.sequences.renumbered(known)) @ of_phrases
        )

    @cached_property
    def words(self) -> Terms:
        """Terms of one word."""
        return Terms({words[0]: number for words, number in self._terms.items() if len(words) == 1})

    @cached_property
    def _terms(self) -> Mapping[tuple[str, ...], int]:
        """Terms as words, numbered."""
        found = dict.fromkeys(tuple(_WORD.findall(term.casefold())) for term, _, _ in self.rows)
        return {words: number for number, words in enumerate(filter(None, found))}

    @cached_property
    def _weights(self) -> Reals:
        """Terms x topics; an empty lexicon has one term, which nothing finds."""
        columns = {topic: column for column, topic in enumerate(self.topics)}
        weights = np.zeros((max(len(self._terms), 1), len(columns)))
        for term, topic, weight in self.rows:
            words = tuple(_WORD.findall(term.casefold()))
            if words:
                weights[self._terms[words], columns[topic]] += weight
        return weights

    @cached_property
    def _phrases(self) -> tuple[PhraseIndex, Reals]:
        """Terms of several words, and for each phrase the weights of it and of those that it begins with."""
        phrases = [words for words in self._terms if len(words) > 1]
        index, stands_for = index_phrases(phrases)
        weights = _PHRASE * self._weights[[self._terms[words] for words in phrases]]
        return index, index.beginnings @ np.vstack((weights, np.zeros(len(self.topics))))[stands_for]
