"""Measures with 95 % bootstrap intervals that draw whole voices, since the texts of a voice resemble each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from classifier.taxonomy import LEVELS

DRAWS = 1_000
Array = Any


@dataclass(frozen=True)
class Counted:
    """What a figure is made of, one row a voice; the figure of any draw of voices comes from the sum of their rows.

    figure      rows of such sums to the figure of each
    """

    sums: Array
    figure: Callable[[Array], Array]

    def __str__(self) -> str:
        return _with_interval(self._whole, self.figure(self._drawn))

    def change_from(self, other: "Counted") -> str:
        """This figure less another of the same voices, in the same draws, and whether the interval leaves out 0."""
        draws = self.figure(self._drawn) - other.figure(other._drawn)
        low, high = np.quantile(draws, [0.025, 0.975])
        verdict = "better" if low > 0 else "worse" if high < 0 else "no difference shown"
        return f"{_with_interval(self._whole - other._whole, draws)} | {verdict}"

    @property
    def _whole(self) -> float:
        return float(self.figure(self.sums.sum(axis=0)[None])[0])

    @property
    def _drawn(self) -> Array:
        voices = len(self.sums)
        return np.random.default_rng(0).multinomial(voices, np.full(voices, 1 / voices), DRAWS) @ self.sums


def _with_interval(value: float, draws: Array) -> str:
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def share(right: Array, voices: Array) -> Counted:
    """The share of rows of which something is so."""
    rows = pd.DataFrame({"right": np.asarray(right, dtype=float), "all": 1.0})
    return Counted(rows.groupby(voices).sum().to_numpy(), lambda sums: sums[:, 0] / np.maximum(sums[:, 1], 1))


def accuracy(true: Array, found: Array, voices: Array) -> Counted:
    """The share of right answers."""
    return share(true == found, voices)


def kappa(true: Array, found: Array, voices: Array) -> Counted:
    """Cohen's kappa with linear weights, as `quality.weighted_kappa`."""
    size = len(LEVELS)
    cells = np.searchsorted(LEVELS, true) * size + np.searchsorted(LEVELS, found)
    tables = pd.DataFrame(np.eye(size * size)[cells]).groupby(voices).sum().to_numpy()
    cost = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))

    def figure(sums: Array) -> Array:
        table = sums.reshape(-1, size, size)
        chance = table.sum(axis=2)[:, :, None] * table.sum(axis=1)[:, None, :] / table.sum(axis=(1, 2))[:, None, None]
        return 1 - (table * cost).sum(axis=(1, 2)) / (chance * cost).sum(axis=(1, 2))

    return Counted(tables, figure)


def among_three(names: Array, probabilities: Array, true: Array) -> Array:
    """Whether each row's label is among its three likeliest."""
    return (np.asarray(names)[np.argsort(-probabilities, axis=1)[:, :3]] == np.asarray(true)[:, None]).any(axis=1)


def table(header: Sequence[str], rows: Sequence[str]) -> str:
    """A Markdown table; a row is its cells, joined by " | "."""
    lines = [" | ".join(header), "|".join(["---"] * len(header)), *rows]
    return "\n".join(f"|{line}|" if line.startswith("---") else f"| {line} |" for line in lines)
