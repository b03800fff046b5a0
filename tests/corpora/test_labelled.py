"""The labelled sample keeps its promises."""

from collections import Counter

import pandas as pd
import pytest

from classifier.anonymise.audit import Audit
from classifier.model.grouping import near_duplicates
from classifier.model.training import check_labels
from classifier.tables import read_table
from classifier.taxonomy import load_taxonomy
from classifier.text import detect_language
from tests.conftest import ROOT


def test_it_is_large_enough_in_every_class(labelled: pd.DataFrame) -> None:
    assert len(labelled) >= 4000
    topics, levels = Counter(labelled["topic"]), Counter(labelled["level"])
    assert set(topics) == {*load_taxonomy().codes, "NONE"}
    assert min(topics.values()) >= 100
    assert min(levels.values()) >= 450
    assert Counter(labelled["channel"])["facebook"] / len(labelled) == pytest.approx(0.37, abs=0.05)


def test_its_labels_are_in_the_scheme(labelled: pd.DataFrame) -> None:
    check_labels(labelled, load_taxonomy(), "corpora/labelled.csv")
    assert set(labelled["second_topic"]) <= {"", *load_taxonomy().codes}
    assert set(labelled["uncertain"]) == {"0", "1"}
    assert (labelled["second_topic"] != labelled["topic"]).all()


def test_no_two_texts_are_near_duplicates(labelled: pd.DataFrame) -> None:
    assert near_duplicates((labelled["subject"] + " " + labelled["text"]).tolist()) == []


def test_it_stands_in_the_form_that_import_produces(labelled: pd.DataFrame) -> None:
    """Read again it holds no more than what the rules see where there is nothing (see docs/anonymising.md)."""
    audit = Audit()
    audit.take(labelled)
    assert not audit.holds_personal_data, audit.line()


def test_some_of_it_is_in_other_languages(labelled: pd.DataFrame) -> None:
    languages = Counter(map(detect_language, labelled["text"]))
    foreign = sum(languages[language] for language in ("en", "fi", "no", "da", "de"))
    assert 0.03 <= foreign / len(labelled) <= 0.10


def test_the_card_tells_the_counts_as_they_are(labelled: pd.DataFrame) -> None:
    card = (ROOT / "corpora" / "labelled.md").read_text(encoding="utf-8")
    assert f"{len(labelled):,} enquiries" in card
    for code, count in Counter(labelled["topic"]).items():
        assert f"| {code} | {count} |" in card
    for level, count in Counter(labelled["level"]).items():
        assert f"| {level} | {count} |" in card


def test_the_held_out_set_shares_nothing_with_it(labelled: pd.DataFrame) -> None:
    held_out = read_table(ROOT / "corpora" / "held_out.csv")
    check_labels(held_out, load_taxonomy(), "corpora/held_out.csv")
    texts = [*(labelled["subject"] + " " + labelled["text"]), *(held_out["subject"] + " " + held_out["text"])]
    assert [pair for pair in near_duplicates(texts) if pair[1] >= len(labelled)] == []
