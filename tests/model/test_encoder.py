import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from classifier.errors import NulageError
from classifier.model import encoder as module
from classifier.model import load_model, save_model, train_model
from classifier.model.encoder import Encoder, load_encoder, with_vectors
from classifier.model.features import design_frame
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
    monkeypatch.setattr(module, "_sentence_transformer", lambda path: Counting())
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


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NulageError, match=r"no sentence encoder lies there; name a folder with modules\.json"):
        load_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("file", "package"), [("modules.json", "sentence_transformers"), ("model.onnx", "onnxruntime")]
)
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, package: str
) -> None:
    (tmp_path / file).write_text("[]")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(NulageError, match=r"pip install 'nulage\[encoder\]'"):
        load_encoder(str(tmp_path))
