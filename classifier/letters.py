"""The texts of many messages in little memory: compressed blocks, each text found by its number.

Threading looks at every message at once but at no text; so the texts wait here, in memory only, until the enquiry
table is written.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache

# A block is one unit of compression: larger blocks pack better, smaller ones are read faster out of order.
_BLOCK_CHARS = 16_384
_BLOCK_LETTERS = 256
_BLOCKS_AT_HAND = 128
_SEPARATOR = "\x00"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: the source's own id, the subject and the newly written text. Never to be written to disk."""

    id: str
    subject: str
    text: str


class Letters:
    """A list of letters to append to, then read by number in any order."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open: list[str] = []
        self._size = 0
        self._unpacked = lru_cache(_BLOCKS_AT_HAND)(self._unpack)

    def add(self, letter: Letter) -> int:
        """Keep `letter`; the number that it is found by."""
        fields = (letter.id, letter.subject, letter.text)
        packed = _SEPARATOR.join(field.replace(_SEPARATOR, "") for field in fields)
        number = len(self._blocks) * _BLOCK_LETTERS + len(self._open)
        self._open.append(packed)
        self._size += len(packed)
        if self._size >= _BLOCK_CHARS or len(self._open) == _BLOCK_LETTERS:
            self._close()
        return number

    def __getitem__(self, number: int) -> Letter:
        """The letter that `add` gave this number."""
        block, position = divmod(number, _BLOCK_LETTERS)
        packed = self._open if block == len(self._blocks) else self._unpacked(block)
        return Letter(*packed[position].split(_SEPARATOR))

    def _close(self) -> None:
        # Three fields a letter, so that the joined block splits without a second separator.
        joined = _SEPARATOR.join(self._open)
        self._blocks.append(zlib.compress(joined.encode("utf-8", "surrogatepass"), 6))
        self._open = []
        self._size = 0

    def _unpack(self, block: int) -> list[str]:
        fields = zlib.decompress(self._blocks[block]).decode("utf-8", "surrogatepass").split(_SEPARATOR)
        return [_SEPARATOR.join(fields[start : start + 3]) for start in range(0, len(fields), 3)]
