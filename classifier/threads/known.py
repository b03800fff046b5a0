"""A mapping for numbers that are known beforehand: a fifth of a dict's memory when there are millions of them."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

import numpy as np

from classifier.envelope import Key

Value = TypeVar("Value")


class KnownKeys(Generic[Value]):
    """Values by 64-bit number, for those in `keys` (which may repeat); what is told of other numbers is forgotten."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = array("q", np.unique(np.fromiter(keys, dtype=np.int64)).tobytes())
        self._values: list[Value | None] = [None] * len(self._keys)

    def get(self, key: Key) -> Value | None:
        """The value set for `key`, None without one."""
        position = self._position(key)
        return None if position is None else self._values[position]

    def set(self, key: Key, value: Value) -> None:
        """Let `key`, if it is one of the known, have `value`."""
        position = self._position(key)
        if position is not None:
            self._values[position] = value

    def set_first(self, key: Key, value: Value) -> None:
        """The same, unless it has one."""
        position = self._position(key)
        if position is not None and self._values[position] is None:
            self._values[position] = value

    def _position(self, key: Key) -> int | None:
        assert isinstance(key, int), "a mail's ids are numbers"
        position = bisect_left(self._keys, key)
        return position if position < len(self._keys) and self._keys[position] == key else None
