"""Where the shares come from: estimated from the labelled sample, or, without one, counted from predictions."""

from collections.abc import Collection
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.estimate.answers import estimate_rate
from classifier.estimate.record import Estimate
from classifier.estimate.sample import LabelledSample
from classifier.estimate.shares import MIN_LABELLED, estimate_shares, ratio_of
from classifier.intervals import wilson_interval
from classifier.summary.figure import (
    PREDICTED,
    SHARE,
    SMALL_BASE,
    UNMEASURABLE,
    WILSON_PERIOD,
    Figure,
    absent,
)
from classifier.summary.reading import UNKNOWN, Material
from classifier.taxonomy import LEVELS, NO_ENQUIRY

ASKING = tuple(level for level in LEVELS if level != NO_ENQUIRY)
CONFIDENCE = 0.95
Mask = NDArray[np.bool_]


class Shares(Protocol):
    """What the tables ask for. Classes are joint labels, `topic|level`."""

    classes: tuple[str, ...]

    def ratio(
        self, definition: str, numerator: Collection[str], denominator: Collection[str] | None, mask: Mask | None = None
    ) -> Figure:
        """Rows of `numerator` as a share of those of `denominator` (None = all), among the rows of `mask`."""

    def rate(self, definition: str, event: NDArray[np.int8], mask: Mask | None = None) -> Figure:
        """The share with `event` (1, 0, -1 = unknown) of the enquiries that need an answer and whose event is known."""


class Predicted:
    """Shares counted from the classifier's answers: biased, so without an interval for what a label decides."""

    def __init__(self, material: Material) -> None:
        frame = material.frame
        self._topic, self._level = frame["topic"], frame["level"]
        self._codes, self._names = _joint(frame)
        self.classes = tuple(self._names)

    def ratio(
        self, definition: str, numerator: Collection[str], denominator: Collection[str] | None, mask: Mask | None = None
    ) -> Figure:
        """See `Shares.ratio`."""
        codes = self._codes if mask is None else self._codes[mask]
        counts = np.bincount(codes, minlength=len(self._names))
        of = int(counts.sum() if denominator is None else counts[_chosen(self._names, denominator)].sum())
        if not of:
            return absent(SHARE, UNMEASURABLE, definition)
        number = int(counts[_chosen(self._names, numerator)].sum())
        return Figure(
            SHARE,
            number / of,
            numerator=number,
            denominator=of,
            n_total=len(codes),
            method=PREDICTED,
            definition=definition,
        )

    def rate(self, definition: str, event: NDArray[np.int8], mask: Mask | None = None) -> Figure:
        """See `Shares.rate`. The interval sees the period as a sample of like periods; the need is the classifier's word."""
        rows = self._needing & (event != UNKNOWN)
        rows = rows if mask is None else rows & mask
        of, number = int(rows.sum()), int((event[rows] == 1).sum())
        if not of:
            return absent(SHARE, UNMEASURABLE, definition)
        low, high = wilson_interval(number, of)
        return Figure(SHARE, number / of, low, high, number, of, None, of, WILSON_PERIOD, definition)

    @cached_property
    def _needing(self) -> Mask:
        return (self._level != NO_ENQUIRY).to_numpy()


class Labelled:
    """Shares estimated from a random labelled sample assisted by the predictions (classifier.estimate)."""

    def __init__(self, material: Material) -> None:
        assert material.true is not None
        codes, names = _joint(material.frame)
        # Arrays of objects, which the estimates take as any sequence.
        self.predicted: Any = np.asarray(names, dtype=object)[codes]
        self.true: Any = material.true.to_numpy(dtype=object)
        self.weights: Any = None if material.weights is None else material.weights.to_numpy(dtype=float)
        self.clusters: Any = None if material.clusters is None else material.clusters.to_numpy(dtype=object)
        self._labelled = np.flatnonzero(~pd.isna(self.true))
        self._sample = LabelledSample.of(self.predicted, self.true, self.weights, self.clusters)
        self.classes = tuple(sorted({*names, *self._sample.true}))

    def ratio(
        self, definition: str, numerator: Collection[str], denominator: Collection[str] | None, mask: Mask | None = None
    ) -> Figure:
        """See `Shares.ratio`."""
        sample = self._sample if mask is None else self._sample.within(mask)
        of = None if denominator is None else set(denominator)
        return figure(ratio_of(sample, set(numerator), of, CONFIDENCE, MIN_LABELLED, None), definition)

    def rate(self, definition: str, event: NDArray[np.int8], mask: Mask | None = None) -> Figure:
        """See `Shares.rate`."""
        known = event[self._labelled] != UNKNOWN
        if int((known if mask is None else known & mask[self._labelled]).sum()) < MIN_LABELLED:
            measurable = event != UNKNOWN if mask is None else (event != UNKNOWN) & mask
            return absent(SHARE, SMALL_BASE if measurable.any() else UNMEASURABLE, definition)
        rows = event != UNKNOWN
        rows = rows if mask is None else rows & mask
        true = self.true[rows]
        needing = [name for name in self.classes if name.rpartition("|")[2] in ASKING]
        weights = None if self.weights is None else self.weights[rows]
        clusters = None if self.clusters is None else self.clusters[rows]
        found = estimate_rate(self.predicted[rows], true, event[rows] == 1, needing, weights, clusters, CONFIDENCE)
        return figure(found, definition)

    def topic_shares(self, topics: Collection[str]) -> dict[str, Figure]:
        """The share of every topic among all enquiries, NONE (no enquiry) among them; they sum to one.

        With fewer labelled rows than any other share demands none is given: on so small a base it would tell a count.
        """
        if len(self._labelled) < MIN_LABELLED:
            return {topic: absent(SHARE, SMALL_BASE, "topic_share") for topic in topics}
        table = estimate_shares(_topics(self.predicted), _topics(self.true), self.weights, self.clusters, CONFIDENCE)
        return {
            row.label: Figure(
                SHARE, row.share, row.low, row.high, None, None, row.n_labelled, row.n_total, row.method, "topic_share"
            )
            for row in table.itertuples()
            if row.label in topics
        }


def figure(found: Estimate, definition: str, form: str = SHARE) -> Figure:
    """An estimate as a figure of the report; one with too small a base has no value."""
    if found.value is None:
        return Figure(form, None, method=found.method, definition=definition, missing=SMALL_BASE)
    return Figure(
        form,
        found.value,
        found.low,
        found.high,
        n_labelled=found.n_labelled,
        n_total=found.n_total,
        method=found.method,
        definition=definition,
    )


def shares_of(material: Material) -> Labelled | Predicted:
    """Estimates when the material has labels, counts of predictions otherwise."""
    return Predicted(material) if material.true is None else Labelled(material)


def classes_at(classes: Collection[str], levels: Collection[str], topic: str = "") -> list[str]:
    """The joint classes with one of `levels`, of one topic when it is named."""
    parted = ((name, *name.rpartition("|")[::2]) for name in classes)
    return [name for name, own, level in parted if level in levels and topic in ("", own)]


def _joint(frame: pd.DataFrame) -> tuple[NDArray[np.intp], list[str]]:
    """Predicted `topic|level` of every row as codes into the names that occur."""
    topics, levels = frame["topic"].cat, frame["level"].cat
    codes, used = pd.factorize(topics.codes.to_numpy(np.int64) * len(levels.categories) + levels.codes.to_numpy())
    names = [
        f"{topics.categories[code // len(levels.categories)]}|{levels.categories[code % len(levels.categories)]}"
        for code in used
    ]
    return codes, names


def _chosen(names: list[str], wanted: Collection[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in wanted]


def _topics(joint: Any) -> Any:
    codes, names = pd.factorize(joint)
    topics = np.array([*(str(name).rpartition("|")[0] for name in names), None], dtype=object)
    return topics[codes]
