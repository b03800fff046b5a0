"""Texts to tokens, a whole batch at once: what a batch repeats is looked at once.

The batch is cut at blanks into chunks ("Hej,", "[NAMN_3]"), equal chunks are found in Arrow's hash table, and only the
distinct ones meet Python's Unicode rules. No token crosses a blank, so this gives exactly `split_tokens` of each text.
"""

import re
import unicodedata
from collections import defaultdict
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
_CHUNK_END = b"\n"
_TOKEN_OR_CHUNK_END = re.compile(_TOKEN.pattern + r"|\n")
_LAST_BLANK = 0x20

# Half the width of numpy's own choice: these arrays are read from memory many times over, and scipy wants them so.
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Sequences:
    """Sequences of units one after the other, with a gap after each, so that no phrase goes from one to the next.

    ids     the number of the unit at each place; -1 in a gap
    starts  where each sequence begins in `ids`; one more than there are sequences
    """

    ids: Places
    starts: Places


@dataclass(frozen=True)
class TokenTable:
    """The tokens of a batch of texts.

    vocabulary  the distinct tokens, in order of appearance
    ids         every token of every text in reading order, as its place in `vocabulary`
    starts      where each text's tokens begin in `ids`; one more than there are texts
    """

    vocabulary: tuple[str, ...]
    ids: Places
    starts: Places

    def __len__(self) -> int:
        """The number of texts."""
        return len(self.starts) - 1

    @cached_property
    def occurrences(self) -> sparse.csr_matrix:
        """Texts x vocabulary; a token met twice is stored twice, which adds up in every product."""
        return sparse.csr_matrix((np.ones(len(self.ids)), self.ids, self.starts), (len(self), len(self.vocabulary)))

    @cached_property
    def sequences(self) -> Sequences:
        """The texts as sequences of tokens."""
        spaced = np.full(len(self.ids) + len(self), -1, dtype=np.int32)
        spaced[np.arange(len(self.ids)) + np.repeat(np.arange(len(self)), np.diff(self.starts))] = self.ids
        return Sequences(spaced, np.asarray(self.starts + np.arange(len(self.starts)), dtype=np.int32))

    @cached_property
    def words(self) -> "TokenTable":
        """The same texts without their marks."""
        is_word = np.array([token[0].isalnum() or token[0] == "_" for token in self.vocabulary], dtype=bool)
        places = np.flatnonzero(is_word[self.ids])
        return TokenTable(self.vocabulary, self.ids[places], np.searchsorted(places, self.starts).astype(np.int32))


def split_tokens(text: str) -> list[str]:
    """The tokens of one text: casefolded words and single marks; `[NAMN_3]` and `[NAMN_1]` are both `xxnamn`."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    return TOKEN.sub(_without_number, unicodedata.normalize("NFC", text)).casefold()


def _without_number(found: re.Match[str]) -> str:
    return f" xx{found[0].strip('[]').split('_')[0]} "


def tokenise(texts: Sequence[str]) -> TokenTable:
    """`split_tokens` of every text; 2 GB of them at most."""
    chunk_ids, chunks, text_ends = _chunks(texts)
    vocabulary, stream, chunk_sizes = _tokens_of_chunks(chunks)
    chunk_starts = np.cumsum(chunk_sizes, dtype=np.int32) - chunk_sizes
    sizes = chunk_sizes[chunk_ids]
    ends = np.cumsum(sizes, dtype=np.int32)
    # Each occurrence of a chunk reads that chunk's stretch of the stream.
    shift = np.repeat(chunk_starts[chunk_ids] - (ends - sizes), sizes)
    ids = stream[np.arange(len(shift), dtype=np.int32) + shift]
    no_text = np.zeros(1, dtype=np.int32)
    return TokenTable(vocabulary, ids, np.concatenate((no_text, ends))[np.concatenate((no_text, text_ends))])


def _chunks(texts: Sequence[str]) -> tuple[Places, str, Places]:
    """Ids of the chunks in reading order, the distinct chunks one a line, and how many chunks end with each text."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    buffer = np.frombuffer(bytearray(_CHUNK_END).join([*encoded, b""]), dtype=np.uint8)
    closes = np.flatnonzero(buffer <= _LAST_BLANK)
    buffer[closes] = ord(_CHUNK_END)
    offsets = np.zeros(len(closes) + 1, dtype=np.int32)
    offsets[1:] = closes + 1
    occurrences = pa.Array.from_buffers(
        pa.binary(), len(closes), [None, pa.py_buffer(offsets), pa.py_buffer(buffer)]
    ).dictionary_encode()
    distinct = b"".join(occurrences.dictionary.to_pylist()).decode("utf-8", "surrogatepass")
    text_ends = np.searchsorted(offsets, np.cumsum([len(text) + 1 for text in encoded], dtype=np.int32))
    return occurrences.indices.to_numpy(zero_copy_only=False), distinct, text_ends.astype(np.int32)


def _tokens_of_chunks(chunks: str) -> tuple[tuple[str, ...], Places, Places]:
    """The vocabulary, all chunks' tokens one after the other as ids, and each chunk's number of tokens."""
    found = _TOKEN_OR_CHUNK_END.findall(_plain(chunks))
    places: defaultdict[str, int] = defaultdict()
    # A token met for the first time gets the next number.
    places.default_factory = places.__len__
    places["\n"] = 0
    ids = np.fromiter(map(places.__getitem__, found), dtype=np.int32, count=len(found))
    sizes = (np.diff(np.flatnonzero(ids == 0), prepend=-1) - 1).astype(np.int32)
    return tuple(places)[1:], ids[ids > 0] - 1, sizes
