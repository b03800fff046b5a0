"""Figures for parts of the material, and the difference between two of them.

A domain told by a known column (channel, department, month) is estimated from its own rows alone. A domain that only
the label tells (a topic) is the denominator of `estimate_ratio` on joint classes. Both fall back by stated steps:
post-stratified sample, then Wilson on the sample alone, then no figure ("too small a base").
"""

from collections.abc import Collection
from math import hypot
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.record import DIFFERENCE, TOO_SMALL, Estimate
from classifier.estimate.sample import LabelledSample, Values
from classifier.estimate.shares import MIN_LABELLED, ratio_of


def estimate_by_domain(
    predicted: Values,
    labels: Values,
    domain: Values,
    numerator: Collection[Any],
    denominator: Collection[Any] | None = None,
    weights: Values | None = None,
    clusters: Values | None = None,
    confidence: float = 0.95,
    *,
    minimum: int = MIN_LABELLED,
    names: tuple[str, str] | None = None,
) -> dict[Any, Estimate]:
    """The ratio of `estimate_ratio` within each value of a known column `domain` (N values, none missing).

    Sorted by value. A domain with fewer than `minimum` labelled rows in its denominator gets no figure.
    """
    if len(domain) != len(labels):
        raise ValueError(f"{len(domain)} domains but {len(labels)} labels: give one for each row")
    sample = LabelledSample.of(predicted, labels, weights, clusters)
    codes, values = pd.factorize(np.asarray(pd.Series(domain, dtype=object)))
    if (codes < 0).any():
        raise ValueError("every row needs a domain; name those without one")
    around = None if denominator is None else set(denominator)
    found = {
        value: ratio_of(sample.within(codes == code), set(numerator), around, confidence, minimum, names)
        for code, value in enumerate(values)
    }
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def estimate_difference(first: Estimate, second: Estimate, *, names: tuple[str, str] = ("first", "second")) -> Estimate:
    """`first` minus `second`, two figures of the same definition for disjoint rows: channels, topics, periods, municipalities.

    The interval is MOVER (Zou & Donner 2008): each end takes its distance from the two estimates' own unequal arms, so
    that it stays honest near 0 and 1. It holds for independent estimates and, nearly, for disjoint domains of one sample.
    n_labelled and n_total are the sums. Raises ValueError when the two have different confidence.
    """
    if first.confidence != second.confidence:
        raise ValueError("the two estimates have different confidence")
    labelled, total = first.n_labelled + second.n_labelled, first.n_total + second.n_total
    what = (f"{names[0]} minus {names[1]}: {first.numerator}", first.denominator)
    ends = (first.value, first.low, first.high, second.value, second.low, second.high)
    if any(end is None for end in ends):
        return Estimate(None, None, None, first.confidence, labelled, total, *what, TOO_SMALL)
    value1, low1, high1, value2, low2, high2 = (float(end) for end in ends if end is not None)
    value = value1 - value2
    low = value - hypot(value1 - low1, high2 - value2)
    high = value + hypot(high1 - value1, value2 - low2)
    return Estimate(value, low, high, first.confidence, labelled, total, *what, DIFFERENCE)
