"""How much of what needs an answer never gets one, when only labels tell what needs one."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.dividing import error_prior, error_rate, estimate_figures
from classifier.estimate.poststratification import NUMERATOR, OUTSIDE, REST
from classifier.estimate.record import TOO_SMALL, Estimate
from classifier.estimate.sample import Floats, LabelledSample, Values
from classifier.estimate.shares import MIN_LABELLED

# Stratum -> predicted category and what its rows can be: whether a row was answered is known, never estimated.
_STRATA = (
    (NUMERATOR, (True, False, True)),
    (REST, (False, True, True)),
    (OUTSIDE, (True, False, True)),
    (OUTSIDE, (False, True, True)),
)


def estimate_rate(
    predicted: Values,
    labels: Values,
    event: Values,
    needing: Collection[Any],
    weights: Values | None = None,
    clusters: Values | None = None,
    confidence: float = 0.95,
    *,
    minimum: int = MIN_LABELLED,
    names: tuple[str, str] = ("unanswered", "enquiries that need an answer"),
) -> Estimate:
    """Of the rows that need an answer, the share with a known event: never answered, answered within two days.

    event    true or false where it is known, None (or NaN) where it cannot be measured or its window was still open at
             export (censored); N values. Rows without a known event are in neither numerator nor denominator
    needing  the classes that need an answer, such as ("N1", "N2", "N3")

    The event is known for all rows, so that only their need is estimated: post-stratified on prediction and event.
    The other arguments are those of `estimate_ratio`. A material without a measurable row is too small a base.
    """
    if len(event) != len(labels):
        raise ValueError(f"{len(event)} events but {len(labels)} labels: give one for each row")
    events = pd.Series(event, dtype=object)
    measurable = events.notna().to_numpy()
    happened = events.to_numpy()[measurable].astype(bool)
    needs = set(needing)
    sample = LabelledSample.of(predicted, labels, weights, clusters).within(measurable).split(happened)
    need = np.array([value in needs for value in sample.true], dtype=bool)
    inside = int(need.sum())
    if inside < max(minimum, 1):
        return Estimate(None, None, None, confidence, inside, sample.size, *names, TOO_SMALL)
    expected = np.array([value in needs for value in sample.strata], dtype=bool)
    strata = np.tile([1, 0], len(expected) // 2) + np.where(expected, 0, 2)
    categories = np.where(need, np.where(happened[sample.rows], NUMERATOR, REST), OUTSIDE)
    prior = error_prior(
        error_rate(expected[sample.labelled_group], need),
        np.array([expected @ sample.group_sizes() / sample.size]),
        [own for own, _ in _STRATA],
        [possible for _, possible in _STRATA],
    )
    return estimate_figures(sample, strata[None], categories[None], prior, confidence).record(sample.size, names)


def estimated_need(
    predicted: Values, labels: Values, needing: Collection[Any], weights: Values | None = None
) -> Floats:
    """How probable it is that each row needs an answer, N values: known for the labelled rows, elsewhere the weighted
    share among the labelled rows predicted alike (among all labelled rows where a predicted class has none).
    """
    sample = LabelledSample.of(predicted, labels, weights)
    asking = set(needing)
    needs = np.array([float(value in asking) for value in sample.true])
    here = sample.group[sample.rows]
    depth = len(sample.strata)
    mass = np.bincount(here, sample.weights, depth)
    hits = np.bincount(here, sample.weights * needs, depth)
    overall = float(np.average(needs, weights=sample.weights))
    share = np.divide(hits, mass, out=np.full(depth, overall), where=mass > 0)
    found = share[sample.group]
    found[sample.rows] = needs
    return found
