"""How many enquiries to label for a wanted margin of error."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

_MARGIN = re.compile(r"\s*(?:±|\+/?-)?\s*(\d+(?:[.,]\d+)?)\s*(?:%|pp|procentenheter)?\s*")


@dataclass(frozen=True, slots=True)
class Plan:
    """How many rows to label.

    margin        half the width of the interval aimed at, as a share (0.04 = ±4 percentage points)
    confidence    coverage of that interval
    total         rows to draw from the whole material for the margin on the whole
    strata        those rows divided over the strata, in proportion to their size
    each          rows to draw from each stratum for the margin within that stratum by itself
    reached       the margin that `total` rows are expected to give (less than `margin` when rows cannot be split)
    """

    margin: float
    confidence: float
    total: int
    strata: Mapping[str, int]
    each: Mapping[str, int]
    reached: float


def parse_margin(text: str) -> float:
    """A margin as people write it ("±4", "4 %", "+-2,5") as a share. Raises ValueError for anything else."""
    found = _MARGIN.fullmatch(text)
    margin = float(found[1].replace(",", ".")) / 100 if found else 0.0
    if not 0 < margin < 0.5:
        raise ValueError(f'a margin is percentage points between 0 and 50, such as "±4"; not "{text}"')
    return margin


def plan_sample(
    margin: float,
    sizes: Mapping[str, int],
    *,
    share: float = 0.5,
    explained: float = 0.0,
    inside: float = 1.0,
    design_effect: float = 1.0,
    confidence: float = 0.95,
) -> Plan:
    """How many rows to label so that a share's interval is `value ± margin`.

    sizes          rows of each stratum of the material, such as channels; one entry for the whole is enough
    share          expected share; 0.5 is the most demanding
    explained      squared correlation between predicted and true membership that the classifier is expected to reach
                   (`explained_share`); 0 plans as if there were no classifier
    inside         share of the rows that are in the figure's denominator (1 - N0 for resolvability)
    design_effect  of clusters; 1 when every row stands for itself

    n = z² share (1 - share) (1 - explained) design_effect / margin², divided by `inside`, corrected for the finite
    population (Cochran 1977, chapter 4; the factor 1 - R² as for regression estimation, chapter 7), but never
    below what makes the normal approximation usable: ten expected rows on each side of the share.
    """
    if not sizes or any(size < 0 for size in sizes.values()) or not sum(sizes.values()):
        raise ValueError("the material holds no rows to draw from")
    if not (0 < margin < 1 and 0 < share < 1 and 0 <= explained < 1 and 0 < inside <= 1 and design_effect >= 1):
        raise ValueError("margin, share and inside lie between 0 and 1, explained from 0, the design effect from 1")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    variance = z * z * share * (1 - share) * (1 - explained) * design_effect / inside
    least = 10 * design_effect / (min(share, 1 - share) * inside)

    def needed(size: int) -> int:
        """The labels that a group of `size` enquiries needs, with the correction for a finite population."""
        infinite = max(variance / margin**2, least)
        return min(size, math.ceil(infinite / (1 + infinite / size))) if size else 0

    whole = sum(sizes.values())
    total = needed(whole)
    unknown = (1 - total / whole) * variance / total
    return Plan(
        margin=margin,
        confidence=confidence,
        total=total,
        strata=_proportional(total, sizes),
        each={name: needed(size) for name, size in sizes.items()},
        reached=math.sqrt(max(unknown, 0.0)),
    )


def _proportional(total: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """`total` rows over the strata by size, one by one where most are lacking; a stratum with rows gets at least one."""
    whole = sum(sizes.values())
    exact = {name: total * size / whole for name, size in sizes.items()}
    given = {name: min(sizes[name], max(int(exact[name]), 1)) for name in sizes}
    while (missing := total - sum(given.values())) != 0:
        step = 1 if missing > 0 else -1
        able = [name for name in sizes if (given[name] < sizes[name] if step > 0 else given[name] > 1)]
        if not able:
            break
        given[max(able, key=lambda name: (step * (exact[name] - given[name]), name))] += step
    return given


def explained_share(true: "list[bool]", predicted: "list[bool]") -> float:
    """Squared correlation between true and predicted membership, from rows that the model was not trained on.

    The factor by which a classifier narrows an interval is about the square root of one minus this. 0 when either
    never varies. Raises ValueError for lengths that differ.
    """
    pairs = list(zip(map(bool, true), map(bool, predicted), strict=True))
    both = sum(a and b for a, b in pairs)
    hits, guesses, size = sum(a for a, _ in pairs), sum(b for _, b in pairs), len(pairs)
    spread = hits * (size - hits) * guesses * (size - guesses)
    return (both * size - hits * guesses) ** 2 / spread if spread else 0.0
