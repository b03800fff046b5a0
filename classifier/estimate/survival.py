"""Time to answer when many are still waiting: Kaplan-Meier, and the quantiles that it gives with intervals.

Leaving out the unanswered makes a municipality that never answers look quick. Each unanswered enquiry is therefore
followed until its export ends and counted as "longer than that". Hours on the clock and working hours are handled alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from classifier.estimate.record import TOO_SMALL, Estimate
from classifier.estimate.sample import Floats

KAPLAN_MEIER = "Kaplan-Meier, Brookmeyer-Crowley log-log interval"
MIN_FOLLOWED = 10


@dataclass(frozen=True)
class AnswerCurve:
    """The share still unanswered after each moment at which an answer came.

    times    hours, ascending, (T,)
    waiting  share still without an answer just after that moment, (T,) (Kaplan & Meier 1958)
    spread   Greenwood's standard error of log(-log(waiting)), (T,); infinite where `waiting` is 0 or 1
    followed rows that the curve rests on
    answered those of them that were answered
    """

    times: Floats
    waiting: Floats
    spread: Floats
    followed: int
    answered: int

    def waiting_after(self, hours: float) -> float:
        """Share still without an answer after `hours`."""
        at = int(np.searchsorted(self.times, hours, side="right")) - 1
        return float(self.waiting[at]) if at >= 0 else 1.0

    def band(self, confidence: float) -> tuple[Floats, Floats]:
        """Pointwise log-log band (Kalbfleisch & Prentice 2002, section 1.4) around `waiting`; stays within 0 and 1."""
        z = NormalDist().inv_cdf(0.5 + confidence / 2)
        inner = np.isfinite(self.spread)
        arm = np.exp(z * np.where(inner, self.spread, 0.0))
        low = np.where(inner, self.waiting**arm, self.waiting)
        return low, np.where(inner, self.waiting ** (1 / arm), self.waiting)

    def quantile(self, share: float, confidence: float = 0.95) -> tuple[float | None, float | None, float | None]:
        """Hours until `share` of all are answered, and the ends of its interval (Brookmeyer & Crowley 1982).

        None for what the follow-up never reaches.
        """
        low, high = self.band(confidence)
        return (
            self._reached(self.waiting, 1 - share),
            self._reached(low, 1 - share),
            self._reached(high, 1 - share),
        )

    def _reached(self, curve: Floats, level: float) -> float | None:
        at = np.flatnonzero(curve <= level + 1e-12)
        return float(self.times[at[0]]) if len(at) else None


def kaplan_meier(
    hours: Sequence[float], answered: Sequence[bool], weights: Sequence[float] | None = None
) -> AnswerCurve:
    """The curve of N enquiries.

    hours     until the answer, or, where there is none, until the export ends; not negative
    answered  whether `hours` ends with an answer
    weights   how much each row counts, such as the estimated probability that it needs an answer
              (`classifier.estimate.answers.estimated_need`); rows of weight 0 are left out

    Raises ValueError for lengths that differ, and for hours that are negative or missing.
    """
    time = np.asarray(hours, dtype=float)
    event = np.asarray(answered, dtype=bool)
    weight = np.ones(len(time)) if weights is None else np.asarray(weights, dtype=float)
    if not len(time) == len(event) == len(weight):
        raise ValueError("hours, answers and weights need one value for each row")
    if not (np.isfinite(time) & (time >= 0)).all():
        raise ValueError("hours must be known and not negative; leave out rows that cannot be measured")
    kept = weight > 0
    time, event, weight = time[kept], event[kept], weight[kept]
    order = np.argsort(time, kind="stable")
    time, event, weight = time[order], event[order], weight[order]
    moments = np.unique(time[event])
    # At risk is who waited at least that long; a wait that ends with the export at the same hour still counts.
    total = weight.sum()
    before = np.concatenate([[0.0], np.cumsum(weight)])
    at_risk = total - before[np.searchsorted(time, moments, side="left")]
    answers = np.bincount(np.searchsorted(moments, time[event]), weight[event], len(moments))
    left = np.maximum(at_risk - answers, 0.0)
    left[left < 1e-9 * max(total, 1e-300)] = 0.0
    waiting = np.cumprod(left / at_risk)
    # Rows of unequal weight tell as much as fewer equal ones (Kish 1965).
    scale = float((weight**2).sum() / total) if len(weight) else 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(scale * answers / (at_risk * left))
        spread = np.sqrt(greenwood) / np.abs(np.log(waiting))
    spread = np.where((waiting > 0) & (waiting < 1), spread, np.inf)
    return AnswerCurve(moments, waiting, spread, len(time), int(event.sum()))


def estimate_answer_times(
    hours: Sequence[float],
    answered: Sequence[bool],
    quantiles: Sequence[float] = (0.5, 0.9),
    weights: Sequence[float] | None = None,
    confidence: float = 0.95,
    *,
    minimum: int = MIN_FOLLOWED,
    unit: str = "hours",
    of: str = "all enquiries, the unanswered followed until the export ends",
) -> dict[float, Estimate]:
    """Hours until the given shares are answered: the median, the 90th percentile, each with its interval.

    A quantile that the follow-up never reaches has value None and says so in `note`; its `low` may still be known
    ("at least 52 hours"). For the times of the answered alone, give only them. The arguments are those of `kaplan_meier`;
    n_labelled = n_total = the rows followed, none of it resting on labels but for the weights.
    """
    curve = kaplan_meier(hours, answered, weights)
    return {share: _quantile(curve, share, confidence, minimum, unit, of) for share in quantiles}


def _quantile(curve: AnswerCurve, share: float, confidence: float, minimum: int, unit: str, of: str) -> Estimate:
    named = (f"{unit} until {share:.0%} are answered", of)
    if curve.followed < minimum:
        return Estimate(None, None, None, confidence, curve.followed, curve.followed, *named, TOO_SMALL)
    value, low, high = curve.quantile(share, confidence)
    note = "" if value is not None else f"fewer than {share:.0%} are answered within the time followed"
    return Estimate(value, low, high, confidence, curve.followed, curve.followed, *named, KAPLAN_MEIER, note)
