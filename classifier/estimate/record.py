"""What an estimate says of itself: its value and interval, what it counts, what it rests on, and how it was made."""

from dataclasses import asdict, dataclass
from typing import Any

POST_STRATIFIED = "post-stratified sample"
SAMPLE_ALONE = "Wilson, sample alone"
COMPLETE = "all rows labelled"
TOO_SMALL = "too small a base"
PRIOR_SHIFT = "prior-shift correction, model-dependent"
DIFFERENCE = "difference of two estimates, MOVER"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    value, low, high  the figure and the ends of its interval, as shares (0.47 = 47 %) unless `numerator` tells a unit;
                      all None when the base is too small to tell anything, `low` or `high` alone None when there is no
                      such end (a 90th percentile that the follow-up never reaches)
    confidence        coverage that the interval promises
    n_labelled        labelled rows that the figure rests on: those truly in its denominator
    n_total           rows of the material that the figure speaks of
    numerator         what is counted, in words or labels
    denominator       of what
    method            how it was made, one of the constants of this module or a sentence like them
    note              a reservation that must stand beside the figure; usually empty
    """

    value: float | None
    low: float | None
    high: float | None
    confidence: float
    n_labelled: int
    n_total: int
    numerator: str
    denominator: str
    method: str
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a figure at all."""
        return self.value is not None

    def document(self) -> dict[str, Any]:
        """The record as JSON-ready data; a missing end is null."""
        return asdict(self)
