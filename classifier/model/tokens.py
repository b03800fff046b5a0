"""Texts to tokens, a whole batch at once: what a batch repeats is looked at once.

The batch is cut at blanks into chunks ("Hej,", "[NAMN_3]"), equal chunks are found in Arrow's hash table, and only the
distinct ones meet Python's Unicode rules. No token crosses a blank, so this gives exactly `split_tokens` of each text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from classifier.anonymise import TOKEN

# A word, or one mark: whether a sentence asks ("?") says much of what its writer wants.
_TOKEN = re.compile(r"\w+|[^\w\s\x00-\x20]")
_TOKEN_OR_LINE_END = re.compile(_TOKEN.pattern + r"|\n")
_BLANKS = bytes(range(33))


@dataclass(frozen=True)
class TokenTable:
    """The tokens of a batch of texts.

    vocabulary  the distinct tokens, in order of appearance
    ids         every token of every text in reading order, as its place in `vocabulary`
    starts      where each text's tokens begin in `ids`; one more than there are texts
    """

    vocabulary: tuple[str, ...]
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """The number of texts."""
        return len(self.starts) - 1

    @cached_property
    def occurrences(self) -> sparse.csr_matrix:
        """Texts x vocabulary; a token met twice is stored twice, which adds up in every product."""
        return sparse.csr_matrix((np.ones(len(self.ids)), self.ids, self.starts), (len(self), len(self.vocabulary)))

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """For every token, where the tokens of its text end."""
        return np.repeat(self.starts[1:], np.diff(self.starts))

    @cached_property
    def words(self) -> "TokenTable":
        """The same texts without their marks."""
        is_word = np.array([token[0].isalnum() or token[0] == "_" for token in self.vocabulary], dtype=bool)
        kept = is_word[self.ids]
        before = np.concatenate(([0], np.cumsum(kept)))
        return TokenTable(self.vocabulary, self.ids[kept], before[self.starts])


def split_tokens(text: str) -> list[str]:
    """The tokens of one text: casefolded words and single marks; `[NAMN_3]` and `[NAMN_1]` are both `xxnamn`."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    return TOKEN.sub(_without_number, unicodedata.normalize("NFC", text)).casefold()


def _without_number(found: re.Match[str]) -> str:
    return f" xx{found[0].strip('[]').split('_')[0]} "


def tokenise(texts: Sequence[str]) -> TokenTable:
    """`split_tokens` of every text."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    chunk_ids, chunks, text_ends = _chunks(encoded)
    vocabulary, stream, chunk_sizes = _tokens_of_chunks(chunks)
    chunk_starts = np.cumsum(chunk_sizes) - chunk_sizes
    sizes = chunk_sizes[chunk_ids]
    ends = np.cumsum(sizes)
    # Each occurrence of a chunk reads that chunk's stretch of the stream.
    shift = np.repeat(chunk_starts[chunk_ids] - (ends - sizes), sizes)
    ids = stream[np.arange(len(shift)) + shift]
    return TokenTable(vocabulary, ids, np.concatenate(([0], ends))[np.concatenate(([0], text_ends))])


def _chunks(encoded: Sequence[bytes]) -> tuple[NDArray[np.int64], list[bytes], NDArray[np.int64]]:
    """Ids of the chunks in reading order, the distinct chunks, and how many chunks end with each text or before."""
    buffer = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    lengths = np.array([len(text) for text in encoded], dtype=np.int64)
    ends = np.cumsum(lengths)
    closes = buffer <= _BLANKS[-1]
    closes[ends[lengths > 0] - 1] = True
    offsets = np.concatenate(([0], np.flatnonzero(closes) + 1))
    occurrences = pa.Array.from_buffers(
        pa.large_binary(), len(offsets) - 1, [None, pa.py_buffer(offsets), pa.py_buffer(buffer)]
    ).dictionary_encode()
    ids = occurrences.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return ids, occurrences.dictionary.to_pylist(), np.searchsorted(offsets, ends, side="right") - 1


def _tokens_of_chunks(chunks: Sequence[bytes]) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64]]:
    """The vocabulary, all chunks' tokens one after the other as ids, and each chunk's number of tokens."""
    lines = b"".join(chunk.translate(None, _BLANKS) + b"\n" for chunk in chunks).decode("utf-8", "surrogatepass")
    found = _TOKEN_OR_LINE_END.findall(_plain(lines))
    places = {token: place for place, token in enumerate(dict.fromkeys(["\n", *found]))}
    ids = np.fromiter(map(places.__getitem__, found), dtype=np.int64, count=len(found))
    line_ends = np.flatnonzero(ids == 0)
    sizes = np.diff(line_ends, prepend=-1) - 1
    return tuple(places)[1:], ids[ids > 0] - 1, sizes
