"""Vectors of texts kept between runs in a folder of the user's: one SQLite file an encoder, digests for texts."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.errors import NulageError

Vector = NDArray[np.float32]
_ASKED_AT_ONCE = 500
_PATIENCE_SECONDS = 60
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


@dataclass(frozen=True)
class VectorStore:
    """A text is known by a digest and never written; several processes may read and write at once.

    path        the file, made when it is not there
    """

    path: Path

    def get(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vectors of those of the texts that are known."""
        keys = {_digest(text): text for text in texts}
        found: dict[str, Vector] = {}
        with self._open() as connection:
            for start in range(0, len(keys), _ASKED_AT_ONCE):
                some = list(keys)[start : start + _ASKED_AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = connection.execute(f"SELECT text, vector FROM vectors WHERE text IN ({marks})", some)
                found.update((keys[key], np.frombuffer(vector, dtype="<f4")) for key, vector in rows)
        return found

    def put(self, vectors: Mapping[str, Vector]) -> None:
        """Keep them; what is known already stays."""
        rows = [(_digest(text), vector.astype("<f4").tobytes()) for text, vector in vectors.items()]
        with self._open() as connection:
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE_SECONDS)) as connection, connection:
                connection.execute(_TABLE)
                yield connection
        except sqlite3.Error as error:
            raise NulageError(
                f"the vectors cannot be kept there ({error})",
                place=self.path,
                remedy="delete it, or train without --vectors",
            ) from error


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
