import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.estimate import estimate_ratio, estimate_shares


def population(
    generator: np.random.Generator, size: int, share: float, accuracy: float
) -> tuple["np.ndarray[object, np.dtype[np.object_]]", "np.ndarray[object, np.dtype[np.object_]]"]:
    true = np.where(generator.random(size) < share, "GAT", "BYG").astype(object)
    wrong = generator.random(size) > accuracy
    predicted = np.where(wrong, np.where(true == "GAT", "BYG", "GAT"), true).astype(object)
    return true, predicted


def sample(generator: np.random.Generator, true: object, n: int) -> "np.ndarray[object, np.dtype[np.object_]]":
    labels = np.full(len(true), None, dtype=object)  # type: ignore[arg-type]
    drawn = generator.choice(len(labels), n, replace=False)
    labels[drawn] = np.asarray(true)[drawn]
    return labels


@pytest.mark.parametrize(("share", "n", "accuracy"), [(0.2, 200, 0.9), (0.5, 100, 0.75), (0.05, 200, 0.92)])
def test_the_interval_covers_the_truth_as_often_as_it_says(share: float, n: int, accuracy: float) -> None:
    """A small simulation: 300 samples; below 91 % would happen by chance once in two thousand runs."""
    generator = np.random.default_rng(7)
    covered, widths, wilson = 0, [], []
    for _ in range(300):
        true, predicted = population(generator, 3000, share, accuracy)
        row = estimate_shares(predicted, sample(generator, true, n)).set_index("label").loc["GAT"]
        covered += row["low"] <= np.mean(true == "GAT") <= row["high"]
        widths.append(row["high"] - row["low"])
        alone = estimate_shares(np.full(3000, "x", dtype=object), sample(generator, true, n)).set_index("label")
        wilson.append(alone.loc["GAT", "high"] - alone.loc["GAT", "low"])
    assert 0.91 <= covered / 300 <= 0.985
    assert np.mean(widths) < np.mean(wilson)


def test_a_biased_classifier_does_not_bias_the_share() -> None:
    generator = np.random.default_rng(1)
    errors = []
    for _ in range(60):
        true, _ = population(generator, 4000, 0.3, 1.0)
        predicted = np.where(generator.random(4000) < 0.5, "GAT", true).astype(object)
        found = estimate_shares(predicted, sample(generator, true, 300)).set_index("label")
        errors.append(found.loc["GAT", "share"] - np.mean(true == "GAT"))
    assert abs(np.mean(errors)) < 0.01


def test_a_fully_labelled_population_has_no_width() -> None:
    labels = ["GAT"] * 30 + ["BYG"] * 70
    found = estimate_shares(labels, labels)
    assert found["low"].tolist() == found["share"].tolist() == found["high"].tolist() == [0.7, 0.3]
    assert set(found["method"]) == {"all rows labelled"}


def test_clusters_widen_the_interval() -> None:
    generator = np.random.default_rng(3)
    thread = np.repeat(np.arange(300), 5)
    true = np.where(generator.random(300) < 0.4, "GAT", "BYG").astype(object)[thread]
    predicted = np.where(generator.random(1500) < 0.7, true, "BYG").astype(object)
    labels = np.where(np.isin(thread, generator.choice(300, 60, replace=False)), true, None)
    apart = estimate_shares(predicted, labels).set_index("label").loc["GAT"]
    together = estimate_shares(predicted, labels, clusters=thread).set_index("label").loc["GAT"]
    assert together["high"] - together["low"] > 1.3 * (apart["high"] - apart["low"])


def test_weights_undo_an_uneven_draw() -> None:
    true = np.array(["GAT"] * 500 + ["BYG"] * 500, dtype=object)
    labels = np.full(1000, None, dtype=object)
    labels[:200], labels[500:550] = "GAT", "BYG"
    weights = np.where(true == "GAT", 500 / 200, 500 / 50)
    found = estimate_shares(["x"] * 1000, labels, weights=weights).set_index("label")
    assert found.loc["GAT", "share"] == pytest.approx(0.5)


def test_a_ratio_leaves_out_what_is_outside_its_denominator() -> None:
    levels = ["N0"] * 50 + ["N1"] * 30 + ["N2"] * 10 + ["N3"] * 10
    found = estimate_ratio(levels, levels, {"N1"}, {"N1", "N2", "N3"})
    assert found.value == pytest.approx(0.6)


def test_a_predicted_group_without_labels_falls_back_to_the_sample_alone() -> None:
    predicted = ["GAT"] * 40 + ["BYG"] * 60
    labels = [None] * 40 + ["BYG"] * 25 + ["GAT"] * 5 + [None] * 30
    assert set(estimate_shares(predicted, labels)["method"]) == {"Wilson, sample alone"}


@pytest.mark.parametrize(
    ("labels", "message"), [([None, None], "no row is labelled"), (["GAT"], "2 predictions but 1 labels")]
)
def test_unusable_input_is_refused(labels: list[object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        estimate_shares(["GAT", "BYG"], labels)


CLASSES = st.sampled_from(["GAT", "BYG", "N", None])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["GAT", "BYG", "N"]), CLASSES), min_size=2, max_size=60))
def test_shares_sum_to_one_and_lie_in_their_intervals(rows: list[tuple[str, str | None]]) -> None:
    predicted, labels = zip(*rows, strict=True)
    if not any(labels):
        return
    found = estimate_shares(predicted, pd.Series(labels, dtype=object))
    assert found["share"].sum() == pytest.approx(1)
    assert ((found["low"] <= found["share"]) & (found["share"] <= found["high"])).all()
    assert found[["low", "high"]].stack().between(0, 1).all()
