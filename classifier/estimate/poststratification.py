"""The interval that all estimates from a labelled sample share: post-stratification with a finite population.

Within the rows predicted alike, the labelled ones tell how the unlabelled ones divide. In each stratum the division of
the rest has a Dirichlet-multinomial distribution given the labelled rows (the Pólya posterior; Ghosh & Meeden 1997), so
what is labelled is known and a fully labelled population has no width. Its first two moments are exact; they are summed
over the strata, carried to the ratio by the delta method, and matched by a beta distribution on the range that the
labelled rows leave open. No random draw: the same input gives the same bytes, in microseconds.

`scripts/bench_coverage` decides on the priors below; see docs/figures.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

Floats = NDArray[np.float64]

# Jeffreys' prior for what the prediction leaves open, and the least weight given to a class where it is not predicted.
JEFFREYS = 0.5
LEAST_PRIOR = 0.25

# Categories of a row for one figure.
NUMERATOR, REST, OUTSIDE = 0, 1, 2


@dataclass(frozen=True)
class Division:
    """How the labelled rows of each stratum divide; B figures at once, each with H strata and 3 categories.

    sizes      rows of the stratum, (B, H)
    drawn      labelled rows of the stratum, (B, H)
    effective  independent, equally weighted rows that the labelled ones are worth, (B, H)
    counts     labelled rows by category (numerator, rest of the denominator, outside it), unweighted, (B, H, 3)
    shares     the same as weighted shares of the stratum, (B, H, 3); zero where nothing is labelled
    prior      prior weight of each category, (B, H, 3); zero for what cannot happen in a stratum
    open       whether a row of the stratum can be of the category, (B, H, 3)
    """

    sizes: Floats
    drawn: Floats
    effective: Floats
    counts: Floats
    shares: Floats
    prior: Floats
    open: NDArray[np.bool_]

    def ratio(self) -> Floats:
        """The post-stratified estimate of numerator / denominator, (B,); 0 where the denominator is empty."""
        totals = (self.sizes[..., None] * self.shares).sum(axis=1)
        inside = totals[:, :2].sum(axis=1)
        return np.divide(totals[:, NUMERATOR], inside, out=np.zeros_like(inside), where=inside > 0)

    def bounds(self) -> tuple[Floats, Floats]:
        """The least and the greatest ratio that the labelled rows leave possible, (B,) each."""
        known = self.counts.sum(axis=1)
        possible = (self.sizes - self.drawn)[..., None] * self.open
        hit, miss = possible[..., NUMERATOR].sum(axis=1), possible[..., REST].sum(axis=1)
        low_of = known[:, :2].sum(axis=1) + miss
        high_of = known[:, :2].sum(axis=1) + hit
        low = np.divide(known[:, NUMERATOR], low_of, out=np.zeros_like(low_of), where=low_of > 0)
        high = np.divide(known[:, NUMERATOR] + hit, high_of, out=np.ones_like(high_of), where=high_of > 0)
        return low, high

    def interval(self, confidence: float) -> tuple[Floats, Floats]:
        """Ends of the central interval for the ratio, (B,) each."""
        weight = self.shares * self.effective[..., None] + self.prior
        mass = np.maximum(weight.sum(axis=2, keepdims=True), 1e-12)
        expected = weight / mass
        rest = (self.sizes - self.drawn)[..., None]
        mean = (self.drawn[..., None] * self.shares + rest * expected).sum(axis=1)
        spread = rest * (1 + np.maximum(rest - 1, 0) / (mass + 1))
        variance = (spread * expected * (1 - expected)).sum(axis=1)
        covariance = -(spread[..., 0] * expected[..., NUMERATOR] * expected[..., REST]).sum(axis=1)
        hits, misses = mean[:, NUMERATOR], mean[:, REST]
        inside = np.maximum(hits + misses, 1e-12)
        ratio_variance = (
            misses**2 * variance[:, NUMERATOR] + hits**2 * variance[:, REST] - 2 * hits * misses * covariance
        ) / inside**4
        least, greatest = self.bounds()
        return _beta_interval(hits / inside, ratio_variance, least, greatest, confidence)


def _beta_interval(
    mean: Floats, variance: Floats, least: Floats, greatest: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Central interval of the beta distribution on [least, greatest] that has the given moments."""
    width = greatest - least
    open_ = (width > 0) & (variance > 0)
    scale = np.where(open_, width, 1.0)
    centre = np.clip((mean - least) / scale, 1e-9, 1 - 1e-9)
    # A variance that no beta distribution on the range can have means that the range itself is the interval.
    mass = np.maximum(centre * (1 - centre) / np.where(open_, variance / scale**2, 1.0) - 1, 1e-6)
    tail = (1 - confidence) / 2
    low, high = (least + scale * betaincinv(centre * mass, (1 - centre) * mass, q) for q in (tail, 1 - tail))
    return np.where(open_, low, mean), np.where(open_, high, mean)
