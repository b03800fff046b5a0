"""The second look at names: a trained linear tagger reads what the rules have masked and points at what they left.

It knows what the words around a name look like from keyed texts (scripts/train_names.py), so it finds names of no list in running
text; the rules know what is sure. Its weights are text, one feature a line: nothing is built from them but a table of numbers.
"""

import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from classifier.anonymise.name_features import Reading
from classifier.anonymise.name_view import remembered_look
from classifier.anonymise.signatures import Span
from classifier.anonymise.weights import read_weights
from classifier.corpora import corpus_path

WEIGHTS = "name_weights.tsv.gz"
# The probability from which a word is taken for a name.
THRESHOLD = 0.6
# The log-odds below which a word is none though the rules took it for one: a name lost costs more than a word masked.
_DOUBT = math.log(0.12 / 0.88)
# Of 2,260 words of the keyed corpus taken for names eight weighed less by themselves ("rådman", "gård"), hardly one a name.
_HOPELESS = -5.0
_KEPT_PIECES = 1 << 17


class NameTagger:
    """Tells the names in a text; a feature that `weights` lacks weighs nothing."""

    def __init__(self, weights: Mapping[str, float], threshold: float = THRESHOLD) -> None:
        self._least = math.log(threshold / (1 - threshold))
        weigh = weights.get
        self._weight = lru_cache(_KEPT_PIECES)(lambda tell, *of: sum(weigh(feature, 0.0) for feature in tell(*of)))

    def __call__(self, reading: Reading) -> list[Span]:
        """Start and end of each name in a masked text; words beside each other are one name."""
        named = {at for at in reading.asked() if self.score(reading, at) >= self._least}
        return list(_names(reading, named)) if named else []

    def doubts(self, reading: Reading, span: Span) -> bool:
        """Whether a name of the rules is surely none: no word of it looks like one, none is a sure one, no "fru" stands before."""
        words = reading.within(span)
        if any(reading.view(at).sure for at in words):
            return False
        called = len(words) > 0 and "family" in reading.view(words[0] - 1).groups
        return not called and all(self._whole(reading, at) < _DOUBT for at in words)

    def score(self, reading: Reading, at: int) -> float:
        """The log-odds that the word at `at` is a name; of the word alone when no context could make it one."""
        pieces = reading.pieces(at)
        tell, of = next(pieces)
        alone = self._weight(tell, *of)
        return alone if alone < _HOPELESS else alone + sum(self._weight(tell, *of) for tell, of in pieces)

    def _whole(self, reading: Reading, at: int) -> float:
        """The log-odds with the context, whatever the word is alone: the rules knew why."""
        return sum(self._weight(tell, *of) for tell, of in reading.pieces(at))

    def forget(self) -> None:
        """Forget the words of all texts, their looks too."""
        self._weight.cache_clear()
        remembered_look.cache_clear()


def _names(reading: Reading, named: set[int]) -> Iterator[Span]:
    """The spans of the named words, those with a blank between them together."""
    for first in sorted(named):
        if first - 1 in named and reading.gap(first) == " ":
            continue
        last = first
        while last + 1 in named and reading.gap(last + 1) == " ":
            last += 1
        yield reading.spans[first][0], reading.spans[last][1]


@cache
def load_tagger() -> NameTagger:
    """The shipped tagger."""
    return NameTagger(read_weights(corpus_path(WEIGHTS)))
