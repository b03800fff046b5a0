import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from classifier.errors import LabelError
from classifier.labelling.agreement import compare, disagreements, kappa_interval, merge
from classifier.labelling.sheet import SHEET_COLUMNS


def sheet(**labels: str) -> pd.DataFrame:
    """`a="GAT N1"` is the enquiry `a` so labelled; an empty value is a blank row."""
    rows = [
        {"enquiry_id": name, "text": f"text {name}", "topic": value[:-3], "level": value[-2:], "uncertain": "0"}
        | {"status": "labelled" if value else "blank", "labeller": "x"}
        for name, value in labels.items()
    ]
    return pd.DataFrame(rows).reindex(columns=[*SHEET_COLUMNS, "status"], fill_value="").fillna("")


ANNA = sheet(a="GAT N1", b="GAT N2", c="BYG N3", d="", e="NONE N0", f="BYG N1")
BO = sheet(a="GAT N1", b="GAT N3", c="MIL N3", d="KUL N1", e="NONE N0", g="ARB N1")


def test_agreement_is_counted_over_what_both_labelled() -> None:
    found = compare(ANNA, BO)
    assert (found["topic"].rows, found["topic"].same) == (4, 3)
    assert (found["level"].rows, found["level"].same) == (4, 3)
    assert found["level"].confusion.loc["N2", "N3"] == 1
    assert found["topic"].raw_low < 0.75 < found["topic"].raw_high


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=80), st.booleans())
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]], weighted: bool) -> None:
    one, other = zip(*pairs, strict=True)
    counts = np.zeros((4, 4))
    for row, column in pairs:
        counts[row, column] += 1
    kappa, low, high = kappa_interval(counts, weighted=weighted)
    if np.isnan(kappa):
        assert len(set(one) | set(other)) == 1
    else:
        expected = cohen_kappa_score(one, other, labels=range(4), weights="linear" if weighted else None)
        assert kappa == pytest.approx(expected)
        assert low <= kappa <= high


@pytest.mark.parametrize("weighted", [False, True])
def test_the_interval_of_kappa_covers(weighted: bool) -> None:
    rng = np.random.default_rng(3)
    shares = np.array(
        [[0.10, 0.01, 0.01, 0.0], [0.01, 0.30, 0.05, 0.02], [0.0, 0.05, 0.2, 0.03], [0.0, 0.01, 0.03, 0.18]]
    )
    truth = kappa_interval(shares * 1e9, weighted=weighted)[0]
    intervals = [
        kappa_interval(rng.multinomial(200, shares.ravel()).reshape(4, 4), weighted=weighted) for _ in range(600)
    ]
    assert 0.925 < np.mean([low <= truth <= high for _, low, high in intervals]) < 0.975


def test_disagreements_become_a_sheet_to_settle() -> None:
    rows = disagreements(ANNA, BO)
    assert rows["enquiry_id"].tolist() == ["b", "c"]
    assert rows[["topic", "level"]].to_numpy().ravel().tolist() == ["", "", "", ""]
    assert rows[["level_1", "level_2"]].to_numpy().tolist() == [["N2", "N3"], ["N3", "N3"]]


def test_merging_takes_agreement_single_labels_and_what_was_settled() -> None:
    gold = merge(ANNA, BO).set_index("enquiry_id")["topic"].to_dict()
    assert gold == {"a": "GAT", "b": "", "c": "", "d": "KUL", "e": "NONE", "f": "BYG", "g": "ARB"}
    settled = merge(ANNA, BO, sheet(b="GAT N2", c="", a="KUL N3")).set_index("enquiry_id")
    assert settled["topic"].to_dict() == gold | {"b": "GAT"}
    assert settled.at["b", "level"] == "N2"


def test_nothing_in_common_is_said() -> None:
    with pytest.raises(LabelError, match="no enquiry is labelled in both"):
        compare(sheet(a="GAT N1"), sheet(b="GAT N1"))
