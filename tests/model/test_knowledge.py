import csv

import numpy as np
import pandas as pd
import pytest

from classifier.corpora import corpus_path
from classifier.model.features import design_frame, level_features, topic_features
from classifier.model.knowledge import Knowledge, fit_knowledge, load_cues
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from classifier.taxonomy import LEVELS

QUESTIONS = pd.DataFrame(
    {"channel": "email", "subject": "", "context": "", "text": ["När plogas vår gata?", "Var lånar jag böcker?"]}
)


def test_the_shipped_cues_are_well_formed() -> None:
    with corpus_path("level_cues.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 1000
    assert {row["level"] for row in rows} == set(LEVELS)
    assert {row["weight"] for row in rows} <= {"1", "2", "3"}
    assert len({row["cue"] for row in rows}) == len(rows)
    assert all(row["cue"] == row["cue"].strip().casefold() for row in rows)


def test_the_lexicon_alone_tells_topics_apart_before_any_training(small_labelled: pd.DataFrame) -> None:
    asking = small_labelled[small_labelled["level"] != "N0"]
    batch = Batch(design_frame(asking))
    knowledge = Knowledge(load_lexicon())
    classes = np.unique(knowledge.rows["label"])
    linear = fit_knowledge(topic_features(load_lexicon()).fit(batch.design), knowledge, classes)
    assert linear is not None
    found = classes[linear.scores(batch).argmax(axis=1)]
    assert np.mean(found == asking["topic"].to_numpy()) > 0.5


def test_it_learns_more_than_the_terms_themselves() -> None:
    knowledge = Knowledge("term,topic,weight\nplogning,GAT,3\nplogbil,GAT,3\nbibliotek,KUL,3\nlåna bok,KUL,3\n")
    batch = Batch(design_frame(pd.concat([QUESTIONS] * 2)))
    features = topic_features("term,topic,weight\nx,GAT,1\n").fit(batch.design)
    linear = fit_knowledge(features, knowledge, np.array(["GAT", "KUL"]))
    assert linear is not None
    scores = linear.scores(batch)
    assert list(scores.argmax(axis=1)[:2]) == [0, 1]


@pytest.mark.parametrize("classes", [["GAT", "XYZ"], ["XYZ", "ÅÄÖ"]])
def test_a_taxonomy_that_the_terms_do_not_tell_apart_goes_without(classes: list[str]) -> None:
    features = topic_features("term,topic,weight\nx,GAT,1\n").fit(design_frame(pd.concat([QUESTIONS] * 2)))
    assert fit_knowledge(features, Knowledge(load_lexicon()), np.array(classes)) is None


def test_cues_read_the_form_of_a_question() -> None:
    rows = QUESTIONS.assign(text=["Hur ansöker man om bygglov?", "Jag överklagar ert beslut om avslag"])
    batch = Batch(design_frame(pd.concat([rows] * 2)))
    knowledge = Knowledge(load_cues())
    linear = fit_knowledge(level_features(load_lexicon(), load_cues()).fit(batch.design), knowledge, np.array(LEVELS))
    assert linear is not None
    assert [LEVELS[at] for at in linear.scores(batch).argmax(axis=1)[:2]] == ["N1", "N3"]
