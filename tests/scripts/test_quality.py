"""The benchmark itself: honest folds, intervals that see a difference, shared features that change nothing."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from classifier.model.features import design_frame, topic_features
from classifier.model.lexicon import load_lexicon
from classifier.model.quality import weighted_kappa
from classifier.taxonomy import LEVELS
from scripts.published import publish
from scripts.quality.__main__ import main
from scripts.quality.corpus import Corpus
from scripts.quality.measures import accuracy, among_three, kappa, table
from scripts.quality.remembered import remembering
from scripts.quality.variants import SHIPPED, level_variants, topic_variants


def test_no_batch_is_on_both_sides_of_a_fold(labelled: pd.DataFrame) -> None:
    corpus = Corpus(labelled)
    judged = []
    for train, test in corpus.folds():
        assert not set(corpus.batches[train]) & set(corpus.batches[test])
        judged += test.tolist()
    assert sorted(judged) == list(range(len(labelled)))


def test_an_interval_tells_a_difference_from_none() -> None:
    generator = np.random.default_rng(0)
    voices = np.repeat(np.arange(40), 25)
    true = generator.integers(0, 4, len(voices))
    good = np.where(generator.random(len(voices)) < 0.9, true, -1)
    bad = np.where(generator.random(len(voices)) < 0.8, true, -1)
    ahead = accuracy(true, good, voices).change_from(accuracy(true, bad, voices))
    assert ahead.endswith("| better")
    assert accuracy(true, bad, voices).change_from(accuracy(true, good, voices)).endswith("| worse")
    assert accuracy(true, good, voices).change_from(accuracy(true, good, voices)).endswith("| no difference shown")


def test_kappa_is_that_of_the_model_card() -> None:
    generator = np.random.default_rng(0)
    true = np.array(LEVELS)[generator.integers(0, 4, 500)]
    found = np.where(generator.random(500) < 0.7, true, np.array(LEVELS)[generator.integers(0, 4, 500)])
    told = kappa(true, found, np.arange(500) // 10)
    assert float(str(told).split()[0]) == pytest.approx(weighted_kappa(true, found), abs=5e-4)


def test_among_three_counts_the_third_and_not_the_fourth() -> None:
    probabilities = np.array([[0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1]])
    assert among_three(list("abcd"), probabilities, ["c", "d"]).tolist() == [True, False]


def test_remembered_features_are_the_same_features(labelled: pd.DataFrame) -> None:
    design = design_frame(labelled.head(60))
    plain = topic_features(load_lexicon()).fit(design)
    for _ in range(2):
        kept = remembering(topic_features(load_lexicon()))
        assert abs(kept.fit_transform(design) - plain.transform(design)).max() == 0
        assert abs(kept.transform(design.head(9)) - plain.transform(design.head(9))).max() == 0


def test_every_variant_is_another_classifier_than_the_shipped_one() -> None:
    for variants in (topic_variants(), level_variants(3)):
        assert next(iter(variants)) == SHIPPED
        shown = [
            str((recipe.features, len(recipe.knowledge.entries), recipe.bayes_shares)) for recipe in variants.values()
        ]
        assert len(set(shown)) == len(shown)


def test_a_part_is_written_between_its_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\nWords.\n\n", encoding="utf-8")
    for text in ("first", "second"):
        publish(page, "bench", "a", text)
        publish(page, "bench", "b", "other")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("# Page\n\nWords.\n\n<!-- bench a begins -->\nsecond\n")
    assert (written.count("second"), written.count("other"), written.count("first")) == (1, 1, 0)


def test_a_table_has_a_rule_below_its_header() -> None:
    assert table(("a", "b"), ["1 | 2"]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_an_unknown_part_is_named() -> None:
    found = CliRunner().invoke(main, ["--parts", "compare,nonsense"])
    assert found.exit_code == 2
    assert "knows no nonsense" in found.output
