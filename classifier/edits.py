"""What a text step did: the record shared by cleaning and anonymising."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` (exclusive) of the input were replaced by `token` for the reason `kind`.

    The removed text itself is never kept, so a list of edits can be stored and counted.
    """

    start: int
    end: int
    kind: str
    token: str = ""


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Replay `edits` (sorted, not overlapping) on `text`."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.token)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)
