"""Shares in a finite population, from a labelled random sample post-stratified on the classifier's prediction.

Counting predictions is biased; the labelled sample alone is unbiased but wide. Post-stratification keeps the sample's
unbiasedness and borrows the prediction's precision: within the rows predicted alike, the labelled ones tell how the
rest divide. The uncertainty of the rest is drawn from the Pólya posterior with a Jeffreys prior (a Dirichlet-
multinomial), so that labelled rows are known, unlabelled rows are not, and a fully labelled population has no width.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.intervals import wilson_interval

DRAWS = 4000
_JEFFREYS = 0.5
POST_STRATIFIED = "post-stratified sample"
WILSON = "Wilson, sample alone"
COMPLETE = "all rows labelled"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval, what it rests on, and how it was made."""

    share: float
    low: float
    high: float
    n_labelled: int
    n_total: int
    method: str


def estimate_shares(
    predicted: Sequence[Any],
    labels: Sequence[Any],
    weights: Sequence[float] | None = None,
    clusters: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The share of each class among all rows.

    predicted   predicted class of every row, N values; for labelled rows a prediction made without their label
    labels      true class of the randomly drawn labelled rows, None or NaN elsewhere; N values
    weights     inverse inclusion probability of the labelled rows (any scale), N values
    clusters    name of the thread or person a row belongs to, N values; labelled rows of one count less than apart
    confidence  coverage that the interval promises

    Returns one row a class (label, share, low, high, n_labelled, n_total, method), sorted by label; shares sum to one.
    Raises ValueError when the lengths differ or nothing is labelled.
    """
    sample = _Sample.of(predicted, labels, weights, clusters)
    classes = sorted({*sample.predicted.tolist(), *sample.true[sample.labelled].tolist()})
    rows = [(name, sample.estimate({name}, None, confidence)) for name in classes]
    total = sum(estimate.share for _, estimate in rows)
    return pd.DataFrame(
        [
            {
                "label": name,
                "share": estimate.share / total,
                "low": min(estimate.low, estimate.share / total),
                "high": max(estimate.high, estimate.share / total),
                "n_labelled": estimate.n_labelled,
                "n_total": estimate.n_total,
                "method": estimate.method,
            }
            for name, estimate in rows
        ]
    )


def estimate_ratio(
    predicted: Sequence[Any],
    labels: Sequence[Any],
    numerator: Collection[Any],
    denominator: Collection[Any],
    weights: Sequence[float] | None = None,
    clusters: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """The rows of class `numerator` as a share of those of class `denominator`, whose number is itself estimated.

    `numerator` is a part of `denominator`. The other arguments are those of `estimate_shares`.
    """
    sample = _Sample.of(predicted, labels, weights, clusters)
    return sample.estimate(set(numerator), set(denominator), confidence)


@dataclass(frozen=True)
class _Sample:
    predicted: NDArray[np.object_]
    true: NDArray[np.object_]
    labelled: NDArray[np.bool_]
    weights: NDArray[np.float64]
    clusters: NDArray[np.object_] | None

    @classmethod
    def of(
        cls,
        predicted: Sequence[Any],
        labels: Sequence[Any],
        weights: Sequence[float] | None,
        clusters: Sequence[Any] | None,
    ) -> "_Sample":
        true = np.asarray(pd.Series(labels, dtype=object))
        if len(true) != len(predicted):
            raise ValueError(f"{len(predicted)} predictions but {len(true)} labels")
        labelled = ~pd.isna(true)
        if not labelled.any():
            raise ValueError("no row is labelled")
        given = np.ones(len(true)) if weights is None else np.asarray(weights, dtype=float)
        names = None if clusters is None else np.asarray(pd.Series(clusters, dtype=object))
        if len(given) != len(true) or (names is not None and len(names) != len(true)):
            raise ValueError("weights and clusters need one value for each row")
        return cls(np.asarray(pd.Series(predicted, dtype=object)), true, labelled, given, names)

    def estimate(self, numerator: set[Any], denominator: set[Any] | None, confidence: float) -> Estimate:
        """Categories: 0 in the numerator, 1 in the rest of the denominator, 2 outside it."""
        guess = _categories(self.predicted, numerator, denominator)
        true = _categories(self.true, numerator, denominator)
        n, total = int(self.labelled.sum()), len(true)
        categories = 2 if denominator is None else 3
        strata, sizes = np.unique(guess, return_counts=True)
        counts = np.zeros((len(strata), categories))
        effective = np.zeros(len(strata))
        drawn = np.zeros(len(strata))
        for row, stratum in enumerate(strata):
            here = self.labelled & (guess == stratum)
            weight = self.weights[here]
            drawn[row] = here.sum()
            if drawn[row]:
                effective[row] = weight.sum() ** 2 / (weight**2).sum()
                counts[row] = np.bincount(true[here], weight, categories) / weight.sum()
        if (drawn == 0).any():
            return self._unassisted(true, n, total, confidence)
        if n == total:
            share = float((counts[:, 0] * sizes).sum() / (counts[:, :2] * sizes[:, None]).sum())
            return Estimate(share, share, share, n, total, COMPLETE)
        effective /= self._design_effect(true, guess)
        draws = _polya(counts, effective, drawn, sizes)
        inside = draws[:, :2].sum(axis=1)
        tail = (1 - confidence) / 2
        ratios = np.divide(draws[:, 0], inside, out=np.zeros(len(draws)), where=inside > 0)
        low, high = np.quantile(ratios, (tail, 1 - tail))
        expected = (counts * sizes[:, None]).sum(axis=0)
        share = float(expected[0] / expected[:2].sum()) if expected[:2].sum() else 0.0
        # With no (or only) hits the point estimate is the edge, and so is the interval's end.
        return Estimate(share, min(float(low), share), max(float(high), share), n, total, POST_STRATIFIED)

    def _unassisted(self, true: NDArray[np.intp], n: int, total: int, confidence: float) -> Estimate:
        """A predicted group without any labelled row tells nothing: Wilson on the sample alone."""
        here = self.labelled & (true < 2)
        weight = self.weights[here]
        share = float(weight[true[here] == 0].sum() / weight.sum()) if weight.sum() else 0.0
        effective = float(weight.sum() ** 2 / (weight**2).sum()) if len(weight) else 0.0
        effective /= self._design_effect(true, np.zeros_like(true))
        low, high = wilson_interval(share * effective, effective, confidence)
        return Estimate(share, low, high, n, total, WILSON)

    def _design_effect(self, true: NDArray[np.intp], guess: NDArray[np.intp]) -> float:
        """Variance of the sample's residuals summed by cluster, relative to independent rows; at least 1."""
        if self.clusters is None:
            return 1.0
        here = self.labelled
        residual = (true[here] == 0).astype(float)
        for stratum in np.unique(guess[here]):
            group = guess[here] == stratum
            residual[group] -= np.average(residual[group], weights=self.weights[here][group])
        residual *= self.weights[here]
        independent = float((residual**2).sum())
        if not independent:
            return 1.0
        by_cluster = pd.Series(residual).groupby(pd.Series(self.clusters[here]), dropna=False).sum()
        return max(1.0, float((by_cluster**2).sum()) / independent)


def _categories(values: NDArray[np.object_], numerator: set[Any], denominator: set[Any] | None) -> NDArray[np.intp]:
    inside = np.fromiter((value in numerator for value in values), bool, len(values))
    if denominator is None:
        return np.where(inside, 0, 1)
    around = np.fromiter((value in denominator for value in values), bool, len(values))
    return np.where(inside, 0, np.where(around, 1, 2))


def _polya(
    shares: NDArray[np.float64],
    effective: NDArray[np.float64],
    drawn: NDArray[np.float64],
    sizes: NDArray[np.intp],
) -> NDArray[np.float64]:
    """Draws of the population's counts by category: what is labelled, and a Dirichlet-multinomial for the rest."""
    generator = np.random.default_rng(20260202)
    counts = np.zeros((DRAWS, shares.shape[1]))
    for share, information, labelled, size in zip(shares, effective, drawn, sizes, strict=True):
        posterior = generator.dirichlet(share * information + _JEFFREYS, DRAWS)
        rest = generator.multinomial(int(size - labelled), posterior)
        counts += share * labelled + rest
    return counts
