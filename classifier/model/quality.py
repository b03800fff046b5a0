"""How good predictions are, in the field's standard measures."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_recall_fscore_support

from classifier.intervals import wilson_interval
from classifier.taxonomy import LEVELS


def topic_quality(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> dict[str, Any]:
    """Accuracy with Wilson interval, macro F1, calibration error, per-class figures, most-frequent baseline."""
    return _common(true, predicted, probability)


def level_quality(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> dict[str, Any]:
    """As for the topic, and Cohen's kappa with linear weights over N0 < N1 < N2 < N3."""
    kappa = cohen_kappa_score(true, predicted, labels=list(LEVELS), weights="linear")
    return {**_common(true, predicted, probability), "weighted_kappa": _round(kappa)}


def _common(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> dict[str, Any]:
    correct = int(np.sum(np.asarray(true) == np.asarray(predicted)))
    low, high = wilson_interval(correct, len(true))
    common, count = min(Counter(true).items(), key=lambda item: (-item[1], item[0]))
    return {
        "rows": len(true),
        "accuracy": _round(accuracy_score(true, predicted)),
        "accuracy_low": _round(low),
        "accuracy_high": _round(high),
        "macro_f1": _round(f1_score(true, predicted, average="macro", zero_division=0)),
        "calibration_error": _round(calibration_error(true, predicted, probability)),
        "baseline_class": common,
        "baseline_accuracy": _round(count / len(true)),
        "classes": _per_class(true, predicted),
    }


def _per_class(true: Sequence[str], predicted: Sequence[str]) -> list[dict[str, Any]]:
    labels = sorted(set(true) | set(predicted))
    precision, recall, f1, support = precision_recall_fscore_support(true, predicted, labels=labels, zero_division=0)
    return [
        {"label": label, "rows": int(n), "precision": _round(p), "recall": _round(r), "f1": _round(f)}
        for label, p, r, f, n in zip(labels, precision, recall, f1, support, strict=True)
    ]


def calibration_error(true: Sequence[str], predicted: Sequence[str], probability: Sequence[float]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017, equation 5)."""
    hit = np.asarray(true) == np.asarray(predicted)
    stated = np.asarray(probability, dtype=float)
    bins = np.minimum((stated * 10).astype(int), 9)
    return float(
        sum(abs(hit[bins == at].mean() - stated[bins == at].mean()) * np.mean(bins == at) for at in np.unique(bins))
    )


def _round(value: float) -> float:
    return round(float(value), 4)
