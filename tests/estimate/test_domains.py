import numpy as np
import pytest

from classifier.estimate import Estimate, estimate_by_domain, estimate_difference, estimate_ratio


def estimate(value: float | None, low: float | None, high: float | None, confidence: float = 0.95) -> Estimate:
    return Estimate(value, low, high, confidence, 100, 1000, "N1", "N1+N2+N3", "post-stratified sample")


def test_a_domain_is_estimated_from_its_own_rows() -> None:
    levels = ["N1"] * 40 + ["N3"] * 40 + ["N1"] * 60
    channel = ["email"] * 80 + ["facebook"] * 60
    found = estimate_by_domain(levels, levels, channel, {"N1"}, {"N1", "N2", "N3"})
    assert list(found) == ["email", "facebook"]
    assert (found["email"].value, found["facebook"].value) == (0.5, 1.0)
    assert (found["email"].n_labelled, found["email"].n_total) == (80, 80)


def test_it_is_the_ratio_of_the_domain_alone() -> None:
    generator = np.random.default_rng(2)
    true = generator.choice(["N0", "N1", "N3"], 900).astype(object)
    predicted = np.where(generator.random(900) < 0.8, true, "N1").astype(object)
    labels = np.where(generator.random(900) < 0.4, true, None)
    channel = generator.choice(["email", "facebook"], 900)
    thread = np.arange(900) // 3
    weights = generator.uniform(1, 2, 900)
    here = channel == "email"
    found = estimate_by_domain(predicted, labels, channel, {"N1"}, {"N1", "N3"}, weights, thread)["email"]
    alone = estimate_ratio(predicted[here], labels[here], {"N1"}, {"N1", "N3"}, weights[here], thread[here])
    assert found.document() == pytest.approx(alone.document())


def test_a_small_or_unlabelled_domain_gets_no_figure() -> None:
    levels = ["N1"] * 40 + ["N1"] * 10
    labels = ["N1"] * 40 + [None] * 10
    found = estimate_by_domain(levels, labels, ["email"] * 40 + ["post"] * 10, {"N1"}, {"N1", "N3"})
    assert (found["post"].value, found["post"].method, found["post"].n_total) == (None, "too small a base", 10)


def test_rows_without_a_domain_are_refused() -> None:
    with pytest.raises(ValueError, match="every row needs a domain"):
        estimate_by_domain(["N1", "N1"], ["N1", None], ["email", None], {"N1"})
    with pytest.raises(ValueError, match="1 domains but 2 labels"):
        estimate_by_domain(["N1", "N1"], ["N1", None], ["email"], {"N1"})


def test_a_difference_keeps_the_arms_unequal() -> None:
    """Zou & Donner's formula by hand: 0.10 - 0.04, arms (.03, .05) and (.02, .06)."""
    found = estimate_difference(estimate(0.10, 0.07, 0.15), estimate(0.04, 0.02, 0.10), names=("2026", "2025"))
    assert found.value == pytest.approx(0.06)
    assert found.low == pytest.approx(0.06 - (0.03**2 + 0.06**2) ** 0.5)
    assert found.high == pytest.approx(0.06 + (0.05**2 + 0.02**2) ** 0.5)
    assert found.numerator == "2026 minus 2025: N1"
    assert (found.n_labelled, found.n_total) == (200, 2000)


def test_a_difference_with_nothing_is_nothing() -> None:
    found = estimate_difference(estimate(0.1, 0.0, 0.2), estimate(None, None, None))
    assert (found.value, found.low, found.high, found.method) == (None, None, None, "too small a base")


def test_figures_of_unlike_confidence_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different confidence"):
        estimate_difference(estimate(0.1, 0.0, 0.2), estimate(0.1, 0.0, 0.2, 0.9))
