"""The weights of the trained taggers: text, nothing is built from it but a table of numbers."""

import gzip
from collections.abc import Mapping
from pathlib import Path

from classifier.errors import NulageError

_LARGEST = 1 << 26


def read_weights(path: Path) -> dict[str, float]:
    """Feature -> weight, from a gzipped text of lines `feature TAB weight`; a feature may hold tabs.

    Raises NulageError when it is no such file.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            rows = (line.rstrip("\n").rpartition("\t") for line in stream.read(_LARGEST).splitlines())
            return {feature: float(weight) for feature, _, weight in rows}
    except (OSError, EOFError, ValueError) as error:
        raise NulageError(
            "no weights of a tagger can be read", place=str(path), remedy="install nulage again"
        ) from error


def write_weights(path: Path, weights: Mapping[str, float]) -> None:
    """The same file for the same weights, byte for byte."""
    rows = "".join(f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(weights.items()))
    path.write_bytes(gzip.compress(rows.encode(), mtime=0))
