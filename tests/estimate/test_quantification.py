import numpy as np
import pytest
from numpy.typing import NDArray

from classifier.estimate import check_drift, quantify_shares

CLASSES = ("BYG", "GAT", "VAT")
OLD_MIX = np.array([0.6, 0.3, 0.1])


def rows(generator: np.random.Generator, mix: list[float], size: int) -> tuple[list[str], NDArray[np.float64]]:
    """Labels and calibrated probabilities of rows around their class's centre."""
    centres = 1.8 * np.eye(3)
    kinds = generator.choice(3, size, p=mix)
    points = centres[kinds] + generator.standard_normal((size, 3))
    score = np.exp(points @ centres.T - 1.8**2 / 2) * OLD_MIX
    return [CLASSES[kind] for kind in kinds], score / score.sum(axis=1, keepdims=True)


def test_a_shifted_mix_is_found_where_counting_is_not_even_near() -> None:
    generator = np.random.default_rng(3)
    labels, reference = rows(generator, OLD_MIX.tolist(), 2000)
    true, new = rows(generator, [0.1, 0.2, 0.7], 4000)
    found = quantify_shares(reference, labels, new, CLASSES, 0.999, draws=400).set_index("label")
    assert found["share"].sum() == pytest.approx(1)
    for name in CLASSES:
        truth = true.count(name) / len(true)
        assert found.loc[name, "low"] <= truth <= found.loc[name, "high"]
    counted = float(np.mean(new.argmax(axis=1) == 2))
    assert counted < found.loc["VAT", "low"]
    assert set(found["method"]) == {"prior-shift correction, model-dependent"}
    assert set(found["n_labelled"]) == {0}


def test_more_validation_rows_narrow_the_interval() -> None:
    generator = np.random.default_rng(3)
    _, new = rows(generator, [0.1, 0.2, 0.7], 4000)
    widths = []
    for size in (150, 3000):
        labels, reference = rows(generator, OLD_MIX.tolist(), size)
        found = quantify_shares(reference, labels, new, CLASSES, draws=200)
        widths.append(float((found["high"] - found["low"]).sum()))
    assert widths[1] < 0.5 * widths[0]


def test_writers_who_repeat_themselves_widen_it() -> None:
    generator = np.random.default_rng(8)
    labels, reference = rows(generator, OLD_MIX.tolist(), 100)
    repeated, thrice = [label for label in labels for _ in range(6)], np.repeat(reference, 6, axis=0)
    _, new = rows(generator, [0.1, 0.2, 0.7], 2000)
    apart = quantify_shares(thrice, repeated, new, CLASSES, draws=200)
    together = quantify_shares(thrice, repeated, new, CLASSES, draws=200, groups=np.repeat(np.arange(100), 6).tolist())
    assert (together["high"] - together["low"]).sum() > 1.4 * (apart["high"] - apart["low"]).sum()


def test_the_same_input_gives_the_same_bytes() -> None:
    generator = np.random.default_rng(1)
    labels, reference = rows(generator, OLD_MIX.tolist(), 200)
    made = [quantify_shares(reference, labels, reference, CLASSES, draws=50).to_csv() for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["BYG", "GAT"], "no validation row of class VAT"),
        (["BYG", "XXX"], "not among the classes"),
        (["BYG"], "one row"),
    ],
)
def test_unusable_validation_rows_are_refused(labels: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        quantify_shares(np.full((2, 3), 1 / 3), labels, np.full((5, 3), 1 / 3), CLASSES)


WORDS = "vägen snö plogning bygglov altan faktura skola förskola vatten avlopp soptunna hämtning parkering".split()


def texts(generator: np.random.Generator, size: int, words: list[str]) -> list[str]:
    return [" ".join(generator.choice(words, 12)) for _ in range(size)]


def test_nothing_new_asks_for_nothing() -> None:
    generator = np.random.default_rng(12)
    labels, reference = rows(generator, OLD_MIX.tolist(), 1500)
    _, new = rows(generator, OLD_MIX.tolist(), 1500)
    found = check_drift(
        reference,
        labels,
        new,
        CLASSES,
        validation_texts=texts(generator, 1500, WORDS),
        texts=texts(generator, 1500, WORDS),
    )
    assert (found.verdict, found.rows_to_label, found.label_fresh) == ("none", 0, False)


def test_another_mix_alone_is_told_from_another_content() -> None:
    generator = np.random.default_rng(6)
    labels, reference = rows(generator, OLD_MIX.tolist(), 1500)
    _, new = rows(generator, [0.1, 0.3, 0.6], 1500)
    found = check_drift(reference, labels, new, CLASSES)
    assert found.verdict == "shares"
    assert not found.label_fresh
    assert found.mix_distance == pytest.approx(0.5, abs=0.06)


def test_new_words_ask_for_fresh_labels() -> None:
    generator = np.random.default_rng(7)
    labels, reference = rows(generator, OLD_MIX.tolist(), 800)
    _, new = rows(generator, OLD_MIX.tolist(), 800)
    strange = [*WORDS[:6], "vindkraft", "elbrist", "digitalbrevlåda", "kärnkraft", "beredskap"]
    found = check_drift(
        reference,
        labels,
        new,
        CLASSES,
        validation_texts=texts(generator, 800, WORDS),
        texts=texts(generator, 800, strange),
    )
    assert (found.verdict, found.label_fresh) == ("content", True)
    assert 200 < found.rows_to_label <= 800
    assert [change.feature for change in found.changes if change.matters] == ["share of unknown words"]


def test_a_model_suddenly_unsure_asks_for_fresh_labels() -> None:
    generator = np.random.default_rng(7)
    labels, reference = rows(generator, OLD_MIX.tolist(), 1500)
    _, new = rows(generator, OLD_MIX.tolist(), 1500)
    blurred = 0.6 * new + 0.4 * new.mean(axis=0)
    assert check_drift(reference, labels, blurred, CLASSES).label_fresh
