"""Shares and ratios from a labelled random sample assisted by the classifier's predictions.

Counting predictions is biased; the labelled sample alone is unbiased but wide. Post-stratification keeps the sample's
unbiasedness and borrows the prediction's precision (`classifier.estimate.poststratification`). The predictions of the
labelled rows must come from a model that was not trained on them (out of fold, or another corpus).
"""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.dividing import error_prior, error_rate, estimate_figures
from classifier.estimate.poststratification import NUMERATOR, OUTSIDE, REST
from classifier.estimate.record import TOO_SMALL, Estimate
from classifier.estimate.sample import Integers, LabelledSample, Objects, Values

# Below this many labelled rows in a denominator no ratio is given (annotation guideline, section 7).
MIN_LABELLED = 30
ALL_ROWS = "all rows"


def estimate_shares(
    predicted: Values,
    labels: Values,
    weights: Values | None = None,
    clusters: Values | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The share of each class among all rows.

    predicted   predicted class of every row, N values; for labelled rows a prediction made without their label
    labels      true class of the randomly drawn labelled rows, None or NaN elsewhere; N values
    weights     inverse inclusion probability of the labelled rows (any scale), N values; those of other rows are not read
    clusters    name of the thread or person a row belongs to, N values; labelled rows of one count less than apart
    confidence  coverage that the interval promises, for each class by itself

    Returns one row a class, predicted or labelled, sorted by label: label, share, low, high, n_labelled, n_total, method.
    Shares sum to one. `n_labelled` is the size of the labelled sample, the denominator of every class.
    Raises ValueError when the lengths differ, nothing is labelled, a prediction is missing or a weight is not positive.
    """
    sample = LabelledSample.of(predicted, labels, weights, clusters)
    found, true = pd.factorize(np.concatenate([sample.strata, sample.true]))
    names = np.asarray(true, dtype=object)
    guessed, labelled = found[: len(sample.strata)], found[len(sample.strata) :]
    classes = np.arange(len(names))[:, None]
    strata = np.where(guessed == classes, NUMERATOR, REST)
    categories = np.where(labelled == classes, NUMERATOR, REST)
    prior = error_prior(
        error_rate(guessed[sample.labelled_group], labelled),
        (strata == NUMERATOR) @ sample.group_sizes() / sample.size,
        (NUMERATOR, REST),
        [(True, True, False)] * 2,
    )
    figures = estimate_figures(sample, strata, categories, prior, confidence)
    share = figures.value / figures.value.sum()
    order = sorted(range(len(names)), key=lambda at: str(names[at]))
    return pd.DataFrame(
        {
            "label": names[order],
            "share": share[order],
            "low": np.minimum(figures.low, share)[order],
            "high": np.maximum(figures.high, share)[order],
            "n_labelled": len(sample.rows),
            "n_total": sample.size,
            "method": [figures.method[at] for at in order],
        }
    )


def estimate_ratio(
    predicted: Values,
    labels: Values,
    numerator: Collection[Any],
    denominator: Collection[Any] | None = None,
    weights: Values | None = None,
    clusters: Values | None = None,
    confidence: float = 0.95,
    *,
    minimum: int = MIN_LABELLED,
    names: tuple[str, str] | None = None,
) -> Estimate:
    """Rows of the classes `numerator` as a share of those of `denominator`, whose number is itself estimated.

    numerator    classes counted, a part of `denominator`
    denominator  classes of which; None = all rows. A domain that only the label tells, such as a topic, is given here:
                 predict and label with joint classes ("BYG|N1") and name those of the topic
    minimum      labelled rows truly in the denominator below which the figure is withheld (method `TOO_SMALL`)
    names        what the record calls numerator and denominator; their classes joined by "+" by default

    The other arguments are those of `estimate_shares`. Where a predicted group holds no labelled row it joins the best
    known one, and where only one is left the figure is Wilson's on the labelled sample alone; `method` says so.
    """
    sample = LabelledSample.of(predicted, labels, weights, clusters)
    return ratio_of(
        sample, set(numerator), None if denominator is None else set(denominator), confidence, minimum, names
    )


def ratio_of(
    sample: LabelledSample,
    numerator: set[Any],
    denominator: set[Any] | None,
    confidence: float,
    minimum: int,
    names: tuple[str, str] | None,
) -> Estimate:
    """`estimate_ratio` on a sample already arranged; a sample without a labelled row is too small a base."""
    if denominator is not None and not numerator <= denominator:
        raise ValueError("the numerator must be a part of the denominator")
    strata = _categories(sample.strata, numerator, denominator)
    categories = _categories(sample.true, numerator, denominator)
    named = names or (_named(numerator), ALL_ROWS if denominator is None else _named(denominator))
    inside = int((categories != OUTSIDE).sum())
    if inside < max(minimum, 1):
        return Estimate(None, None, None, confidence, inside, sample.size, *named, TOO_SMALL)
    open_ = denominator is not None
    prior = error_prior(
        error_rate(strata[sample.labelled_group], categories),
        np.array([(strata != OUTSIDE) @ sample.group_sizes() / max(sample.size, 1)]),
        (NUMERATOR, REST, OUTSIDE),
        [(True, True, open_)] * 3,
    )
    return estimate_figures(sample, strata[None], categories[None], prior, confidence).record(sample.size, named)


def _categories(values: Objects, numerator: set[Any], denominator: set[Any] | None) -> Integers:
    around = [denominator is None or value in denominator for value in values]
    inside = [value in numerator for value in values]
    return np.where(inside, NUMERATOR, np.where(around, REST, OUTSIDE))


def _named(classes: set[Any]) -> str:
    return "+".join(sorted(map(str, classes)))
