"""Shares without labels from the material, when only the mix of classes has shifted."""

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from classifier.estimate import quantify_shares
from scripts.coverage.tally import Trial, tally

KINDS = 6
_MIX = np.array([0.3, 0.25, 0.2, 0.12, 0.08, 0.05])
# How far apart the classes lie; about 55, 75 and 92 % of the rows are then classified rightly.
_DISTANCES = {"weak": 1.4, "medium": 2.3, "strong": 3.6}


def run(repetitions: int) -> Iterator[dict[str, object]]:
    """Validation materials of two sizes, new mixes drawn from a Dirichlet distribution around nothing."""
    for name, distance in _DISTANCES.items():
        for validation in (600, 2400):
            settings = {"classifier": name, "validation rows": validation}
            yield from tally(
                settings,
                partial(_trials, distance=distance, validation=validation),
                repetitions,
                validation,
            )


def _trials(generator: np.random.Generator, distance: float, validation: int) -> Iterator[Trial]:
    centres = np.eye(KINDS) * distance / np.sqrt(2)
    known = generator.choice(KINDS, validation, p=_MIX)
    mix = generator.dirichlet(np.full(KINDS, 2.0))
    new = generator.choice(KINDS, 5000, p=mix)
    reference, probabilities = (_probabilities(generator, centres, kinds) for kinds in (known, new))
    found = quantify_shares(reference, known.tolist(), probabilities, range(KINDS), draws=200)
    truth = np.bincount(new, minlength=KINDS) / len(new)
    for kind in range(KINDS):
        row = found.iloc[kind]
        yield Trial("share of a class", float(truth[kind]), float(row["low"]), float(row["high"]))
    counted = np.bincount(probabilities.argmax(axis=1), minlength=KINDS) / len(new)
    half = 1.96 * np.sqrt(counted * (1 - counted) / len(new))
    for kind in range(KINDS):
        yield Trial("classify and count", float(truth[kind]), counted[kind] - half[kind], counted[kind] + half[kind])


def _probabilities(generator: np.random.Generator, centres: NDArray, kinds: NDArray) -> NDArray:
    """What a calibrated classifier of the old mix would say of rows around their class's centre."""
    rows = centres[kinds] + generator.standard_normal((len(kinds), KINDS))
    score = rows @ centres.T - (centres**2).sum(axis=1) / 2 + np.log(_MIX)
    score = np.exp(score - score.max(axis=1, keepdims=True))
    return score / score.sum(axis=1, keepdims=True)
