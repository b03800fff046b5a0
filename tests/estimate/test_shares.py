from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.estimate import estimate_rate, estimate_ratio, estimate_shares


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


@pytest.mark.parametrize(
    ("predicted", "labels", "weights", "message"),
    [
        (["GAT", None], ["GAT", "BYG"], None, "every row needs a predicted class"),
        (["GAT", "BYG"], ["GAT", None], [0, 1], "a weight above zero"),
        (["GAT", "BYG"], ["GAT", None], [1], "1 weights but 2 labels"),
    ],
)
def test_missing_predictions_and_weights_are_refused(
    predicted: list[str], labels: list[str], weights: list[float] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        estimate_shares(predicted, labels, weights)


def test_a_class_seen_only_in_labels_or_only_in_predictions_has_a_row() -> None:
    predicted = ["GAT"] * 60 + ["VAT"] * 40
    labels = ["GAT"] * 20 + ["BYG"] * 5 + [None] * 35 + ["GAT"] * 10 + [None] * 30
    found = estimate_shares(predicted, labels).set_index("label")
    assert found.index.tolist() == ["BYG", "GAT", "VAT"]
    assert found.loc["VAT", "share"] == 0
    assert 0 == found.loc["VAT", "low"] < found.loc["VAT", "high"]
    assert found.loc["BYG", "low"] >= 5 / 100


def test_a_small_denominator_gets_no_figure() -> None:
    levels = ["N1"] * 20 + ["N0"] * 80
    found = estimate_ratio(levels, levels, {"N1"}, {"N1", "N2"})
    assert (found.value, found.low, found.high, found.n_labelled) == (None, None, None, 20)
    assert found.method == "too small a base"
    assert estimate_ratio(levels, levels, {"N1"}, {"N1", "N2"}, minimum=20).value == 1


def test_a_numerator_outside_its_denominator_is_refused() -> None:
    with pytest.raises(ValueError, match="part of the denominator"):
        estimate_ratio(["N1"], ["N1"], {"N1"}, {"N2"})


def test_a_record_says_what_it_counts() -> None:
    levels = ["N0"] * 50 + ["N1"] * 30 + ["N2"] * 10 + ["N3"] * 10
    found = estimate_ratio(levels, levels, ["N2", "N1"], ["N1", "N2", "N3"])
    assert (found.numerator, found.denominator) == ("N1+N2", "N1+N2+N3")
    assert (found.n_labelled, found.n_total, found.confidence) == (50, 100, 0.95)
    assert found.document()["method"] == "all rows labelled"
    named = estimate_ratio(levels, levels, ["N1"], names=("direct answers", "all enquiries"))
    assert (named.numerator, named.denominator) == ("direct answers", "all enquiries")


CLASSES = st.sampled_from(["GAT", "BYG", "N", None])
ROWS = st.lists(st.tuples(st.sampled_from(["GAT", "BYG", "N"]), CLASSES), min_size=2, max_size=60).filter(
    lambda rows: any(label for _, label in rows)
)


def arranged(rows: list[tuple[str, str | None]], **more: object) -> pd.DataFrame:
    return estimate_shares([guess for guess, _ in rows], [label for _, label in rows], **more)  # type: ignore[arg-type]


def figures(found: pd.DataFrame) -> "np.ndarray[object, np.dtype[np.float64]]":
    return found.set_index("label")[["share", "low", "high"]].to_numpy()


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_shares_sum_to_one_and_lie_in_their_intervals(rows: list[tuple[str, str | None]]) -> None:
    found = arranged(rows)
    assert found["share"].sum() == pytest.approx(1)
    assert ((found["low"] <= found["share"]) & (found["share"] <= found["high"])).all()
    assert found[["low", "high"]].stack().between(0, 1).all()


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_no_interval_excludes_what_has_been_counted(rows: list[tuple[str, str | None]]) -> None:
    """Labelled members are members, labelled others are none: no weight and no model can say otherwise."""
    found = arranged(rows).set_index("label")
    labels = [label for _, label in rows if label]
    for label in found.index:
        assert found.loc[label, "high"] >= labels.count(label) / len(rows) - 1e-12
        assert found.loc[label, "low"] <= 1 - (len(labels) - labels.count(label)) / len(rows) + 1e-12


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[str, str | None]], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))
    assert figures(arranged(shuffled)) == pytest.approx(figures(arranged(rows)))


@settings(max_examples=40, deadline=None)
@given(ROWS, st.floats(1e-3, 1e3))
def test_the_scale_of_the_weights_does_not_matter(rows: list[tuple[str, str | None]], scale: float) -> None:
    weights = np.linspace(1, 3, len(rows))
    scaled = arranged(rows, weights=weights * scale)
    assert figures(scaled) == pytest.approx(figures(arranged(rows, weights=weights)), rel=1e-6, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_population_all_labelled_is_its_own_truth(rows: list[tuple[str, str | None]]) -> None:
    whole = [(guess, label or guess) for guess, label in rows]
    found = arranged(whole, weights=np.linspace(1, 2, len(rows)), clusters=np.arange(len(rows)) // 2)
    truth = [sum(label == name for _, label in whole) / len(whole) for name in found["label"]]
    for column in ("share", "low", "high"):
        assert found[column].tolist() == pytest.approx(truth)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_the_same_input_gives_the_same_bytes(rows: list[tuple[str, str | None]]) -> None:
    assert figures(arranged(rows)).tobytes() == figures(arranged(rows)).tobytes()


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_clusters_of_one_change_nothing(rows: list[tuple[str, str | None]]) -> None:
    apart = arranged(rows, clusters=[None] * len(rows))
    found, plain = figures(apart), figures(arranged(rows))
    assert found[:, 0] == pytest.approx(plain[:, 0])
    # n / (n - 1) for the number of clusters widens, and never narrows.
    assert (found[:, 2] - found[:, 1] >= plain[:, 2] - plain[:, 1] - 1e-9).all()


LEVELS = st.sampled_from(["N0", "N1", "N2", "N3"])
LEVEL_ROWS = st.lists(st.tuples(LEVELS, st.one_of(LEVELS, st.none()), st.booleans()), min_size=1, max_size=60).filter(
    lambda rows: any(label for _, label, _ in rows)
)
ASKING = {"N1", "N2", "N3"}


@settings(max_examples=80, deadline=None)
@given(LEVEL_ROWS)
def test_ratios_and_rates_lie_in_their_intervals_and_keep_to_what_is_known(
    rows: list[tuple[str, str | None, bool]],
) -> None:
    predicted, labels, event = (list(column) for column in zip(*rows, strict=True))
    weights, clusters = np.linspace(1, 4, len(rows)), np.arange(len(rows)) // 3
    ratio = estimate_ratio(predicted, labels, {"N1"}, ASKING, weights, clusters, minimum=1)
    rate = estimate_rate(predicted, labels, event, ASKING, weights, clusters, minimum=1)
    unlabelled = labels.count(None)
    inside = [(label == "N1", happened) for _, label, happened in rows if label in ASKING]
    for at, found in enumerate((ratio, rate)):
        if not inside:
            assert found.value is None
            continue
        assert found.low is not None and found.value is not None and found.high is not None
        assert 0 <= found.low <= found.value <= found.high <= 1
        hits = sum(marks[at] for marks in inside)
        assert found.high >= hits / (len(inside) + unlabelled) - 1e-9
        assert found.low <= (hits + unlabelled) / (len(inside) + unlabelled) + 1e-9
        if not unlabelled:
            assert (found.low, found.high) == pytest.approx((hits / len(inside), hits / len(inside)))
