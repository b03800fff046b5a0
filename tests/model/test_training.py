import numpy as np
import pandas as pd
import pytest

from classifier.errors import LabelError, TableError
from classifier.model import PREDICTION_COLUMNS, EnquiryModel, train_model
from classifier.model.labels import enough
from classifier.model.training import _beyond
from classifier.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


def test_it_beats_the_most_frequent_class_on_writers_never_seen(model: EnquiryModel) -> None:
    topic, level = (model.facts["quality"][name] for name in ("topic", "level"))
    assert topic["accuracy"] > 3 * topic["baseline_accuracy"]
    assert level["weighted_kappa"] > 0.4


def test_predictions_are_complete_and_consistent(model: EnquiryModel, labelled: pd.DataFrame) -> None:
    found = model.predict(labelled.iloc[1:200:5])
    assert tuple(found.columns) == PREDICTION_COLUMNS
    assert ((found["topic"] == "NONE") == (found["level"] == "N0")).all()
    levels = found[[f"p_N{n}" for n in range(4)]].astype(float)
    assert np.allclose(levels.sum(axis=1), 1, atol=3e-4)
    assert (found["level"] == "N" + levels.to_numpy().argmax(axis=1).astype(str).astype(object)).all()
    assert found["topic_probability"].astype(float).between(0, 1).all()
    assert set(found["needs_review"]) <= {"true", "false"}


def test_rows_excluded_by_their_form_are_not_classified(model: EnquiryModel, labelled: pd.DataFrame) -> None:
    frame = labelled.head(2).assign(excluded=["", "newsletter"])
    found = model.predict(frame)
    assert found["level"].iloc[0] != ""
    assert (found.iloc[1] == "").all()


def test_the_same_rows_train_the_same_model_and_a_higher_review_precision_lets_fewer_pass(
    small_labelled: pd.DataFrame, model: EnquiryModel
) -> None:
    strict = train_model(small_labelled, TAXONOMY, review_precision=0.97).model
    shown = ["topic", "topic_probability", "level", "level_probability"]
    found, again = model.predict(small_labelled), strict.predict(small_labelled)
    pd.testing.assert_frame_equal(again[shown], found[shown])
    assert strict.review_below > model.review_below
    assert (again["needs_review"] == "true").sum() >= (found["needs_review"] == "true").sum()
    assert strict.facts["quality"] == model.facts["quality"]


def test_labels_outside_the_taxonomy_are_named_by_row(small_labelled: pd.DataFrame) -> None:
    wrong = small_labelled.copy()
    wrong.loc[[3, 7], "topic"] = "VÄG"
    with pytest.raises(LabelError, match="row 5, 9: topics outside the taxonomy"):
        train_model(wrong, TAXONOMY, place="l.csv")


@pytest.mark.parametrize(
    ("topic", "level", "reason"),
    [
        ("GAT", "N9", "levels other than"),
        ("NONE", "N1", "NONE without level N0"),
        ("GAT", "", "without the other"),
    ],
)
def test_contradicting_labels_are_refused(small_labelled: pd.DataFrame, topic: str, level: str, reason: str) -> None:
    wrong = small_labelled.copy()
    wrong.loc[0, ["topic", "level"]] = [topic, level]
    with pytest.raises(LabelError, match=reason):
        train_model(wrong, TAXONOMY)


def test_a_class_with_too_few_examples_is_left_to_the_lexicon() -> None:
    rows = pd.DataFrame({"topic": [*["GAT"] * 9, *["KUL"] * 9, "ARB", "XXX"], "level": [*["N1", "N2"] * 10]})
    kept, warnings = enough(rows, {"topic": ("ARB", "AVF", "GAT"), "level": ("N1", "N2")}, "l.csv")
    assert set(kept["topic"]) == {"GAT", "KUL", "ARB"}
    assert warnings == [
        "topic ARB (1), AVF (0): fewer than 5 examples; found by knowledge from before training, if at all",
        "topic XXX (1): fewer than 5 examples; trained without",
    ]


def test_topics_without_examples_are_found_by_the_lexicon(labelled: pd.DataFrame) -> None:
    held_out = labelled["writer"].str.startswith("w9-")
    few = labelled[~held_out].sample(100, random_state=1)
    rare = set(TAXONOMY.codes) - set(few["topic"].value_counts().loc[lambda counts: counts >= 5].index)
    assert len(rare) > 5
    unseen = labelled[held_out & labelled["topic"].isin(rare)]
    found = train_model(few, TAXONOMY, unlabelled=labelled[~held_out]).model.predict(unseen)
    assert (found["topic"] == unseen["topic"]).mean() > 0.5


def test_a_topic_without_a_row_is_among_the_three_likeliest_beside_many_rows(labelled: pd.DataFrame) -> None:
    held_out = labelled["writer"].str.startswith("w9-")
    rows = labelled[~held_out & (labelled["topic"] != "VAT")].iloc[::3]
    model = train_model(rows, TAXONOMY, unlabelled=labelled[~held_out]).model
    names, probabilities = model.topic_distribution(labelled[held_out & (labelled["topic"] == "VAT")])
    three = names[np.argsort(-probabilities, axis=1)[:, :3]]
    assert (three == "VAT").any(axis=1).mean() > 0.8


def test_few_rows_learn_the_words_of_texts_without_labels(labelled: pd.DataFrame) -> None:
    held_out = labelled["writer"].str.startswith("w9-")
    few, unseen = labelled[~held_out].sample(100, random_state=1), labelled[held_out]
    right = [
        (train_model(few, TAXONOMY, unlabelled=texts).model.predict(unseen)["topic"] == unseen["topic"]).mean()
        for texts in (labelled.iloc[:0], labelled[~held_out])
    ]
    assert right[1] > right[0] + 0.05


def test_the_words_of_labelled_rows_are_not_learned_twice(small_labelled: pd.DataFrame, labelled: pd.DataFrame) -> None:
    assert len(_beyond(labelled, None)) == 0
    words = _beyond(small_labelled, None)
    assert len(words) == len(labelled) - labelled["text"].isin(small_labelled["text"]).sum()
    assert set(words["context"]) == {""}


def test_too_little_material_says_how_much_is_needed(small_labelled: pd.DataFrame) -> None:
    with pytest.raises(LabelError, match=r"too few labelled rows: 6 rows give .* two topics and two levels"):
        train_model(small_labelled.head(6), TAXONOMY)


def test_missing_columns_are_named() -> None:
    with pytest.raises(TableError, match="missing columns channel, topic, level"):
        train_model(pd.DataFrame({"text": ["hej"]}), TAXONOMY)


def test_a_base_helps_and_is_never_judged(labelled: pd.DataFrame) -> None:
    own, base = labelled.iloc[::25], labelled.iloc[1::12]
    trained = train_model(own, TAXONOMY, base=base)
    facts = trained.model.facts
    assert facts["quality"]["level"]["rows"] == facts["corpus"]["own_rows"] == len(own)
    assert facts["corpus"]["rows"] == len(own) + len(base)
    assert list(trained.out_of_fold.index) == list(own.index)
    assert facts["quality"]["topic"]["accuracy"] > 0.5


def test_alternatives_are_the_next_topics(model: EnquiryModel, labelled: pd.DataFrame) -> None:
    rows = labelled.iloc[1:60:3]
    found = model.predict(rows)
    names, probabilities = model.topic_distribution(rows)
    assert np.allclose(probabilities.sum(axis=1), 1)
    for topic, told, row in zip(found["topic"], found["topic_alternatives"], probabilities, strict=True):
        others = [name for name in names[np.argsort(-row)] if name != topic]
        assert [part.split()[0] for part in told.split("; ")] == others[:2]
