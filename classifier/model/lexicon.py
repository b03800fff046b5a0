"""What words say of a topic before any training: the municipal lexicon as features.

A term is a word or a phrase with a topic and a weight (1 hint, 2 strong, 3 decides nearly alone). A word of the text
finds its term whole, by its stem (Swedish endings), or as the last or first part of a compound: "gatlyktorna" is
"gatlykta", "villagata" ends in "gata". Phrases match word by word.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.corpora import corpus_path

Scores = NDArray[np.float64]

_WORD = re.compile(r"\w+")
_ENDINGS = frozenset("s n t en et ar or er na arna orna erna ens ets a ad at de r ns".split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SHORTEST_STEM = 4
_SHORTEST_COMPOUND = 8
# A part of a compound says less than the word itself, a phrase more.
_PART = 0.7
_PHRASE = 1.5


def load_lexicon(path: Path | None = None) -> str:
    """The lexicon as CSV text (`term,topic,weight` with a header); the shipped one when `path` is None."""
    return (path or corpus_path("lexicon.csv")).read_text(encoding="utf-8")


class LexiconFeatures(TransformerMixin, BaseEstimator):
    """Texts to topic scores: one column a topic of the lexicon, log(1 + summed weight). Learns nothing from the texts.

    entries     the lexicon as CSV text, kept in the model so that a model file needs no other
    """

    def __init__(self, entries: str = "term,topic,weight\n") -> None:
        self.entries = entries

    def fit(self, texts: Iterable[str], y: object = None) -> "LexiconFeatures":
        """Note the topics; the texts are not looked at."""
        self.topics_ = list(_matcher(self.entries).topics)
        return self

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Scores as a sparse matrix, one row a text."""
        matcher = _matcher(self.entries)
        if not len(texts):
            return sparse.csr_matrix((0, len(matcher.topics)))
        return sparse.csr_matrix(np.log1p(np.vstack([matcher.score(text) for text in texts])))

    def get_feature_names_out(self, names: object = None) -> NDArray[Any]:
        """The topics, in column order."""
        return np.asarray(self.topics_, dtype=object)


@lru_cache(maxsize=4)
def _matcher(entries: str) -> "_Matcher":
    rows = [(row["term"], row["topic"], float(row["weight"])) for row in csv.DictReader(io.StringIO(entries))]
    return _Matcher(tuple(rows))


@dataclass(frozen=True)
class _Matcher:
    rows: tuple[tuple[str, str, float], ...]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        return tuple(sorted({topic for _, topic, _ in self.rows}))

    @cached_property
    def _words(self) -> Mapping[str, Scores]:
        return {words[0]: scores for words, scores in self._terms.items() if len(words) == 1}

    @cached_property
    def _phrases(self) -> Mapping[str, list[tuple[tuple[str, ...], Scores]]]:
        """Phrases by their first word."""
        found: defaultdict[str, list[tuple[tuple[str, ...], Scores]]] = defaultdict(list)
        for words, scores in self._terms.items():
            if len(words) > 1:
                found[words[0]].append((words, _PHRASE * scores))
        return dict(found)

    @cached_property
    def _terms(self) -> Mapping[tuple[str, ...], Scores]:
        columns = {topic: column for column, topic in enumerate(self.topics)}
        terms: dict[tuple[str, ...], Scores] = {}
        for term, topic, weight in self.rows:
            words = tuple(_WORD.findall(term.casefold()))
            if words:
                terms.setdefault(words, np.zeros(len(columns)))[columns[topic]] += weight
        return terms

    @cached_property
    def _seen(self) -> dict[str, Scores]:
        """Scores of the words met so far: a text's words repeat those of others."""
        return {}

    def score(self, text: str) -> Scores:
        total = np.zeros(len(self.topics))
        words = _WORD.findall(text.casefold())
        for at, word in enumerate(words):
            total += self._word(word)
            for phrase, scores in self._phrases.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    total += scores
        return total

    def _word(self, word: str) -> Scores:
        found = self._seen.get(word)
        if found is None:
            found = self._look_up(word)
            if len(self._seen) < 500_000:
                self._seen[word] = found
        return found

    def _look_up(self, word: str) -> Scores:
        if word in self._words:
            return self._words[word]
        for cut in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
            if word[cut:] in _ENDINGS and word[:cut] in self._words:
                return self._words[word[:cut]]
        if len(word) >= _SHORTEST_COMPOUND:
            # Longest last part first, since the last part of a Swedish compound says what the thing is.
            for cut in range(3, len(word) - _SHORTEST_STEM + 1):
                if word[cut:] in self._words:
                    return _PART * self._words[word[cut:]]
            for cut in range(len(word) - 3, _SHORTEST_STEM, -1):
                if word[:cut] in self._words:
                    return _PART * self._words[word[:cut]]
        return np.zeros(len(self.topics))
