"""How good predictions are, in the field's standard measures."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix, f1_score

from classifier.intervals import wilson_interval
from classifier.taxonomy import LEVELS

BINS = 10


def topic_quality(
    true: Sequence[str],
    predicted: Sequence[str],
    probability: Sequence[float],
    among_three: NDArray[np.bool_] | None = None,
) -> dict[str, Any]:
    """Accuracy with Wilson interval, macro F1, calibration, per-class figures, most-frequent baseline.

    among_three     for each row whether its label was among the three likeliest, when that is known
    """
    found = _common(true, predicted, probability)
    return found if among_three is None else {**found, "top3_accuracy": _round(float(np.mean(among_three)))}


def level_quality(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> dict[str, Any]:
    """As for the topic, and Cohen's kappa with linear weights over N0 < N1 < N2 < N3."""
    return {**_common(true, predicted, probability), "weighted_kappa": _round(weighted_kappa(true, predicted))}


def weighted_kappa(true: Sequence[str], predicted: Sequence[str]) -> float:
    """Cohen's kappa with linear weights over the levels; 1 when all rows have one level and all were right."""
    if len({*true, *predicted}) < 2:
        return 1.0
    return float(cohen_kappa_score(true, predicted, labels=list(LEVELS), weights="linear"))


def _common(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> dict[str, Any]:
    correct = int(np.sum(np.asarray(true) == np.asarray(predicted)))
    low, high = wilson_interval(correct, len(true))
    common, count = min(Counter(true).items(), key=lambda item: (-item[1], item[0]))
    labels = sorted({*true, *predicted})
    return {
        "rows": len(true),
        "accuracy": _round(accuracy_score(true, predicted)),
        "accuracy_low": _round(low),
        "accuracy_high": _round(high),
        "macro_f1": _round(f1_score(true, predicted, average="macro", zero_division=0)),
        "calibration_error": _round(calibration_error(true, predicted, probability)),
        "baseline_class": common,
        "baseline_accuracy": _round(count / len(true)),
        "classes": _per_class(true, predicted, labels),
        "confusion": {
            "labels": labels,
            "rows": confusion_matrix(true, predicted, labels=labels).tolist(),
        },
        "reliability": reliability(true, predicted, probability),
    }


def _per_class(true: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> list[dict[str, Any]]:
    table = confusion_matrix(true, predicted, labels=list(labels))
    rows = []
    for at, label in enumerate(labels):
        right, meant, said = (int(count) for count in (table[at, at], table[at].sum(), table[:, at].sum()))
        precision, recall = _share(right, said), _share(right, meant)
        total = meant + said
        rows.append(
            {
                "label": label,
                "rows": meant,
                "predicted": said,
                "precision": precision,
                "precision_interval": [_round(end) for end in wilson_interval(right, said)],
                "recall": recall,
                "recall_interval": [_round(end) for end in wilson_interval(right, meant)],
                "f1": _share(2 * right, total),
            }
        )
    return rows


def reliability(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> list[dict[str, Any]]:
    """For each tenth of stated probability that holds rows: how many, what was stated, how many were right."""
    hit = np.asarray(true) == np.asarray(predicted)
    stated = np.asarray(probability, dtype=float)
    bins = np.minimum((stated * BINS).astype(int), BINS - 1)
    table = []
    for at in np.unique(bins):
        inside = bins == at
        right = int(hit[inside].sum())
        table.append(
            {
                "from": at / BINS,
                "to": (at + 1) / BINS,
                "rows": int(inside.sum()),
                "stated": _round(stated[inside].mean()),
                "right": _round(right / inside.sum()),
                "right_interval": [_round(end) for end in wilson_interval(right, int(inside.sum()))],
            }
        )
    return table


def calibration_error(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017, equation 5)."""
    hit = np.asarray(true) == np.asarray(predicted)
    stated = np.asarray(probability, dtype=float)
    bins = np.minimum((stated * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(hit[bins == at].mean() - stated[bins == at].mean()) * np.mean(bins == at) for at in np.unique(bins))
    )


def coverage_curve(certainty: NDArray[np.float64], right: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """What one gets by trusting only the surest rows: for each tenth of the rows, the share of them that is right."""
    order = np.argsort(-certainty, kind="stable")
    curve = []
    for tenth in range(1, 11):
        kept = order[: max(1, round(len(order) * tenth / 10))]
        count = int(right[kept].sum())
        curve.append(
            {
                "coverage": _round(len(kept) / len(order)),
                "certainty_from": _round(certainty[kept].min()),
                "precision": _round(count / len(kept)),
                "precision_interval": [_round(end) for end in wilson_interval(count, len(kept))],
            }
        )
    return curve


def review_threshold(certainty: NDArray[np.float64], right: NDArray[np.bool_], precision: float) -> float:
    """The lowest certainty from which on the share of right rows is at least `precision`; above 1 when none is."""
    order = np.argsort(-certainty, kind="stable")
    hits = np.cumsum(right[order])
    precise = np.flatnonzero(hits / np.arange(1, len(order) + 1) >= precision)
    return round(float(certainty[order][precise[-1]]), 4) if len(precise) else 1.0001


def _share(part: int, whole: int) -> float:
    return _round(part / whole) if whole else 0.0


def _round(value: float) -> float:
    return round(float(value), 4)
