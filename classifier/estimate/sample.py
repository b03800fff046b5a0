"""The material of an estimate: predictions for every row, labels for a random sample of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# One value for each row: a list, an array, a column.
Values = Sequence[Any] | NDArray[Any]
Objects = NDArray[np.object_]
Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class LabelledSample:
    """N rows, n of them drawn at random and labelled.

    strata    names of the predicted groups
    group     predicted group of every row, N indices into `strata`
    rows      positions of the labelled rows, n indices
    true      true class of the labelled rows, n values
    weights   inverse inclusion probability of the labelled rows on any scale, n values
    clusters  cluster of the labelled rows, n indices; None when every row stands for itself
    """

    strata: Objects
    group: Integers
    rows: Integers
    true: Objects
    weights: Floats
    clusters: Integers | None

    @classmethod
    def of(
        cls,
        predicted: Values,
        labels: Values,
        weights: Values | None = None,
        clusters: Values | None = None,
    ) -> "LabelledSample":
        """Check and arrange what `estimate_shares` takes. Raises ValueError for input that no estimate can rest on."""
        true = _objects(labels)
        size = len(true)
        for name, values in (("predictions", predicted), ("weights", weights), ("clusters", clusters)):
            if values is not None and len(values) != size:
                raise ValueError(f"{len(values)} {name} but {size} labels: give one for each row")
        group, strata = pd.factorize(_objects(predicted))
        if (group < 0).any():
            raise ValueError("every row needs a predicted class; leave out rows that are not classified")
        rows = np.flatnonzero(~pd.isna(true))
        if not len(rows):
            raise ValueError("no row is labelled")
        weight = np.ones(len(rows)) if weights is None else np.asarray(weights, dtype=float)[rows]
        if not (np.isfinite(weight) & (weight > 0)).all():
            raise ValueError("every labelled row needs a weight above zero")
        cluster = None if clusters is None else _cluster_codes(_objects(clusters)[rows])
        return cls(np.asarray(strata, dtype=object), group, rows, true[rows], weight, cluster)

    @property
    def size(self) -> int:
        """Rows of the material, N."""
        return len(self.group)

    @property
    def labelled_group(self) -> Integers:
        """Predicted group of the labelled rows, n indices into `strata`."""
        return self.group[self.rows]

    def group_sizes(self) -> Floats:
        """Rows of each predicted group, (G,)."""
        return np.bincount(self.group, minlength=len(self.strata)).astype(float)

    def group_drawn(self) -> Floats:
        """Labelled rows of each predicted group, (G,)."""
        return np.bincount(self.labelled_group, minlength=len(self.strata)).astype(float)

    def split(self, mark: Marks) -> "LabelledSample":
        """Every group in two by a mark of its rows (N values): group g becomes 2g where it is false, 2g + 1 where true."""
        return replace(self, strata=np.repeat(self.strata, 2), group=2 * self.group + mark)

    def within(self, mask: Marks) -> "LabelledSample":
        """The part of the material where `mask` (N values) holds; it may hold no labelled row."""
        position = np.cumsum(mask) - 1
        kept = mask[self.rows]
        return replace(
            self,
            group=self.group[mask],
            rows=position[self.rows[kept]],
            true=self.true[kept],
            weights=self.weights[kept],
            clusters=None if self.clusters is None else self.clusters[kept],
        )


def _objects(values: Any) -> Objects:
    if isinstance(values, np.ndarray) and values.dtype == object:
        return values
    return np.asarray(pd.Series(values, dtype=object))


def _cluster_codes(names: Objects) -> Integers:
    """Rows without a cluster name each stand for themselves."""
    codes, known = pd.factorize(names)
    alone = codes < 0
    codes[alone] = len(known) + np.arange(alone.sum())
    return codes
