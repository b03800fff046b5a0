import gzip
from pathlib import Path

import pytest

from classifier.anonymise.weights import read_weights, write_weights
from classifier.errors import NulageError


def test_weights_come_back_as_they_were_written_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    weights = {"word å": 1.25, "before , lower": -0.5, "between \" ' lower": 0.12}
    for name in ("one", "two"):
        write_weights(tmp_path / name, weights)
    assert read_weights(tmp_path / "one") == weights
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    "content", [b"no gzip", gzip.compress(b"feature\tmuch\n"), gzip.compress("å".encode("latin-1"))]
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights").write_bytes(content)
    with pytest.raises(NulageError, match="no weights of a tagger"):
        read_weights(tmp_path / "weights")
