"""The second look at numbers: a trained linear tagger reads what the rules have masked and points at what they left.

The rules know the usual notations and are sure of them; the tagger knows from keyed texts what stands around an identifier
(scripts/train_numbers.py), so it finds notations that nobody wrote a rule for ("beslut BIST-26.0733", "hon är -99 11 08"). It asks for
each piece with digits what it identifies, if anything, and then for the words beside it whether they are part of it ("nybygget 3").
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from classifier.anonymise.name_context import JOINING
from classifier.anonymise.number_features import Pieces
from classifier.anonymise.number_look import remembered_look
from classifier.anonymise.recognisers import TOKENS
from classifier.anonymise.weights import read_weights
from classifier.corpora import corpus_path

WEIGHTS = "number_weights.tsv.gz"
# What a piece is that identifies nobody, and the rows that tell whether a word beside an identifier is part of it.
NOTHING, PART = "nothing", "part"
# The probability from which a piece is taken for an identifier of some kind.
THRESHOLD = 0.3
# The log-odds from which a word is part of the identifier beside it: of one that was masked whole it seldom is.
_PART, _PART_OF_MASKED = 0.0, 1.0
# How many words on a side may be part of an identifier.
FARTHEST = 4
_KEPT_PIECES = 1 << 16
_CLOSE = frozenset((" ", "", "-", "/", ".", ":"))

# What a rule has found of these it has found whole.
_WITHOUT_WORDS = frozenset({"email", "profile", "username", "ip", "card"})
_KINDS = {token.strip("[]"): kind for kind, token in TOKENS.items() if kind not in _WITHOUT_WORDS}

Found = tuple[int, int, str]


class NumberTagger:
    """Tells the identifiers with digits in a text; a feature of a kind that `weights` lacks weighs nothing for it."""

    def __init__(self, weights: Mapping[str, float], threshold: float = THRESHOLD) -> None:
        """`weights` by kind and feature with a tab between."""
        self._threshold = threshold
        by_feature: dict[str, dict[str, float]] = defaultdict(dict)
        for key, weight in weights.items():
            kind, _, feature = key.partition("\t")
            by_feature[feature][kind] = weight
        self._part = {feature: of[PART] for feature, of in by_feature.items() if PART in of}
        kinds = {kind for of in by_feature.values() for kind in of} - {NOTHING, PART}
        self._kinds = (NOTHING, *sorted(kinds))
        weighed = {feature: tuple(of.get(kind, 0.0) for kind in self._kinds) for feature, of in by_feature.items()}
        none = (0.0,) * len(self._kinds)

        def weigh(tell: Callable[..., Iterator[str]], *of: Any) -> tuple[float, ...]:
            """What a piece of what is seen weighs for each kind."""
            return tuple(
                map(sum, zip(none, *(weighed[feature] for feature in tell(*of) if feature in weighed), strict=True))
            )

        self._weight = lru_cache(_KEPT_PIECES)(weigh)

    def __call__(self, pieces: Pieces) -> list[Found]:
        """Start, end and kind of each identifier in a masked text, or of what is left beside one that was masked."""
        kinds = {at: kind for at in pieces.asked() if (kind := self.kind(pieces, at))}
        whole = [self._whole(pieces, *run) for run in _runs(pieces, kinds)]
        return [*whole, *self._beside_tokens(pieces)]

    def kind(self, pieces: Pieces, at: int) -> str:
        """The kind of identifier that the piece at `at` is; empty when it hardly is any."""
        odds = list(map(sum, zip(*(self._weight(tell, *of) for tell, of in pieces.of_digits(at)), strict=True)))
        most = max(odds)
        nothing, *shares = (math.exp(weight - most) for weight in odds)
        if sum(shares) < self._threshold * (sum(shares) + nothing) or not shares:
            return ""
        return self._kinds[1 + shares.index(max(shares))]

    def forget(self) -> None:
        """Forget the words of all texts, their looks too."""
        self._weight.cache_clear()
        remembered_look.cache_clear()

    def _whole(self, pieces: Pieces, first: int, last: int, kind: str) -> Found:
        """The identifier from piece `first` to `last`, with the words that are part of it."""
        left, right = (self._reach(pieces, at, side, kind, _PART) for at, side in ((first, -1), (last, 1)))
        return pieces.spans[left][0], pieces.spans[right][1], kind

    def _beside_tokens(self, pieces: Pieces) -> Iterator[Found]:
        """The words that are part of what was masked beside them."""
        for at, kind in masked(pieces):
            left, right = (self._reach(pieces, at, side, kind, _PART_OF_MASKED) for side in (-1, 1))
            if left < at:
                yield pieces.spans[left][0], pieces.spans[at - 1][1], kind
            if at < right:
                yield pieces.spans[at + 1][0], pieces.spans[right][1], kind

    def _reach(self, pieces: Pieces, at: int, side: int, kind: str, least: float) -> int:
        """The place of the outermost word on that side that is part of the identifier which ends at `at`."""
        for _ in range(FARTHEST):
            if not may_join(pieces, at + side, side) or self.part(pieces, at + side, side, kind) <= least:
                break
            at += side
        return at

    def part(self, pieces: Pieces, at: int, side: int, kind: str) -> float:
        """The log-odds that the word at `at` is part of the identifier beside it."""
        return sum(self._part.get(feature, 0.0) for feature in pieces.of_neighbour(at, side, kind))


def masked(pieces: Pieces) -> Iterator[tuple[int, str]]:
    """The places of the tokens for identifiers that may hold words, and their kinds."""
    return ((at, _KINDS[name]) for at, name in pieces.tokens(_KINDS))


def may_join(pieces: Pieces, at: int, side: int) -> bool:
    """Whether a word of letters that joins nothing stands at `at`, on one line with what is on its inner side."""
    look = pieces.look(at)
    return look.is_word and look.low not in JOINING and "\n" not in pieces.gap(at + 1 if side < 0 else at)


def _runs(pieces: Pieces, kinds: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """First and last piece of each identifier, pieces close to each other together, and the kind of most of them."""
    for first in sorted(kinds):
        if first - 1 in kinds and pieces.gap(first) in _CLOSE:
            continue
        last = first
        while last + 1 in kinds and pieces.gap(last + 1) in _CLOSE:
            last += 1
        yield first, last, Counter(kinds[at] for at in range(first, last + 1)).most_common(1)[0][0]


@cache
def load_number_tagger() -> NumberTagger:
    """The shipped tagger."""
    return NumberTagger(read_weights(corpus_path(WEIGHTS)))
