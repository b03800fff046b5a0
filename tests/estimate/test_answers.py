import numpy as np
import pytest

from classifier.estimate import estimate_rate, estimated_need

ASKING = ("N1", "N2", "N3")


def test_all_labelled_it_is_the_plain_rate() -> None:
    levels = ["N1"] * 40 + ["N0"] * 60
    unanswered = [True] * 10 + [False] * 30 + [True] * 60
    found = estimate_rate(levels, levels, unanswered, ASKING)
    assert (found.value, found.low, found.high) == (0.25, 0.25, 0.25)
    assert (found.n_labelled, found.n_total) == (40, 100)


def test_what_cannot_be_measured_is_in_neither_part() -> None:
    levels = ["N1"] * 40
    found = estimate_rate(
        levels, levels, [True] * 10 + [False] * 10 + [None] * 15 + [float("nan")] * 5, ASKING, minimum=5
    )
    assert (found.value, found.n_total) == (0.5, 20)
    nothing = estimate_rate(levels, levels, [None] * 40, ASKING)
    assert (nothing.value, nothing.method) == (None, "too small a base")


def test_the_truth_is_covered_and_the_interval_narrower_than_the_sample_alone() -> None:
    generator = np.random.default_rng(11)
    held, widths = 0, []
    for _ in range(200):
        true = generator.choice(["N0", "N1"], 2000, p=[0.4, 0.6]).astype(object)
        predicted = np.where(generator.random(2000) < 0.85, true, np.where(true == "N0", "N1", "N0")).astype(object)
        unanswered = generator.random(2000) < np.where(true == "N0", 0.9, 0.3)
        labels = np.full(2000, None, dtype=object)
        drawn = generator.choice(2000, 200, replace=False)
        labels[drawn] = true[drawn]
        found = estimate_rate(predicted, labels, unanswered, ASKING)
        held += bool(found.low <= unanswered[true == "N1"].mean() <= found.high)  # type: ignore[operator]
        widths.append(found.high - found.low)  # type: ignore[operator]
    assert held >= 180
    # 120 labelled rows that need an answer give Wilson a width of .16.
    assert np.mean(widths) < 0.11


def test_rows_with_an_answer_never_stand_in_for_rows_without() -> None:
    """No unanswered row is labelled: nothing can be told of them by the answered ones but by the sample alone."""
    predicted = ["N1"] * 100
    labels = ["N1"] * 40 + [None] * 60
    found = estimate_rate(predicted, labels, [False] * 40 + [True] * 60, ASKING)
    assert found.method == "Wilson, sample alone"


def test_the_need_of_the_labelled_rows_is_known() -> None:
    need = estimated_need(["N1", "N1", "N1", "N0", "N2"], ["N1", "N0", None, "N0", None], ASKING)
    assert need.tolist() == [1.0, 0.0, 0.5, 0.0, pytest.approx(1 / 3)]
