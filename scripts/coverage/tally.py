"""Counting how often intervals hold the truth, whatever they are of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from classifier.estimate import Estimate
from classifier.intervals import wilson_interval


@dataclass(frozen=True)
class Trial:
    """One interval of one repetition; `reference` is the width of the interval without a classifier, if there is one."""

    figure: str
    truth: float
    low: float | None
    high: float | None
    withheld: bool = False
    reference: float | None = None

    @classmethod
    def of(cls, figure: str, truth: float, estimate: Estimate, reference: float | None = None) -> "Trial":
        return cls(figure, truth, estimate.low, estimate.high, not estimate.known and estimate.low is None, reference)


Experiment = Callable[[np.random.Generator], Iterable[Trial]]


def tally(
    settings: Mapping[str, object], experiment: Experiment, repetitions: int, seed: int | Sequence[int]
) -> list[dict[str, object]]:
    """Repeat an experiment: for each figure the intervals made, their coverage, mean width and share withheld ("too small a base")."""
    generator = np.random.default_rng(seed)
    trials: dict[str, list[Trial]] = {}
    for _ in range(repetitions):
        for trial in experiment(generator):
            trials.setdefault(trial.figure, []).append(trial)
    return [{**settings, "figure": figure, **_summary(made)} for figure, made in trials.items()]


def _summary(trials: list[Trial]) -> dict[str, object]:
    shown = [trial for trial in trials if not trial.withheld]
    held = [
        (trial.low is None or trial.low <= trial.truth + 1e-12)
        and (trial.high is None or trial.truth - 1e-12 <= trial.high)
        for trial in shown
    ]
    whole = [trial for trial in shown if trial.low is not None and trial.high is not None]
    width = float(np.mean([trial.high - trial.low for trial in whole])) if whole else None  # type: ignore[operator]
    references = [trial.reference for trial in whole if trial.reference is not None]
    return {
        "intervals": len(shown),
        "coverage": float(np.mean(held)) if held else None,
        "width": width,
        "of Wilson": width / float(np.mean(references)) if width and references else None,
        "withheld": 1 - len(shown) / len(trials),
    }


def wilson_width(hits: float, trials: float) -> float:
    low, high = wilson_interval(hits, trials)
    return high - low
