"""A line on stderr for work that takes more than a second or two."""

import sys
import time
from types import TracebackType

import click

_FIRST = 1.5
_EVERY = 0.5


class Progress:
    """Counts on one line, rewritten in place on a terminal; silent for short work and when stderr is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._due = time.monotonic() + _FIRST
        self._terminal = sys.stderr.isatty()
        self._shown = False

    def __call__(self, count: int) -> None:
        """Tell how far the work has come."""
        if self._terminal and time.monotonic() >= self._due:
            self._due = time.monotonic() + _EVERY
            self._shown = True
            click.echo(f"\r{self._label} {count:,}", nl=False, err=True)

    def __enter__(self) -> "Progress":
        """Start the clock when the block does."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the line."""
        if self._shown:
            click.echo(err=True)
