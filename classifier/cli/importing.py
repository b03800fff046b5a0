"""What `import` and `classify` both do with raw exports: run the import and tell how it went."""

from collections.abc import Sequence
from pathlib import Path

import click

from classifier.account import rejects_path, write_account
from classifier.cli.progress import Progress
from classifier.enquiries import load_key
from classifier.errors import NulageError
from classifier.exports import FORMATS
from classifier.importing import Imported, import_exports
from classifier.settings import Settings

_REJECTS_SHOWN = 20


def run_import(
    sources: Sequence[Path], settings: Settings, key: Path, format_name: str | None, max_rejected: float
) -> tuple[Imported, int]:
    """Read and thread, print the counts on stdout and warnings on stderr; the exit code is 1 above the limit of rejects.

    The rows are made when they are drawn from the result; `finish_import` tells what that masked.
    """
    known = [item.name for item in FORMATS]
    if format_name is not None and format_name not in known:
        raise NulageError(f"unknown format '{format_name}'", place="--format", remedy=f"use {', '.join(known)}")
    with Progress("messages read:") as progress:
        imported = import_exports(sources, settings, load_key(key), format_name=format_name, progress=progress)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    for reject in imported.rejected[:_REJECTS_SHOWN]:
        click.echo(f"rejected: {reject.place}: {reject.reason}", err=True)
    if len(imported.rejected) > _REJECTS_SHOWN:
        click.echo(f"rejected: {len(imported.rejected) - _REJECTS_SHOWN} more", err=True)
    click.echo(imported.counts.line())
    above = len(imported.rejected) > max_rejected * imported.counts.read
    if above:
        click.echo(
            f"nulage: {len(imported.rejected)} of {imported.counts.read} messages and files could not be read, more than"
            f" {max_rejected:.0%}; mend the export, leave out what is none, or raise --max-rejected",
            err=True,
        )
    return imported, int(above)


def finish_import(imported: Imported, table: Path) -> None:
    """Write the account beside `table`, all of whose rows are drawn, and tell what was masked."""
    write_account(imported, table)
    masked = ", ".join(f"{kind} {count}" for kind, count in sorted(imported.masked.items())) or "none"
    click.echo(f"identifiers masked: {masked}")
    if imported.rejected:
        click.echo(f"what was rejected, and why: {rejects_path(table)}", err=True)
