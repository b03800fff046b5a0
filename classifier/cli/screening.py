"""The look for personal data that `classify` and `report` take at a table before they work on it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


@contextmanager
def screening(table: Path, frames: "Iterable[pd.DataFrame]", allow: bool) -> "Iterator[Iterator[pd.DataFrame]]":
    """Yield the frames of `table`, to be drawn inside the block; a foreign table with identifiers left in it is refused.

    A table is ours when the account of an import lies beside it (`classify` passes it on). What was found is told at the end.
    """
    from classifier.account import account_path
    from classifier.anonymise.audit import Audit, screened

    audit = Audit()
    yield screened(frames, table, audit, own=account_path(table).is_file(), allow_personal_data=allow)
    click.echo(audit.line(), err=True)
