import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.model.calibration import TemperatureScaling

CLASSES = np.array(["a", "b", "c"])


def drawn(slope: float, rows: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Scores, and labels drawn from softmax(slope x scores)."""
    random = np.random.default_rng(0)
    scores = random.normal(size=(rows, 3))
    weights = np.exp(slope * scores)
    shares = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    return scores, CLASSES[(random.random(rows)[:, None] > shares).sum(axis=1)]


@pytest.mark.parametrize("slope", [0.3, 1.0, 5.0])
def test_it_finds_the_slope_that_made_the_labels(slope: float) -> None:
    scores, labels = drawn(slope)
    assert TemperatureScaling(CLASSES).fit(scores, labels).slope_ == pytest.approx(slope, rel=0.1)


def test_stated_probabilities_are_the_shares_that_are_right() -> None:
    scores, labels = drawn(2.0)
    stated = TemperatureScaling(CLASSES).fit(scores, labels).predict_proba(scores)
    sure = stated.max(axis=1) > 0.8
    right = CLASSES[stated.argmax(axis=1)] == labels
    assert right[sure].mean() == pytest.approx(stated.max(axis=1)[sure].mean(), abs=0.03)


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_it_never_changes_the_choice(row: list[float]) -> None:
    scores = np.array([row])
    found = TemperatureScaling(CLASSES).fit(*drawn(1.0, 50)).predict_proba(scores)
    assert found.sum() == pytest.approx(1)
    assert found[0, scores.argmax()] == pytest.approx(found.max())
