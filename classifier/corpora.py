"""Where the data that ships with nulage lies, in a checkout and in an installation."""

import sys
from pathlib import Path

from classifier.errors import NulageError

_PLACES = (
    Path(__file__).resolve().parent.parent / "corpora",
    Path(sys.prefix) / "share" / "nulage" / "corpora",
)


def corpus_path(name: str) -> Path:
    """Path of a shipped file, such as `taxonomy.csv`; NulageError when the installation lacks it."""
    for folder in _PLACES:
        if (folder / name).exists():
            return folder / name
    raise NulageError(f"the shipped file corpora/{name} is missing", remedy="install nulage again")
