"""Shares without any label from the material at hand: the classifier's probabilities corrected for a shift of the shares.

When the same kinds of enquiries come in other proportions (label shift: within a class the texts are alike), the mean
probability vector over the new material is the known mixture of the class means over the validation material. Solving
that for the shares is PACC (Bella et al. 2010); we solve it on the simplex by minimising the Kullback-Leibler divergence
with the multiplicative updates of the EM algorithm, so that every share is valid. The assumption cannot be tested by the
new material alone: the method is named model-dependent, and `classifier.estimate.drift` says when not to trust it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.record import PRIOR_SHIFT, TOO_SMALL, Estimate
from classifier.estimate.sample import Floats, Integers, Values

DRAWS = 500
_SEED = 20260202
_ROUNDS = 2000
_TOLERANCE = 1e-7


@dataclass(frozen=True)
class ShiftedMix:
    """The class shares found in a new material, and how they vary over the bootstrap.

    classes  K names
    share    (K,)
    drawn    (draws, K)
    size     rows of the new material
    """

    classes: tuple[Any, ...]
    share: Floats
    drawn: Floats
    size: int

    def shares(self, confidence: float = 0.95) -> pd.DataFrame:
        """The columns of `estimate_shares`; `n_labelled` is 0, since no label comes from the material."""
        tail = (1 - confidence) / 2
        low, high = np.quantile(self.drawn, (tail, 1 - tail), axis=0)
        table = pd.DataFrame(
            {
                "label": list(self.classes),
                "share": self.share,
                "low": np.minimum(low, self.share),
                "high": np.maximum(high, self.share),
                "n_labelled": 0,
                "n_total": self.size,
                "method": PRIOR_SHIFT,
            }
        )
        return table.sort_values("label", key=lambda column: column.map(str), ignore_index=True)

    def ratio(self, numerator: Collection[Any], denominator: Collection[Any], confidence: float = 0.95) -> Estimate:
        """Classes `numerator` as a share of `denominator`; no figure where the denominator may be empty."""
        within = np.isin(self.classes, list(denominator))
        counted = np.isin(self.classes, list(numerator)) & within
        named = tuple("+".join(sorted(map(str, names))) for names in (numerator, denominator))
        around = self.drawn[:, within].sum(axis=1)
        if not (around > 0).all() or not self.share[within].sum():
            return Estimate(None, None, None, confidence, 0, self.size, named[0], named[1], TOO_SMALL)
        tail = (1 - confidence) / 2
        low, high = np.quantile(self.drawn[:, counted].sum(axis=1) / around, (tail, 1 - tail))
        value = float(self.share[counted].sum() / self.share[within].sum())
        ends = min(float(low), value), max(float(high), value)
        return Estimate(value, *ends, confidence, 0, self.size, named[0], named[1], PRIOR_SHIFT)


def quantify(
    validation_probabilities: Sequence[Sequence[float]] | Floats,
    validation_labels: Values,
    probabilities: Sequence[Sequence[float]] | Floats,
    classes: Sequence[Any],
    *,
    draws: int = DRAWS,
    groups: Values | None = None,
) -> ShiftedMix:
    """The mix of classes in a material of which nothing is labelled.

    validation_probabilities  calibrated probabilities that the model gives to V labelled rows it was not trained on, (V, K)
    validation_labels         their true classes, V values among `classes`
    probabilities             the same model's probabilities for the new material, (N, K)
    classes                   the K class names, in the columns' order
    draws                     bootstrap draws: validation rows are drawn anew within each class, the new material's mean
                              varies as its size allows (both must: training and new data)
    groups                    writer of each validation row, V values; rows of one writer are drawn together

    Raises ValueError for a class without a validation row, which cannot be told apart, and for shapes that do not fit.
    """
    reference = np.asarray(validation_probabilities, dtype=float)
    new = np.asarray(probabilities, dtype=float)
    kinds = len(classes)
    codes = pd.Index(list(classes), dtype=object).get_indexer(pd.Index(list(validation_labels), dtype=object))
    if reference.shape != (len(codes), kinds) or new.ndim != 2 or new.shape[1] != kinds or not len(new):
        raise ValueError("probabilities need one row for each enquiry and one column for each class")
    if (codes < 0).any():
        raise ValueError("a validation label is not among the classes")
    missing = [str(classes[code]) for code in range(kinds) if not (codes == code).any()]
    if missing:
        raise ValueError(f"no validation row of class {', '.join(missing)}: leave the class out")
    means = np.stack([reference[codes == code].mean(axis=0) for code in range(kinds)])
    observed = new.mean(axis=0)
    share = _solve(means[None], observed[None])[0]
    drawn = _bootstrap(reference, codes, means, observed, share, len(new), draws, groups)
    return ShiftedMix(tuple(classes), share, drawn, len(new))


def quantify_shares(
    validation_probabilities: Sequence[Sequence[float]] | Floats,
    validation_labels: Values,
    probabilities: Sequence[Sequence[float]] | Floats,
    classes: Sequence[Any],
    confidence: float = 0.95,
    *,
    draws: int = DRAWS,
    groups: Values | None = None,
) -> pd.DataFrame:
    """`quantify` as a table of shares with intervals, one row a class."""
    mix = quantify(validation_probabilities, validation_labels, probabilities, classes, draws=draws, groups=groups)
    return mix.shares(confidence)


def _solve(means: Floats, observed: Floats) -> Floats:
    """Shares on the simplex whose mixture of class means is nearest to what is observed: (B, K, K), (B, K) -> (B, K)."""
    count, kinds, _ = means.shape
    share = np.full((count, kinds), 1 / kinds)
    target = np.clip(observed, 1e-12, None)
    for _ in range(_ROUNDS):
        mixed = np.einsum("bk,bkj->bj", share, means)
        moved = share * np.einsum("bkj,bj->bk", means, target / np.clip(mixed, 1e-12, None))
        moved /= moved.sum(axis=1, keepdims=True)
        if np.abs(moved - share).max() < _TOLERANCE:
            return moved
        share = moved
    return share


def _bootstrap(
    reference: Floats,
    codes: Integers,
    means: Floats,
    observed: Floats,
    share: Floats,
    size: int,
    draws: int,
    groups: Values | None,
) -> Floats:
    """Shares from redrawn validation rows and a redrawn mean of the new material, (draws, K)."""
    generator = np.random.default_rng(_SEED)
    kinds = len(means)
    redrawn = np.empty((draws, kinds, kinds))
    within = np.zeros((kinds, kinds))
    group = np.arange(len(codes)) if groups is None else pd.factorize(np.asarray(groups, dtype=object))[0]
    for code in range(kinds):
        here = codes == code
        rows = reference[here]
        member, _ = pd.factorize(group[here])
        writers = member.max() + 1
        times = generator.multinomial(writers, np.full(writers, 1 / writers), draws)
        weight = times[:, member].astype(float)
        total = weight.sum(axis=1, keepdims=True)
        redrawn[:, code] = weight @ rows / np.where(total > 0, total, 1)
        centred = rows - rows.mean(axis=0)
        within += share[code] * centred.T @ centred / max(len(rows) - 1, 1)
    # The share wanted is that of the rows at hand: only the spread within the classes moves their mean.
    noise = generator.multivariate_normal(np.zeros(kinds), within / size, draws, method="eigh")
    return _solve(redrawn, observed + noise)
