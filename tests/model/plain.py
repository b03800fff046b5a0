"""The features and scores written the plain way: one text at a time, a dictionary of grams, no collapsing."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.model.tokens import split_tokens

Grams = Callable[[str], list[str]]


def token_grams(longest: int) -> Grams:
    def grams(text: str) -> list[str]:
        tokens = split_tokens(text)
        return [
            " ".join(tokens[at : at + size]) for size in range(1, longest + 1) for at in range(len(tokens) - size + 1)
        ]

    return grams


def character_grams(shortest: int, longest: int) -> Grams:
    def grams(text: str) -> list[str]:
        padded = [f" {token} " for token in split_tokens(text)]
        return [
            token[at : at + size]
            for token in padded
            for size in range(shortest, longest + 1)
            for at in range(len(token) - size + 1)
        ]

    return grams


def plain_features(fitted_on: Sequence[str], texts: Sequence[str], grams: Grams, min_df: int) -> list[dict[str, float]]:
    """tf * idf / sqrt(sum of tf * idf^2) of each text, by gram."""
    frequency = Counter(gram for text in fitted_on for gram in set(grams(text)))
    idf = {
        gram: math.log((1 + len(fitted_on)) / (1 + count)) + 1 for gram, count in frequency.items() if count >= min_df
    }
    rows = []
    for text in texts:
        counts = Counter(gram for gram in grams(text) if gram in idf)
        mass = math.sqrt(sum(count * idf[gram] ** 2 for gram, count in counts.items()))
        rows.append({gram: count * idf[gram] / mass for gram, count in counts.items()})
    return rows


def plain_scores(rows: Sequence[dict[str, float]], weights: dict[str, NDArray[np.float64]], classes: int) -> list:
    return [sum((value * weights[gram] for gram, value in row.items()), np.zeros(classes)) for row in rows]
