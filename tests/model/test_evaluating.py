import json

import pandas as pd
import pytest

from classifier.errors import LabelError, TableError
from classifier.model import EnquiryModel, evaluate, evaluation_text
from classifier.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


@pytest.fixture(scope="module")
def unseen(labelled: pd.DataFrame) -> pd.DataFrame:
    return labelled.iloc[1::10].reset_index(drop=True)


def test_all_figures_are_there_and_add_up(model: EnquiryModel, unseen: pd.DataFrame) -> None:
    facts = evaluate(model, unseen, TAXONOMY).facts
    topic = facts["topic"]
    assert facts["rows"] == len(unseen) == sum(row["rows"] for row in topic["classes"])
    assert sum(map(sum, topic["confusion"]["rows"])) == len(unseen)
    assert sum(row["rows"] for row in topic["reliability"]) == len(unseen)
    assert topic["accuracy_low"] < topic["accuracy"] < topic["accuracy_high"]
    assert topic["accuracy"] <= topic["top3_accuracy"] <= 1
    assert facts["coverage"][-1]["precision"] == topic["accuracy"]
    assert facts["coverage"][0]["precision"] > topic["accuracy"]
    assert facts["level"]["weighted_kappa"] > 0.4
    json.dumps(facts)


def test_a_wrong_label_is_listed_and_still_counted(model: EnquiryModel, unseen: pd.DataFrame) -> None:
    sure = model.judge(unseen)
    right = sure[(sure["topic"] == unseen["topic"]) & (sure["topic"] == "FSK")]
    at = int(right["topic_probability"].idxmax())
    wrong = unseen.copy()
    wrong.loc[at, "topic"] = "VAT"
    facts = evaluate(model, wrong, TAXONOMY).facts
    listed = [(row["row"], row["label"], row["model"]) for row in facts["suspects"]]
    assert (at + 2, "VAT", "FSK") in listed
    assert facts["rows"] == len(unseen)


def test_the_text_tells_it_all_and_quotes_nobody(model: EnquiryModel, unseen: pd.DataFrame) -> None:
    told = evaluation_text(evaluate(model, unseen, TAXONOMY))
    for part in ("topic: accuracy", "weighted kappa", "confusion", "stated probability", "coverage", "second look"):
        assert part in told
    assert not any(text[:40] in told for text in unseen["text"] if len(text) > 40)


def test_it_warns_of_the_rows_the_model_was_trained_on(model: EnquiryModel, small_labelled: pd.DataFrame) -> None:
    found = evaluate(model, small_labelled, TAXONOMY)
    total = len(small_labelled)
    assert any(line.startswith(f"the model was trained on {total} of the {total} rows") for line in found.warnings)
    assert found.facts["topic"]["accuracy"] == model.facts["quality"]["topic"]["accuracy"]
    unnamed = evaluate(model, small_labelled.drop(columns="enquiry_id"), TAXONOMY)
    assert any("trained on these very rows" in line for line in unnamed.warnings)


def test_few_rows_and_unknown_classes_are_said(model: EnquiryModel, unseen: pd.DataFrame) -> None:
    assert any("few" in line for line in evaluate(model, unseen.head(10), TAXONOMY).warnings)


def test_nothing_labelled_is_one_clear_line(model: EnquiryModel, unseen: pd.DataFrame) -> None:
    with pytest.raises(LabelError, match=r"x\.csv: no row carries both labels"):
        evaluate(model, unseen.assign(topic="", level=""), TAXONOMY, "x.csv")
    with pytest.raises(TableError, match="topic, level"):
        evaluate(model, unseen[["channel", "text"]], TAXONOMY)
