import numpy as np
import pytest

from classifier.model.quality import (
    calibration_error,
    coverage_curve,
    level_quality,
    review_threshold,
    topic_quality,
)


def test_figures_of_a_hand_counted_example() -> None:
    found = topic_quality(["GAT", "GAT", "BYG", "BYG"], ["GAT", "BYG", "BYG", "BYG"], [0.9, 0.6, 0.8, 0.7])
    assert found["accuracy"] == 0.75
    assert (found["baseline_class"], found["baseline_accuracy"]) == ("BYG", 0.5)
    first = found["classes"][0]
    assert (first["label"], first["rows"], first["predicted"]) == ("BYG", 2, 3)
    assert (first["precision"], first["recall"], first["f1"]) == (0.6667, 1.0, 0.8)
    low, high = first["precision_interval"]
    assert 0.2 < low < 0.6667 < high < 1
    assert found["confusion"] == {"labels": ["BYG", "GAT"], "rows": [[2, 0], [1, 1]]}


def test_weighted_kappa_forgives_near_misses_more_than_far_ones() -> None:
    true = ["N1", "N2", "N3", "N0"] * 5
    near = ["N2", *true[1:]]
    far = ["N3", *true[1:]]
    weights = [0.9] * 20
    assert level_quality(true, near, weights)["weighted_kappa"] > level_quality(true, far, weights)["weighted_kappa"]


def test_calibration_error_is_the_gap_between_stated_and_true() -> None:
    assert calibration_error(["a"] * 10, ["a"] * 8 + ["b"] * 2, [0.85] * 10) == pytest.approx(0.05)


def test_reliability_tells_stated_beside_right() -> None:
    table = topic_quality(["a"] * 10, ["a"] * 8 + ["b"] * 2, [0.85] * 10)["reliability"]
    assert [(row["rows"], row["stated"], row["right"]) for row in table] == [(10, 0.85, 0.8)]


def test_coverage_falls_with_the_certainty_asked_for() -> None:
    certainty = np.linspace(1, 0.1, 10)
    right = np.array([True] * 8 + [False] * 2)
    curve = coverage_curve(certainty, right)
    assert [row["precision"] for row in curve[:8]] == [1.0] * 8
    assert curve[-1]["precision"] == 0.8


def test_the_threshold_is_the_lowest_that_keeps_the_precision() -> None:
    certainty = np.array([0.9, 0.8, 0.7, 0.6])
    assert review_threshold(certainty, np.array([True, True, False, True]), 0.75) == 0.6
    assert review_threshold(certainty, np.array([True, True, False, True]), 0.9) == 0.8
    # Nothing is sure enough: every row needs review, one that is stated as certain too.
    assert review_threshold(certainty, np.zeros(4, dtype=bool), 0.9) > 1
