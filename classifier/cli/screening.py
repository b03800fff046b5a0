"""The look for personal data that `classify` and `report` take at a table before they work on it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

allow_option: Any = click.option(
    "--allow-personal-data",
    is_flag=True,
    help="Work on a table of others even when identifiers are left in it (see 'nulage audit').",
)


class Screening:
    """Screens a table on its way, and tells on stderr what was found.

    A table is ours when the account of an import lies beside it (`classify` passes it on); a foreign table with identifiers
    left in it is refused unless allowed.
    """

    def __init__(self, allow: bool) -> None:
        from classifier.anonymise.audit import Audit

        self._allow = allow
        self._audit = Audit()

    def frames(self, table: Path, frames: "Iterable[pd.DataFrame]") -> "Iterator[pd.DataFrame]":
        """The frames of `table`, screened as they are drawn."""
        from classifier.account import account_path
        from classifier.anonymise.audit import screened

        own = account_path(table).is_file()
        return screened(frames, table, self._audit, own=own, allow_personal_data=self._allow)

    def read(self, table: Path) -> None:
        """Screen a table that another reads later: all of a foreign one, the first rows of ours."""
        from classifier.account import account_path
        from classifier.anonymise.audit import OWN_ROWS
        from classifier.tables import read_chunks

        for _ in self.frames(table, read_chunks(table, columns=("subject", "text", "context"))):
            if self._audit.read >= OWN_ROWS and account_path(table).is_file():
                break
        self.tell()

    def tell(self) -> None:
        """Say what was found, when anything was read."""
        if self._audit.read:
            click.echo(self._audit.line(), err=True)
