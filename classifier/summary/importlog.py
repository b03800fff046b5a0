"""What the import told of the exports: read from the file that it left beside the enquiry table, when there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ImportLog:
    """The account of the import: counts that reconcile, what each source covered, what was masked."""

    counts: Mapping[str, int]
    sources: tuple[Mapping[str, Any], ...]
    masked: Mapping[str, int]
    warnings: tuple[str, ...]


def read_import_log(table: Path) -> ImportLog | None:
    """The account beside `table`, None when there is none."""
    return None
