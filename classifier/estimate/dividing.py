"""From a labelled sample to how its strata divide: effective sizes, clusters, empty strata, priors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifier.estimate.poststratification import JEFFREYS, LEAST_PRIOR, NUMERATOR, OUTSIDE, Division
from classifier.estimate.record import COMPLETE, POST_STRATIFIED, SAMPLE_ALONE, Estimate
from classifier.estimate.sample import Floats, Integers, LabelledSample, Marks
from classifier.intervals import wilson_interval

# The labelled errors that a figure's own design effect needs before it counts as much as that of all figures together.
_OWN_EVIDENCE = 10.0


@dataclass(frozen=True)
class Figures:
    """B figures made at once; arrays of length B."""

    value: Floats
    low: Floats
    high: Floats
    inside: Integers
    method: tuple[str, ...]
    confidence: float

    def record(self, n_total: int, names: tuple[str, str]) -> Estimate:
        """The first figure as a record; `names` are what its numerator and denominator are called."""
        return Estimate(
            value=float(self.value[0]),
            low=float(self.low[0]),
            high=float(self.high[0]),
            confidence=self.confidence,
            n_labelled=int(self.inside[0]),
            n_total=n_total,
            numerator=names[0],
            denominator=names[1],
            method=self.method[0],
        )


def estimate_figures(
    sample: LabelledSample,
    strata: Integers,
    categories: Integers,
    prior: Floats,
    confidence: float,
) -> Figures:
    """Estimate B figures of one sample.

    strata      stratum of each predicted group for each figure, (B, G), of H
    categories  true category of the labelled rows for each figure, (B, n): NUMERATOR, REST or OUTSIDE
    prior       prior weight of each category in each stratum, (B, H, 3); see `error_prior`
    """
    count, depth = len(strata), prior.shape[1]
    group_sizes, group_drawn = sample.group_sizes(), sample.group_drawn()
    sizes, drawn = _tabulate(strata, group_sizes, depth), _tabulate(strata, group_drawn, depth)
    target, alone = _collapse(sizes, drawn, prior[0] > 0)
    if target is not None:
        strata = np.take_along_axis(target, strata, axis=1)
        sizes, drawn = _tabulate(strata, group_sizes, depth), _tabulate(strata, group_drawn, depth)
    drawn_from = strata[:, sample.labelled_group]
    cell = drawn_from * 3 + categories
    counts = _tabulate(cell, np.ones(cell.shape[1]), depth * 3).reshape(count, depth, 3)
    weighted = _tabulate(cell, sample.weights, depth * 3).reshape(count, depth, 3)
    total = weighted.sum(axis=2)
    squares = _tabulate(drawn_from, sample.weights**2, depth)
    shares = weighted / np.where(total > 0, total, 1)[..., None]
    whole = (drawn == sizes) & (drawn > 0)
    shares = np.where(whole[..., None], counts / np.maximum(drawn, 1)[..., None], shares)
    effective = total**2 / np.where(squares > 0, squares, 1)
    effective /= design_effects(sample, drawn_from, categories, shares)[:, None]
    division = Division(sizes, drawn, effective, counts, shares, prior, (prior > 0) | alone[:, None, None])
    least, greatest = division.bounds()
    value = np.clip(division.ratio(), least, greatest)
    low, high = division.interval(confidence)
    complete = len(sample.rows) == sample.size
    for at in np.flatnonzero(alone).tolist():
        low[at], high[at] = _wilson(division, at, confidence)
    low, high = np.maximum(low, least), np.minimum(high, greatest)
    method = [COMPLETE if complete else SAMPLE_ALONE if single else POST_STRATIFIED for single in alone]
    inside = (categories != OUTSIDE).sum(axis=1)
    return Figures(value, np.minimum(low, value), np.maximum(high, value), inside, tuple(method), confidence)


def _tabulate(codes: Integers, weights: Floats, depth: int) -> Floats:
    """Sums of `weights` (length m) by code, for each row of `codes` (B, m): (B, depth)."""
    count = len(codes)
    offset = codes + depth * np.arange(count)[:, None]
    sums = np.bincount(offset.ravel(), np.tile(weights, count), count * depth)
    return sums.reshape(count, depth).astype(float)


def _collapse(sizes: Floats, drawn: Floats, possible: Marks) -> tuple[Integers | None, Marks]:
    """A stratum without a labelled row tells nothing by itself: it joins the like one with the most labelled rows.

    Like are strata that can hold the same categories; where there is none with a labelled row, all become one.
    Returns what each stratum becomes, (B, H), None when nothing changes, and which figures have one stratum left, (B,).
    """
    empty = (sizes > 0) & (drawn == 0)
    alone = ((sizes > 0) & ~empty).sum(axis=1) == 1
    if not empty.any():
        return None, alone
    like = (possible[:, None] == possible[None]).all(axis=2)
    candidates = np.where(like, drawn[:, None, :], -1.0)
    alone |= (empty & (candidates.max(axis=2) <= 0)).any(axis=1)
    target = np.where(empty, candidates.argmax(axis=2), np.arange(sizes.shape[1]))
    target[alone] = 0
    return target, alone


def design_effects(sample: LabelledSample, drawn_from: Integers, categories: Integers, shares: Floats) -> Floats:
    """Variance of each figure's residuals summed by cluster, relative to independent rows, (B,); at least 1.

    A rare figure shows too few clusters to judge by, so its own ratio is drawn towards that of all figures together.
    """
    count = len(categories)
    if sample.clusters is None:
        return np.ones(count)
    figure = np.arange(count)[:, None]
    inside = shares[..., :2].sum(axis=2)
    overall = shares[..., NUMERATOR].sum(axis=1) / np.maximum(inside.sum(axis=1), 1e-12)
    hit, around = categories == NUMERATOR, categories != OUTSIDE
    expected_hit = shares[figure, drawn_from, NUMERATOR]
    expected_around = inside[figure, drawn_from]
    residual = (hit - expected_hit) - overall[:, None] * (around - expected_around)
    residual = residual * sample.weights
    order = np.argsort(sample.clusters, kind="stable")
    starts = np.flatnonzero(np.diff(sample.clusters[order], prepend=-1))
    together = (np.add.reduceat(residual[:, order], starts, axis=1) ** 2).sum(axis=1)
    apart = (residual**2).sum(axis=1)
    pooled = together.sum() / apart.sum() if apart.sum() else 1.0
    # Residuals of rows with the mean weight 1 add up to about one for each surprising row.
    evidence = apart / np.mean(sample.weights) ** 2
    own = np.divide(together, apart, out=np.full(count, pooled), where=apart > 0)
    trust = evidence / (evidence + _OWN_EVIDENCE)
    clusters = len(starts)
    correction = clusters / max(clusters - 1, 1)
    return np.maximum(1.0, (trust * own + (1 - trust) * pooled) * correction)


def error_rate(predicted: Integers | Marks, true: Integers | Marks) -> float:
    """Share of the labelled rows predicted wrongly, drawn a little towards one half."""
    return (float((predicted != true).sum()) + 0.5) / (len(true) + 1)


def error_prior(error: float, common: Floats, own: Sequence[int], possible: Sequence[Sequence[bool]]) -> Floats:
    """Prior weight of each category in each stratum, (B, H, 3).

    Jeffreys' 1/2 for every category where the stratum's own prediction lies in the figure's denominator. Elsewhere the
    classifier must have erred for a row to be inside: the misses of a good classifier, of a class that is rare anyway,
    get less.

    error     share of the labelled rows that are predicted wrongly
    common    share of all rows that are predicted to be inside, (B,)
    own       the category that each stratum's rows are predicted to be in, H values
    possible  which categories each stratum can hold, H times 3
    """
    miss = np.clip(np.maximum(common, error), LEAST_PRIOR, JEFFREYS)
    prior = np.full((len(common), len(own), 3), JEFFREYS)
    for stratum, category in enumerate(own):
        prior[:, stratum, :category] = miss[:, None]
    return prior * np.array(possible, dtype=float)


def _wilson(division: Division, at: int, confidence: float) -> tuple[float, float]:
    """The score interval for a ratio from the labelled rows alone, corrected for the finite population."""
    stratum = int(division.drawn[at].argmax())  # the only one with labelled rows
    inside = float(division.shares[at, stratum, :2].sum())
    share = float(division.shares[at, stratum, NUMERATOR]) / inside if inside else 0.0
    fraction = float(division.drawn[at].sum() / division.sizes[at].sum())
    trials = float(division.effective[at, stratum]) * inside / max(1 - fraction, 1e-12)
    return wilson_interval(share * trials, trials, confidence)
