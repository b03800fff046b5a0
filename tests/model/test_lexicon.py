import csv
from collections import Counter

import numpy as np
import pytest

from classifier.corpora import corpus_path
from classifier.model.lexicon import LexiconFeatures
from classifier.taxonomy import load_taxonomy

ENTRIES = "term,topic,weight\nlykta,GAT,3\ngata,GAT,2\nbygglov,BYG,3\nsöka plats,FSK,2\nplats,FSK,1\n"


def scores(text: str) -> dict[str, float]:
    features = LexiconFeatures(ENTRIES).fit([])
    row = np.expm1(features.transform([text]).toarray()[0])
    return {topic: round(float(score), 6) for topic, score in zip(features.topics_, row, strict=True) if score}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bygglov?", {"BYG": 3.0}),
        ("bygglovet och bygglovens", {"BYG": 6.0}),
        ("vår villagata", {"GAT": 1.4}),
        ("bygglovsbeslutet", {"BYG": 2.1}),
        ("vill söka plats", {"FSK": 4.0}),
        ("plats att söka", {"FSK": 1.0}),
        ("ingenting här", {}),
        ("", {}),
    ],
)
def test_words_stems_compounds_and_phrases(text: str, expected: dict[str, float]) -> None:
    assert scores(text) == expected


def test_no_texts_give_no_rows() -> None:
    assert LexiconFeatures(ENTRIES).fit([]).transform([]).shape == (0, 3)


def test_the_shipped_lexicon_is_well_formed() -> None:
    with corpus_path("lexicon.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 8000
    assert {row["topic"] for row in rows} == set(load_taxonomy().codes)
    assert {row["weight"] for row in rows} <= {"1", "2", "3"}
    assert max(Counter((row["term"], row["topic"]) for row in rows).values()) == 1
    assert all(row["term"] == row["term"].strip().casefold() for row in rows)
