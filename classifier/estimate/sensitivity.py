"""What a figure would be had the doubtful labels been settled the other way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from classifier.estimate.record import Estimate
from classifier.estimate.sample import Values
from classifier.estimate.shares import MIN_LABELLED, estimate_ratio

# In doubt between two levels the labeller chose the higher number (annotation guideline, section 3, rule 9), so "down"
# undoes that and "up" assumes that even the higher one was too low.
LEVELS_UP: Mapping[str, str] = {"N1": "N2", "N2": "N3"}
LEVELS_DOWN: Mapping[str, str] = {"N3": "N2", "N2": "N1"}


@dataclass(frozen=True, slots=True)
class Range:
    """One figure by the labels as they stand, with all uncertain ones moved down, and with all moved up.

    down, labelled, up  the three estimates, each with its own interval
    uncertain           labelled rows that were marked uncertain
    """

    down: Estimate
    labelled: Estimate
    up: Estimate
    uncertain: int


def shift_uncertain(labels: Values, uncertain: Values, moves: Mapping[str, str]) -> list[Any]:
    """The labels with the uncertain ones moved by the table `moves`; a joint label ("BYG|N2") keeps its other part."""
    if len(labels) != len(uncertain):
        raise ValueError(f"{len(uncertain)} marks of uncertainty but {len(labels)} labels: give one for each row")
    return [_moved(label, moves) if doubt else label for label, doubt in zip(labels, uncertain, strict=True)]


def _moved(label: Any, moves: Mapping[str, str]) -> Any:
    if not isinstance(label, str):
        return label
    rest, bar, level = label.rpartition("|")
    return f"{rest}{bar}{moves.get(level, level)}"


def estimate_range(
    predicted: Values,
    labels: Values,
    uncertain: Values,
    numerator: Collection[Any],
    denominator: Collection[Any] | None = None,
    weights: Values | None = None,
    clusters: Values | None = None,
    confidence: float = 0.95,
    *,
    minimum: int = MIN_LABELLED,
    names: tuple[str, str] | None = None,
    up: Mapping[str, str] = LEVELS_UP,
    down: Mapping[str, str] = LEVELS_DOWN,
) -> Range:
    """The ratio of `estimate_ratio` with the uncertain labels as they are, all down, and all up one level.

    uncertain  whether the labeller marked the row, N values; unlabelled rows are not read
    up, down   label or level -> what it becomes; labels that the table lacks stay (N0 is neither)
    """

    def ratio(moved: Values) -> Estimate:
        """The estimate with the labels moved."""
        return estimate_ratio(
            predicted, moved, numerator, denominator, weights, clusters, confidence, minimum=minimum, names=names
        )

    known = ~pd.isna(np.asarray(pd.Series(labels, dtype=object)))
    marked = np.asarray(uncertain, dtype=bool)
    return Range(
        down=ratio(shift_uncertain(labels, uncertain, down)),
        labelled=ratio(labels),
        up=ratio(shift_uncertain(labels, uncertain, up)),
        uncertain=int((known & marked).sum()),
    )
