"""Enquiries that the model was trained on get the predictions it made before it had seen them."""

import pandas as pd
import pytest

from classifier.model import Trained, Workers, classify_chunks, train_model
from classifier.model.enquiry_model import certainty
from classifier.taxonomy import load_taxonomy

SHOWN = ["topic", "level", "topic_probability", "level_probability"]


@pytest.fixture(scope="module")
def own(labelled: pd.DataFrame) -> pd.DataFrame:
    return labelled.iloc[::12].reset_index(drop=True).assign(purpose="estimate")


@pytest.fixture(scope="module")
def trained(own: pd.DataFrame) -> Trained:
    return train_model(own, load_taxonomy())


def test_its_own_rows_are_judged_out_of_fold(trained: Trained, own: pd.DataFrame) -> None:
    judged = trained.model.judge(own.loc[trained.out_of_fold.index])
    assert (judged[["topic", "level"]] == trained.out_of_fold[["topic", "level"]]).all(axis=None)
    assert certainty(judged) == pytest.approx(certainty(trained.out_of_fold), abs=1e-6)
    unnamed = trained.model.judge(own.assign(enquiry_id=""))
    assert (unnamed["topic"] == own["topic"]).mean() > (judged["topic"] == own["topic"]).mean() + 0.1


def test_it_knows_them_through_a_spreadsheet_and_worker_processes(trained: Trained, own: pd.DataFrame) -> None:
    changed = own.assign(text="  " + own["text"].str.replace(" ", "\r\n", n=1) + " ", context="")
    frames = list(classify_chunks(trained.model, [changed.iloc[:20], changed.iloc[20:40]], Workers(jobs=2)))
    expected = trained.model.predict(own.iloc[:40])
    pd.testing.assert_frame_equal(pd.concat(frames)[SHOWN], expected[SHOWN])


@pytest.mark.parametrize("change", [{"enquiry_id": "another"}, {"text": "Något annat"}])
def test_another_id_or_another_text_is_another_enquiry(
    trained: Trained, own: pd.DataFrame, change: dict[str, str]
) -> None:
    assert (trained.model.taught.places(own) >= 0).all()
    assert (trained.model.taught.places(own.assign(**change)) < 0).all()


def test_the_facts_count_rows_drawn_for_estimates(trained: Trained, own: pd.DataFrame) -> None:
    assert trained.model.facts["corpus"]["estimate_rows"] == len(own)
