"""A sentence encoder that the user has in a folder: texts to vectors, beside the words. Nothing is ever downloaded."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.errors import NulageError
from classifier.model.encoder_files import read_encoder
from classifier.model.features import VECTOR
from classifier.model.vector_store import VectorStore

Vectors = NDArray[np.float32]
_BATCH = 64
_MOST_REMEMBERED = 100_000


@dataclass(frozen=True)
class Encoder:
    """A loaded encoder; a text is encoded once, however often it is asked for.

    digest      says which files it is made of
    run         texts to vectors of length 1
    store       where vectors are kept between runs, if anywhere
    """

    folder: Path
    digest: str
    dimensions: int
    run: Any
    store: VectorStore | None = None
    _known: dict[str, Vectors] = field(default_factory=dict)

    def vectors(self, texts: list[str]) -> Vectors:
        """One row a text."""
        if len(self._known) + len(texts) > _MOST_REMEMBERED:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if self.store and new:
            self._known.update(self.store.get(new))
            new = [text for text in new if text not in self._known]
        # Texts of like length together, so that little is computed for padding.
        new.sort(key=len)
        for start in range(0, len(new), _BATCH):
            chunk = new[start : start + _BATCH]
            made = dict(zip(chunk, np.asarray(self.run(chunk), dtype=np.float32), strict=True))
            if self.store:
                self.store.put(made)
            self._known.update(made)
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
def load_encoder(folder: str, digest: str = "", vectors: str = "") -> Encoder:
    """Load from a folder in the layout of sentence-transformers, or with `model.onnx` and `tokenizer.json`.

    vectors     a folder where the vectors of texts are kept between runs; without it they are forgotten at the end

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
    run = read_encoder(path)
    store = VectorStore(Path(vectors) / f"{found}.sqlite") if vectors else None
    return Encoder(path, found, int(np.asarray(run(["a"])).shape[1]), run, store)


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        name = file.relative_to(path)
        # What download tools note beside the model, such as .cache/huggingface, is none of it.
        if any(part.startswith(".") for part in name.parts):
            continue
        whole.update(f"{name.as_posix()} {file.stat().st_size}\n".encode())
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                whole.update(block)
    return whole.hexdigest()[:12]
