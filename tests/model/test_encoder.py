from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from classifier.errors import NulageError
from classifier.model import encoder as module
from classifier.model import load_model, save_model, train_model
from classifier.model.encoder import Encoder, load_encoder, with_vectors
from classifier.model.features import design_frame, topic_features
from classifier.model.head import Material, Recipe, fit_head
from classifier.model.knowledge import Knowledge
from classifier.model.lexicon import load_lexicon
from classifier.model.scoring import Batch
from classifier.taxonomy import load_taxonomy


class Counting:
    """Stands for a sentence encoder: three numbers a text, and how many texts it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, texts: list[str]) -> np.ndarray:
        self.asked += len(texts)
        return np.array([[len(text), text.count("?") + 1, text.count("a")] for text in texts], dtype=float)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that loads as an encoder."""
    path = tmp_path / "encoder"
    path.mkdir()
    (path / "modules.json").write_text("[]")
    monkeypatch.setattr(module, "read_encoder", lambda path: Counting())
    load_encoder.cache_clear()
    return path


def test_a_text_is_encoded_once(small_labelled: pd.DataFrame) -> None:
    counting = Counting()
    encoder = Encoder(Path("x"), "x", 3, counting)
    design = design_frame(small_labelled)
    found = with_vectors(design, encoder)
    again = with_vectors(design, encoder)
    assert counting.asked <= len(design)
    pd.testing.assert_frame_equal(found, again)
    assert list(found.columns[-3:]) == ["vector_0", "vector_1", "vector_2"]


def test_memory_does_not_grow_with_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_REMEMBERED", 10)
    encoder = Encoder(Path("x"), "x", 3, Counting())
    for start in range(0, 100, 5):
        assert encoder.vectors([f"text {number}" for number in range(start, start + 5)]).shape == (5, 3)
    assert len(encoder._known) <= 10


def test_a_model_with_an_encoder_is_saved_and_finds_it_again(
    small_labelled: pd.DataFrame, folder: Path, tmp_path: Path
) -> None:
    rows = small_labelled[small_labelled["topic"].isin(["GAT", "KUL", "NONE"])]
    model = train_model(rows, load_taxonomy(), encoder=folder).model
    save_model(model, tmp_path / "m.skops")
    again = load_model(tmp_path / "m.skops")
    pd.testing.assert_frame_equal(again.predict(rows.head(5)), model.predict(rows.head(5)))
    (folder / "modules.json").write_text("[1]")
    load_encoder.cache_clear()
    with pytest.raises(NulageError, match="not the one the model was trained with"):
        again.predict(rows.head(1))


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(NulageError, match=r"none: the folder of the sentence encoder does not exist; put it back"):
        load_encoder(str(tmp_path / "none"))


def test_what_download_tools_leave_behind_is_no_part_of_the_encoder(folder: Path) -> None:
    before = load_encoder(str(folder)).digest
    (folder / ".cache").mkdir()
    (folder / ".cache" / "noted").write_text("yesterday")
    load_encoder.cache_clear()
    assert load_encoder(str(folder)).digest == before


def test_vectors_are_kept_between_runs_and_no_text_is(folder: Path, tmp_path: Path) -> None:
    texts = ["Var är min hemliga nyckel?", "Hej", "Hej"]
    first = load_encoder(str(folder), vectors=str(tmp_path))
    made = first.vectors(texts)
    again = Encoder(folder, first.digest, 3, Counting(), first.store)
    np.testing.assert_array_equal(again.vectors([*texts, "ny"])[:3], made)
    assert again.run.asked == 1
    (kept,) = tmp_path.glob("*.sqlite")
    assert kept.stem == first.digest
    assert b"hemliga" not in kept.read_bytes()


def test_a_model_keeps_the_vectors_where_its_training_did(
    small_labelled: pd.DataFrame, folder: Path, tmp_path: Path
) -> None:
    rows = small_labelled[small_labelled["topic"].isin(["GAT", "KUL", "NONE"])]
    model = train_model(rows, load_taxonomy(), encoder=folder, vectors=tmp_path / "kept").model
    load_encoder.cache_clear()
    model.predict(rows)
    encoder = load_encoder(str(folder), model.facts["encoder"]["digest"], str(tmp_path / "kept"))
    assert encoder.run.asked == 1  # the text that tells how long its vectors are


def test_vectors_without_an_encoder_are_refused(small_labelled: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(NulageError, match=r"--vectors: there are no vectors to keep without an encoder; add --encoder"):
        train_model(small_labelled, load_taxonomy(), vectors=tmp_path)


def test_a_folder_for_vectors_that_cannot_be_made_is_one_clear_line(
    small_labelled: pd.DataFrame, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(NulageError, match="the folder cannot be made"):
        train_model(small_labelled, load_taxonomy(), encoder=folder, vectors=tmp_path / "no" / "such")


def test_vectors_that_know_the_topic_count() -> None:
    """The words are drawn at random, so that only the vectors tell."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.array(["BYG", "GAT", "KUL"], dtype=object), 40)
    blank = [""] * len(labels)
    words = random.choice(["hej och tack", "hej igen", "tack igen"], len(labels))
    design = pd.DataFrame({"own": words, "context": blank, "channel": blank})
    places = np.eye(3)[np.searchsorted(["BYG", "GAT", "KUL"], labels)]
    vectors = places + random.normal(0, 0.3, places.shape)
    design = pd.concat([design, pd.DataFrame(vectors, columns=["vector_0", "vector_1", "vector_2"])], axis=1)
    material = Material(design, labels, np.arange(len(labels)).astype(str), np.ones(len(labels), dtype=bool))
    fitted = fit_head(material, Recipe(topic_features(load_lexicon(), 3), Knowledge("term,label,weight\n")))
    classes = np.asarray(fitted.head.classes)
    assert fitted.shares.vectors > 0
    assert (classes[fitted.out_of_fold.argmax(axis=1)] == labels).mean() > 0.95
    assert (classes[fitted.head.probabilities(Batch(design)).argmax(axis=1)] == labels).mean() > 0.95
