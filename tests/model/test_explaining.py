import pandas as pd
import pytest

from classifier.model import EnquiryModel, explain
from classifier.model.explaining import CONSTANT, as_read, contributions
from classifier.model.scoring import Batch, CollapsedScorer

QUESTION = pd.DataFrame(
    [{"channel": "facebook", "subject": "", "text": "När plogas Storgatan?", "context": "Nu har biblioteket öppet!"}]
)


def test_contributions_add_up_to_the_score(model: EnquiryModel, labelled: pd.DataFrame) -> None:
    for rows in (QUESTION, labelled.iloc[[7]], labelled.iloc[[403]]):
        batch = Batch(model.design(rows))
        for head in (model.topic_head, model.level_head):
            scores = CollapsedScorer(head.scorer).scores(batch)[0]
            for column in range(len(head.classes)):
                assert sum(contributions(head.scorer, batch, column).values()) == pytest.approx(
                    scores[column], abs=1e-9
                )


def test_the_telling_word_comes_first(model: EnquiryModel) -> None:
    why = explain(model, QUESTION)["topic"]
    assert why.label == "GAT"
    words = [reason.words for reason in why.difference[:3]]
    assert "plogas" in words
    assert all(reason.where != "context" for reason in why.difference[:2])


def test_an_enquiry_that_is_none_has_no_topic_to_explain(model: EnquiryModel) -> None:
    thanks = QUESTION.assign(text="Tack för hjälpen! Ha en trevlig helg, grattis till en fin bild 👏", context="")
    assert set(explain(model, thanks)) == {"level"}


def test_the_table_may_lack_what_the_text_needs_not(model: EnquiryModel) -> None:
    assert explain(model, pd.DataFrame([{"text": "Plogas Storgatan i dag?"}]))["topic"].label == "GAT"


def test_what_was_masked_is_shown_as_it_stands_in_the_text(model: EnquiryModel) -> None:
    rows = pd.DataFrame([{"text": "Plogas [ADRESS] i dag? Ring [NAMN_2] på [TELEFON]."}])
    shown = {reason.words for why in explain(model, rows).values() for reason in why.reasons}
    assert {"[ADRESS]", "[NAMN]", "[TELEFON]", CONSTANT} <= shown
    assert not [words for words in shown if "xx" in words]


@pytest.mark.parametrize(
    ("token", "shown"), [("på xxadress i", "på [ADRESS] i"), ("xxl", "xxl"), ("maxxnamn", "maxxnamn"), ("xxip", "[IP]")]
)
def test_only_masked_words_are_rewritten(token: str, shown: str) -> None:
    assert as_read(token) == shown
