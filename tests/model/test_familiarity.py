import pandas as pd
import pytest

from classifier.model import EnquiryModel


def row(text: str) -> pd.DataFrame:
    return pd.DataFrame([{"channel": "email", "subject": "", "text": text, "context": ""}])


@pytest.mark.parametrize("text", ["qwrtz plmkn xcvbz hjkgf", "Вода не идёт третий день, что делать"])
def test_a_text_far_from_all_that_is_known_is_said_to_be(model: EnquiryModel, text: str) -> None:
    found = model.predict(row(text)).iloc[0]
    assert (found["needs_review"], found["review_reason"]) == ("true", "unfamiliar")


@pytest.mark.parametrize("text", ["Hej! När plogas gatan utanför skolan?", "👍", ""])
def test_ordinary_texts_and_texts_of_no_words_are_not(model: EnquiryModel, text: str) -> None:
    assert model.predict(row(text)).iloc[0]["review_reason"] != "unfamiliar"


def test_few_training_rows_would_have_been_unfamiliar(model: EnquiryModel, labelled: pd.DataFrame) -> None:
    others = labelled.iloc[1::10]
    assert (model.judge(others)["review_reason"] == "unfamiliar").mean() < 0.05
