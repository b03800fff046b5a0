"""A sentence encoder that the user has in a folder: texts to vectors, beside the words. Nothing is ever downloaded."""

import hashlib
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.errors import NulageError
from classifier.model.features import VECTOR

Vectors = NDArray[np.float32]
_BATCH = 64
_LONGEST = 256
_MOST_REMEMBERED = 100_000
_ONNX_FILES = ("model.onnx", "onnx/model.onnx")


@dataclass(frozen=True)
class Encoder:
    """A loaded encoder; a text is encoded once, however often it is asked for.

    digest      says which files it is made of
    run         texts to vectors of length 1
    """

    folder: Path
    digest: str
    dimensions: int
    run: Any
    _known: dict[str, Vectors] = field(default_factory=dict)

    def vectors(self, texts: list[str]) -> Vectors:
        """One row a text."""
        if len(self._known) + len(texts) > _MOST_REMEMBERED:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        # Texts of like length together, so that little is computed for padding.
        new.sort(key=len)
        for start in range(0, len(new), _BATCH):
            chunk = new[start : start + _BATCH]
            self._known.update(zip(chunk, np.asarray(self.run(chunk), dtype=np.float32), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.vstack([self._known[text] for text in texts])


def with_vectors(design: pd.DataFrame, encoder: Encoder | None) -> pd.DataFrame:
    """The design with the columns `vector_0` ... of its texts, each read together with what it stands under."""
    if encoder is None:
        return design
    texts = [f"{own}\n{context}".strip() for own, context in zip(design["own"], design["context"], strict=True)]
    columns = [f"{VECTOR}{column}" for column in range(encoder.dimensions)]
    vectors = pd.DataFrame(encoder.vectors(texts), index=design.index, columns=columns)
    return pd.concat([design, vectors], axis=1)


@lru_cache(maxsize=2)
def load_encoder(folder: str, digest: str = "") -> Encoder:
    """Load from a folder in the layout of sentence-transformers, or with `model.onnx` and `tokenizer.json`.

    Raises NulageError when the folder or the extra is missing, or when `digest` names other files.
    """
    path = Path(folder)
    if not path.is_dir():
        raise NulageError(
            "the folder of the sentence encoder does not exist",
            place=path,
            remedy="put it back, or train again with --encoder FOLDER or without",
        )
    found = _digest(path)
    if digest and digest != found:
        raise NulageError(
            f"the sentence encoder is not the one the model was trained with ({found}, not {digest})",
            place=path,
            remedy="put that one back, or train again",
        )
    run = _onnx(path) or _sentence_transformer(path)
    return Encoder(path, found, int(np.asarray(run(["a"])).shape[1]), run)


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        whole.update(f"{file.relative_to(path).as_posix()} {file.stat().st_size}\n".encode())
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                whole.update(block)
    return whole.hexdigest()[:12]


def _sentence_transformer(path: Path) -> Any:
    if not (path / "modules.json").exists() and not (path / "config.json").exists():
        raise NulageError(
            "no sentence encoder lies there",
            place=path,
            remedy="name a folder with modules.json (sentence-transformers) or model.onnx and tokenizer.json",
        )
    # Read by the libraries when they are imported: what is missing in the folder must not be looked for on the network.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise _no_extra("sentence-transformers") from error
    try:
        model = SentenceTransformer(str(path), device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise NulageError("the sentence encoder cannot be loaded", place=path, remedy="copy it again") from error
    return lambda texts: model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def _onnx(path: Path) -> Any:
    """Mean of the token vectors, as nearly all sentence encoders are used; None when the folder has no ONNX model."""
    file = next((path / name for name in _ONNX_FILES if (path / name).exists()), None)
    if file is None:
        return None
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _no_extra("onnxruntime and tokenizers") from error
    try:
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    except Exception as error:  # both raise bare Exception for a file that is missing or no model
        raise NulageError("the sentence encoder cannot be loaded", place=path, remedy="copy it again") from error
    tokenizer.enable_padding()
    tokenizer.enable_truncation(_LONGEST)
    names = {given.name for given in session.get_inputs()}

    def run(texts: list[str]) -> Vectors:
        encoded = tokenizer.encode_batch(texts)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        ids = np.array([item.ids for item in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = session.run(None, {name: given[name] for name in names})[0]
        means = (hidden * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12))

    return run


def _no_extra(packages: str) -> NulageError:
    return NulageError(
        f"an encoder needs {packages}, not installed", place="--encoder", remedy="pip install 'nulage[encoder]'"
    )
