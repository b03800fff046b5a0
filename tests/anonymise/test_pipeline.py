"""Names by a pipeline that the user has installed."""

from pathlib import Path

import pytest
import spacy

from classifier.anonymise import Anonymiser
from classifier.anonymise.pipeline import load_pipeline
from classifier.errors import SettingsError


def test_a_pipeline_with_entities_finds_what_the_rules_miss(tmp_path: Path) -> None:
    pipeline = spacy.blank("sv")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "PRS", "pattern": "Zyxwy"}, {"label": "LOC", "pattern": "Ort"}]
    )
    pipeline.to_disk(tmp_path / "sv")
    text = "Zyxwy i Ort"
    assert Anonymiser()(text).text == text
    assert Anonymiser(find_more=load_pipeline(str(tmp_path / "sv")))(text).text == "[NAMN_1] i Ort"


def test_a_pipeline_that_is_not_there_or_finds_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no spaCy pipeline"):
        load_pipeline(str(tmp_path / "none"))
    spacy.blank("sv").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="finds no entities"):
        load_pipeline(str(tmp_path / "blank"))
