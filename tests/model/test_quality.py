import pytest

from classifier.model.quality import calibration_error, level_quality, topic_quality


def test_figures_of_a_hand_counted_example() -> None:
    found = topic_quality(["GAT", "GAT", "BYG", "BYG"], ["GAT", "BYG", "BYG", "BYG"], [0.9, 0.6, 0.8, 0.7])
    assert found["accuracy"] == 0.75
    assert (found["baseline_class"], found["baseline_accuracy"]) == ("BYG", 0.5)
    assert found["classes"][0] == {"label": "BYG", "rows": 2, "precision": 0.6667, "recall": 1.0, "f1": 0.8}


def test_weighted_kappa_forgives_near_misses_more_than_far_ones() -> None:
    true = ["N1", "N2", "N3", "N0"] * 5
    near = ["N2", *true[1:]]
    far = ["N3", *true[1:]]
    weights = [0.9] * 20
    assert level_quality(true, near, weights)["weighted_kappa"] > level_quality(true, far, weights)["weighted_kappa"]


def test_calibration_error_is_the_gap_between_stated_and_true() -> None:
    assert calibration_error(["a"] * 10, ["a"] * 8 + ["b"] * 2, [0.85] * 10) == pytest.approx(0.05)
