"""Enquiries that the model was trained on get the predictions it made before it had seen them."""

import pandas as pd
import pytest

from classifier.model import EnquiryModel, Workers, classify_chunks, train_model
from classifier.taxonomy import load_taxonomy


def _topic_accuracy(model: EnquiryModel, rows: pd.DataFrame) -> float:
    return float((model.judge(rows)["topic"] == rows["topic"]).mean())


def test_its_own_rows_are_judged_out_of_fold(model: EnquiryModel, small_labelled: pd.DataFrame) -> None:
    measured = model.facts["quality"]["topic"]["accuracy"]
    assert _topic_accuracy(model, small_labelled) == pytest.approx(measured, abs=1e-4)
    assert _topic_accuracy(model, small_labelled.assign(enquiry_id="")) > measured + 0.1


def test_it_knows_them_through_a_spreadsheet_and_worker_processes(
    model: EnquiryModel, small_labelled: pd.DataFrame
) -> None:
    shown = ["topic", "level", "topic_probability", "level_probability"]
    rows = small_labelled.head(40)
    changed = rows.assign(text="  " + rows["text"].str.replace(" ", "\r\n", n=1) + " ", context="")
    frames = list(classify_chunks(model, [changed.iloc[:20], changed.iloc[20:]], Workers(jobs=2)))
    pd.testing.assert_frame_equal(pd.concat(frames)[shown], model.predict(rows)[shown])


@pytest.mark.parametrize("change", [{"enquiry_id": "another"}, {"text": "Något annat"}])
def test_another_id_or_another_text_is_another_enquiry(
    model: EnquiryModel, small_labelled: pd.DataFrame, change: dict[str, str]
) -> None:
    assert (model.taught.places(small_labelled) >= 0).all()
    assert (model.taught.places(small_labelled.assign(**change)) < 0).all()


def test_a_bases_rows_are_judged_out_of_fold_too(labelled: pd.DataFrame) -> None:
    own, base = labelled.iloc[::25], labelled.iloc[1::12]
    model = train_model(own, load_taxonomy(), base=base).model
    assert (model.taught.places(pd.concat([own, base])) >= 0).all()
    unseen = _topic_accuracy(model, base)
    assert unseen == pytest.approx(model.facts["quality"]["topic"]["accuracy"], abs=0.15)
    assert _topic_accuracy(model, base.assign(enquiry_id="")) > unseen + 0.1


def test_an_own_row_that_the_base_has_too_is_judged_as_an_own_row(labelled: pd.DataFrame) -> None:
    own = labelled.iloc[::25]
    trained = train_model(own, load_taxonomy(), base=labelled.iloc[::12])
    told = trained.out_of_fold[["topic", "level"]]
    pd.testing.assert_frame_equal(trained.model.judge(own)[["topic", "level"]], told)
