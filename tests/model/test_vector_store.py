from pathlib import Path

import numpy as np
import pytest

from classifier.errors import NulageError
from classifier.model.vector_store import VectorStore


def test_what_is_put_is_got_to_the_last_bit(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "a.sqlite")
    vectors = {
        f"text {number}\ud800": np.random.default_rng(number).random(5, dtype=np.float32) for number in range(1_200)
    }
    store.put(vectors)
    found = VectorStore(store.path).get([*vectors, "unknown"])
    assert found.keys() == vectors.keys()
    assert all(np.array_equal(found[text], vectors[text]) for text in vectors)


def test_what_is_known_stays(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "a.sqlite")
    store.put({"x": np.zeros(2, dtype=np.float32)})
    store.put({"x": np.ones(2, dtype=np.float32)})
    assert store.get(["x"])["x"].tolist() == [0, 0]


def test_a_file_of_something_else_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_text("something else " * 100)
    with pytest.raises(NulageError, match=r"a\.sqlite: the vectors cannot be kept there .*; delete it, or train"):
        VectorStore(path).get(["x"])
