"""Invented materials with a known truth, and the samples that an investigator would label of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZE = 5000
SHARES = {"0.5 %": 0.005, "2 %": 0.02, "5 %": 0.05, "20 %": 0.2, "50 %": 0.5, "rest": 0.225}
# How often the classifier is right; its errors fall on the other classes in proportion to their size.
CLASSIFIERS = {"weak": 0.5, "medium": 0.75, "strong": 0.92}
# Channels by size, and how they bend the mix of classes.
_CHANNELS = np.array([0.6, 0.3, 0.1])
_BENT = np.array([[1, 1, 1, 1, 1, 1], [1.5, 0.5, 1.5, 0.6, 1, 1.2], [0.4, 2, 0.3, 1.5, 1, 0.8]])

Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Design:
    """How a material and its labelled sample come about."""

    accuracy: float
    labelled: int
    clustered: bool = False
    stratified: bool = False
    shares: tuple[float, ...] = tuple(SHARES.values())


@dataclass(frozen=True)
class Material:
    """True and predicted class of every row, its thread and channel, which rows are labelled, and their weights."""

    true: Ints
    predicted: Ints
    thread: Ints
    channel: Ints
    drawn: Ints
    weights: NDArray[np.float64]

    def arguments(self, names: NDArray[np.object_], design: Design) -> dict[str, object]:
        """What `estimate_shares` is given."""
        labels = np.full(len(self.true), None, dtype=object)
        labels[self.drawn] = names[self.true[self.drawn]]
        return {
            "predicted": names[self.predicted],
            "labels": labels,
            "weights": self.weights if design.stratified else None,
            "clusters": self.thread if design.clustered else None,
        }


def material(design: Design, generator: np.random.Generator, size: int = SIZE) -> Material:
    """A new population, classifier and sample."""
    mix = np.array(design.shares)
    thread = _threads(generator, size) if design.clustered else np.arange(size)
    channel = generator.choice(3, size, p=_CHANNELS)[thread]
    if not design.clustered and not design.stratified:
        # Independent rows: the shares are met exactly, so that only the sample varies.
        counts = np.floor(mix * size + 1e-9).astype(int)
        counts[-1] += size - counts.sum()
        true = generator.permutation(np.repeat(np.arange(len(mix)), counts))
    else:
        true = _draw(generator, mix, channel, design.stratified)
    if design.clustered:
        # Three rows in five repeat what their thread is about.
        _, first = np.unique(thread, return_index=True)
        follows = generator.random(size) < 0.6
        true = np.where(follows, true[first][thread], true)
    predicted = _predict(generator, mix, true, design.accuracy)
    drawn, weights = _sample(generator, design, thread, channel)
    return Material(true, predicted, thread, channel, drawn, weights)


def _threads(generator: np.random.Generator, size: int) -> Ints:
    lengths = np.minimum(generator.geometric(0.5, size), 8)
    return np.repeat(np.arange(size), lengths)[:size]


def _draw(generator: np.random.Generator, mix: NDArray[np.float64], channel: Ints, bent: bool) -> Ints:
    size = len(channel)
    if not bent:
        return generator.choice(len(mix), size, p=mix)
    bends = mix * np.resize(_BENT.T, (len(mix), len(_CHANNELS))).T
    cumulative = np.cumsum(bends / bends.sum(axis=1, keepdims=True), axis=1)
    return (generator.random(size)[:, None] > cumulative[channel]).sum(axis=1).clip(max=len(mix) - 1)


def _predict(generator: np.random.Generator, mix: NDArray[np.float64], true: Ints, accuracy: float) -> Ints:
    others = np.where(np.eye(len(mix), dtype=bool), 0, mix)
    cumulative = np.cumsum(others / others.sum(axis=1, keepdims=True), axis=1)
    wrong = (generator.random(len(true))[:, None] > cumulative[true]).sum(axis=1).clip(max=len(mix) - 1)
    return np.where(generator.random(len(true)) < accuracy, true, wrong)


def _sample(
    generator: np.random.Generator, design: Design, thread: Ints, channel: Ints
) -> tuple[Ints, NDArray[np.float64]]:
    """Rows, or whole threads, at random; stratified: as many from each channel, weighted back."""
    weights = np.ones(len(thread))
    if not design.stratified:
        return _draw_rows(generator, thread, np.arange(len(thread)), design.labelled), weights
    drawn = []
    for name in range(3):
        rows = np.flatnonzero(channel == name)
        taken = _draw_rows(generator, thread, rows, design.labelled // 3)
        weights[rows] = len(rows) / len(taken)
        drawn.append(taken)
    return np.concatenate(drawn), weights


def _draw_rows(generator: np.random.Generator, thread: Ints, rows: Ints, wanted: int) -> Ints:
    names, member = np.unique(thread[rows], return_inverse=True)
    if len(names) == len(rows):
        return generator.choice(rows, wanted, replace=False)
    # Whole threads in random order until there are rows enough.
    order = generator.permutation(len(names))
    lengths = np.bincount(member)[order]
    enough = int(np.searchsorted(np.cumsum(lengths), wanted)) + 1
    return rows[np.isin(member, order[:enough])]
