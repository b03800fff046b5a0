"""Texts to tokens, a whole batch at once: what a batch repeats is looked at once.

The batch is cut at blanks into chunks ("Hej,", "[NAMN_3]"), equal chunks are found in Arrow's hash table, and only the
distinct ones meet Python's Unicode rules. No token crosses a blank, so this gives exactly `split_tokens` of each text.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from classifier.anonymise import TOKEN
from classifier.model.vocabulary import MARK, WORD, Letters, Places, Vocabulary

# A word, or one mark: whether a sentence asks ("?") says much of what its writer wants.
_TOKEN = re.compile(r"\w+|[^\w\s\x00-\x20]")
_CHUNK_END = b"\n"
_LAST_BLANK = 0x20

# Texts looked at together. What is made of their tokens then stays in the processor's cache.
_BLOCK = 4096
# So many chunks of texts, or places of sequences, at once for the same reason.
_CHUNKS = _PLACES = 1 << 17


@dataclass(frozen=True)
class Sequences:
    """Sequences of units one after the other, with a gap after each, so that no phrase goes from one to the next.

    ids     the number of the unit at each place; -1 in a gap
    starts  where each sequence begins in `ids`; one more than there are sequences
    """

    ids: Places
    starts: Places

    def renumbered(self, numbers: Places) -> "Sequences":
        """The same of other units: `numbers` of each, and of a gap (-1) at the end."""
        return Sequences(numbers[self.ids], self.starts)

    def blocks(self) -> Iterator["Sequences"]:
        """The same in parts of some sequences."""
        cuts = np.searchsorted(self.starts, np.arange(0, len(self.ids) or 1, _PLACES)).tolist()
        for first, last in itertools.pairwise((*cuts, len(self.starts) - 1)):
            starts = self.starts[first : last + 1]
            yield Sequences(self.ids[starts[0] : starts[-1]], starts - starts[0])


@dataclass(frozen=True)
class TokenTable:
    """The tokens of a batch of texts.

    vocabulary  the distinct tokens, in order of appearance; it may hold others too
    ids         every token of every text in reading order, as its place in `vocabulary`
    starts      where each text's tokens begin in `ids`; one more than there are texts
    """

    vocabulary: Vocabulary
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
        places = np.flatnonzero(self.vocabulary.is_word[self.ids])
        return TokenTable(self.vocabulary, self.ids[places], np.searchsorted(places, self.starts).astype(np.int32))

    def blocks(self) -> Iterator[tuple[slice, "TokenTable"]]:
        """The table in parts of some of the texts, of the same vocabulary, and which texts those are."""
        for first in range(0, len(self), _BLOCK):
            rows = slice(first, min(first + _BLOCK, len(self)))
            starts = self.starts[rows.start : rows.stop + 1]
            yield rows, TokenTable(self.vocabulary, self.ids[starts[0] : starts[-1]], starts - starts[0])


def split_tokens(text: str) -> list[str]:
    """The tokens of one text: casefolded words and single marks; `[NAMN_3]` and `[NAMN_1]` are both `xxnamn`."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    return TOKEN.sub(_without_number, unicodedata.normalize("NFC", text)).casefold()


def _without_number(found: re.Match[str]) -> str:
    return f" xx{found[0].strip('[]').split('_')[0]} "


def tokenise(texts: Sequence[str] | pd.Series) -> TokenTable:
    """`split_tokens` of every text; 2 GB of them at most."""
    chunk_ids, chunks, text_ends = _chunks(_ended(texts))
    vocabulary, stream, sizes = _tokens_of_chunks(chunks)
    starts = np.cumsum(sizes, dtype=np.int32) - sizes
    parts = [
        _expanded(stream, starts[some], sizes[some])
        for first in range(0, len(chunk_ids), _CHUNKS)
        for some in [chunk_ids[first : first + _CHUNKS]]
    ]
    ids = np.concatenate((np.zeros(0, dtype=np.int32), *parts))
    ends = np.concatenate((np.zeros(1, dtype=np.int32), np.cumsum(sizes[chunk_ids], dtype=np.int32)))
    return TokenTable(vocabulary, ids, ends[np.concatenate((np.zeros(1, dtype=np.int32), text_ends))])


def _expanded(stream: Places, starts: Places, sizes: Places) -> Places:
    """Stretches of a stream, one after the other."""
    ends = np.cumsum(sizes)
    return stream[np.arange(sizes.sum()) + np.repeat(starts - (ends - sizes), sizes)]


def _ended(texts: Sequence[str] | pd.Series) -> pa.LargeBinaryArray:
    """The texts in UTF-8, a chunk end after each; a column that is kept in Arrow's form is not made into strings."""
    try:
        encoded = pa.array(texts, pa.large_binary())
    except UnicodeEncodeError:  # half a surrogate pair, which Python's strings may hold
        encoded = pa.array([text.encode("utf-8", "surrogatepass") for text in texts], pa.large_binary())
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return pc.binary_join_element_wise(encoded, *(pa.scalar(part, pa.large_binary()) for part in (b"", _CHUNK_END)))


def _chunks(texts: pa.LargeBinaryArray) -> tuple[Places, str, Places]:
    """Ids of the chunks in reading order, the distinct chunks one a line, and how many chunks end with each text."""
    _, ends, content = texts.buffers()
    buffer = np.frombuffer(bytearray(content or b""), dtype=np.uint8)
    closes = np.flatnonzero(buffer <= _LAST_BLANK)
    buffer[closes] = ord(_CHUNK_END)
    offsets = np.zeros(len(closes) + 1, dtype=np.int32)
    offsets[1:] = closes + 1
    occurrences = pa.Array.from_buffers(
        pa.binary(), len(closes), [None, pa.py_buffer(offsets), pa.py_buffer(buffer)]
    ).dictionary_encode()
    distinct = b"".join(occurrences.dictionary.to_pylist()).decode("utf-8", "surrogatepass")
    text_ends = np.searchsorted(offsets, np.frombuffer(ends, dtype=np.int64)[1 : len(texts) + 1])
    return occurrences.indices.to_numpy(zero_copy_only=False), distinct, text_ends.astype(np.int32)


def _tokens_of_chunks(chunks: str) -> tuple[Vocabulary, Places, Places]:
    """The vocabulary, all chunks' tokens one after the other as ids, and each chunk's number of tokens."""
    letters = Letters.of(_plain(chunks))
    mark, word = letters.kinds == MARK, letters.kinds == WORD
    # What stands outside is no word; the last place of all is a chunk's end.
    first = mark | (word & ~np.roll(word, 1))
    begins = np.flatnonzero(first)
    ends = np.flatnonzero(mark | (word & ~np.roll(word, -1))) + 1
    ids, distinct = pd.factorize(letters.part_hashes(begins, ends))
    met_first = np.empty(len(distinct), dtype=np.intp)
    met_first[ids[::-1]] = np.arange(len(ids))[::-1]
    before = np.cumsum(first, dtype=np.int32)[letters.points == ord(_CHUNK_END)]
    vocabulary = Vocabulary.of_parts(letters, begins[met_first], ends[met_first])
    return vocabulary, ids.astype(np.int32), np.diff(before, prepend=np.int32(0))
