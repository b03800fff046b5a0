import json
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier.errors import NulageError
from classifier.model.encoder_files import read_encoder

POOLING = "1_Pooling/config.json"


class Session:
    """Stands for an ONNX model: each token's vector is (its id, 1, 0), and it has no more inputs than a BERT."""

    inputs = ("input_ids", "attention_mask", "token_type_ids")
    outputs = ("last_hidden_state",)

    def __init__(self, file: str, providers: list[str]) -> None:
        assert providers == ["CPUExecutionProvider"]

    def get_inputs(self) -> list[Any]:
        return [types.SimpleNamespace(name=name) for name in self.inputs]

    def get_outputs(self) -> list[Any]:
        return [types.SimpleNamespace(name=name) for name in self.outputs]

    def run(self, outputs: list[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        ids = given["input_ids"].astype(np.float32)
        if outputs == ["sentence_embedding"]:
            return [np.tile(np.float32([0, 0, 5]), (len(ids), 1))]
        return [np.stack([ids, np.ones_like(ids), np.zeros_like(ids)], axis=2)]


class Tokenizer:
    """Stands for tokenizers.Tokenizer: a token a letter, its id the letter's place in the alphabet."""

    def __init__(self) -> None:
        self.truncation = {"max_length": 3}
        self.padding = {"strategy": {"Fixed": 128}, "direction": "Right", "pad_id": 9, "pad_token": "<pad>"}

    @classmethod
    def from_file(cls, file: str) -> "Tokenizer":
        assert Path(file).exists(), "no tokenizer"
        return cls()

    def enable_truncation(self, length: int) -> None:
        self.longest = length

    def enable_padding(self, *, direction: str, pad_id: int, pad_token: str) -> None:
        self.pad = pad_id

    def encode_batch(self, texts: list[str]) -> list[Any]:
        ids = [[ord(letter) - 96 for letter in text][: self.longest] for text in texts]
        longest = max(map(len, ids))
        return [
            types.SimpleNamespace(
                ids=one + [self.pad] * (longest - len(one)),
                attention_mask=[1] * len(one) + [0] * (longest - len(one)),
                type_ids=[0] * longest,
            )
            for one in ids
        ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(sys.modules, "onnxruntime", types.SimpleNamespace(InferenceSession=Session))
    monkeypatch.setitem(sys.modules, "tokenizers", types.SimpleNamespace(Tokenizer=Tokenizer))
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_text("")
    (tmp_path / "tokenizer.json").write_text("{}")
    (tmp_path / "1_Pooling").mkdir()
    return tmp_path


def vector(x: float, y: float) -> list[float]:
    length = (x * x + y * y) ** 0.5
    return [x / length, y / length, 0]


def test_the_mean_of_the_tokens_that_are_there(folder: Path) -> None:
    found = read_encoder(folder)(["ac", "b", "bbbzzz"])
    np.testing.assert_allclose(found, [vector(2, 1)] * 3, atol=1e-6)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, vector(1, 1)),
        ({"pooling_mode": "cls", "include_prompt": True}, vector(1, 1)),
        ({"pooling_mode_mean_tokens": True}, vector(2, 1)),
    ],
)
def test_pooling_as_the_folder_says(folder: Path, config: dict[str, Any], expected: list[float]) -> None:
    (folder / POOLING).write_text(json.dumps(config))
    np.testing.assert_allclose(read_encoder(folder)(["ac"]), [expected], atol=1e-6)


def test_length_and_prompt_as_the_folder_says(folder: Path) -> None:
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 2}')
    told = {"prompts": {"query": "a"}, "default_prompt_name": "query"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(told))
    np.testing.assert_allclose(read_encoder(folder)(["cz"]), [vector(2, 1)], atol=1e-6)


def test_a_model_that_ends_in_the_sentences_vector_is_asked_for_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "outputs", ("token_embeddings", "sentence_embedding"))
    np.testing.assert_allclose(read_encoder(folder)(["a"]), [[0, 0, 1]])


def test_what_is_not_done_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "modules.json").write_text('[{"type": "sentence_transformers.models.Dense"}]')
    with pytest.raises(NulageError, match="comes the step Dense, which nulage does not do; export the whole"):
        read_encoder(folder)
    (folder / POOLING).write_text('{"pooling_mode_max_tokens": true}')
    with pytest.raises(NulageError, match="joined by pooling_mode_max_tokens, which nulage does not do"):
        read_encoder(folder)
    (folder / POOLING).unlink()
    monkeypatch.setattr(Session, "inputs", ("input_ids", "position_ids"))
    with pytest.raises(NulageError, match=r"model\.onnx: the ONNX model asks for position_ids"):
        read_encoder(folder)


def test_a_damaged_folder_is_one_clear_line(folder: Path) -> None:
    (folder / POOLING).write_text("{")
    with pytest.raises(NulageError, match="the sentence encoder cannot be loaded; copy it again"):
        read_encoder(folder)
    (folder / POOLING).unlink()
    (folder / "tokenizer.json").unlink()
    with pytest.raises(NulageError, match="the sentence encoder cannot be loaded; copy it again"):
        read_encoder(folder)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NulageError, match=r"no sentence encoder lies there; name a folder with modules\.json"):
        read_encoder(tmp_path)


@pytest.mark.parametrize(
    ("file", "package"), [("modules.json", "sentence_transformers"), ("model.onnx", "onnxruntime")]
)
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, package: str
) -> None:
    (tmp_path / file).write_text("[]")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(NulageError, match=r"pip install 'nulage\[encoder\]'"):
        read_encoder(tmp_path)
