"""How much of what needs an answer never gets one, when only labels tell what needs one."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.estimate.dividing import error_prior, error_rate, estimate_figures
from classifier.estimate.poststratification import NUMERATOR, OUTSIDE, REST
from classifier.estimate.record import TOO_SMALL, Estimate
from classifier.estimate.sample import Floats, LabelledSample
from classifier.estimate.shares import MIN_LABELLED

# Stratum -> predicted category and what its rows can be: whether a row was answered is known, never estimated.
_STRATA = (
    (NUMERATOR, (True, False, True)),
    (REST, (False, True, True)),
    (OUTSIDE, (True, False, True)),
    (OUTSIDE, (False, True, True)),
)


def _events(event: Sequence[bool | None]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where the event is known to be true, and where it is known at all; an array of truths is taken as it is."""
    if isinstance(event, np.ndarray) and event.dtype == bool:
        return event, np.ones(len(event), dtype=bool)
    happened = np.array([value is not None and value == value and bool(value) for value in event], dtype=bool)
    return happened, np.array([value is not None and value == value for value in event], dtype=bool)


def estimate_rate(
    predicted: Sequence[Any],
    labels: Sequence[Any],
    event: Sequence[bool | None],
    needing: Collection[Any],
    weights: Sequence[float] | None = None,
    clusters: Sequence[Any] | None = None,
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
    happened, measurable = _events(event)
    needs = set(needing)
    sample = LabelledSample.of(predicted, labels, weights, clusters).within(measurable)
    happened = happened[measurable]
    need = np.array([value in needs for value in sample.true], dtype=bool)
    inside = int(need.sum())
    if inside < max(minimum, 1):
        return Estimate(None, None, None, confidence, inside, sample.size, *names, TOO_SMALL)
    expected = np.array([value in needs for value in sample.strata], dtype=bool)[sample.group]
    strata = np.where(happened, 0, 1) + np.where(expected, 0, 2)
    categories = np.where(need, np.where(happened[sample.rows], NUMERATOR, REST), OUTSIDE)
    error = error_rate(expected[sample.rows], need)
    prior = error_prior(
        error, np.array([expected.mean()]), [own for own, _ in _STRATA], [possible for _, possible in _STRATA]
    )
    return estimate_figures(sample, strata[None], categories[None], prior, confidence).record(sample.size, names)


def estimated_need(
    predicted: Sequence[Any], labels: Sequence[Any], needing: Collection[Any], weights: Sequence[float] | None = None
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
