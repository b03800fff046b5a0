"""Errors a user can act on.

The library raises these; `classifier.cli` is the one place that turns them into a line on stderr and an
exit code. Anything else that escapes is a bug, shown with `--debug`.
"""


class NulageError(Exception):
    """A problem in the input: `place: reason; remedy`, always on one line and never quoting raw text."""

    def __init__(self, reason: str, *, place: object = "", remedy: str = "") -> None:
        self.reason = reason
        self.place = str(place)
        self.remedy = remedy
        line = ": ".join(part for part in (self.place, reason) if part)
        super().__init__("; ".join(part for part in (line, remedy) if part))


class SettingsError(NulageError):
    """`nulage.toml` has an unknown key or a value of the wrong kind."""


class ExportError(NulageError):
    """An export is missing, empty or of no known format."""


class TableError(NulageError):
    """A table cannot be read, or lacks columns that the command needs."""


class LabelError(NulageError):
    """A labelled table holds labels outside the taxonomy, or too few of them."""


class ModelFileError(NulageError):
    """A model file is not one of ours, is damaged, or was made by another version."""
