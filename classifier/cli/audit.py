"""`nulage audit`."""

from pathlib import Path

import click

_ROWS_SHOWN = 10


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--review", is_flag=True, help="Show the rows most likely to hold something missed, in masked form.")
@click.option(
    "--rows", "shown", default=20, show_default=True, type=click.IntRange(1), help="Rows that --review shows."
)
def audit(table: Path, review: bool, shown: int) -> int:
    """Look for identifiers left in any table, also one that others anonymised; exit code 1 when there are any.

    Row numbers are those of a spreadsheet: the header is row 1. The identifiers themselves are never shown.

    \b
    nulage audit enquiries.csv
    nulage audit from-the-supplier.xlsx --review
    """
    from classifier.anonymise.audit import Audit
    from classifier.cli.progress import Progress
    from classifier.tables import read_chunks

    found = Audit(review=shown if review else 0)
    with Progress("rows read:") as progress:
        for _ in found.frames(read_chunks(table)):
            progress(found.read)
    for kind, rows in sorted(found.rows.items()):
        listed = ", ".join(map(str, rows[:_ROWS_SHOWN])) + (", ..." if len(rows) > _ROWS_SHOWN else "")
        click.echo(f"{kind}: {found.counts[kind]} in {len(rows)} rows ({listed})")
    for doubt in found.doubts:
        click.echo(f"row {doubt.row} (risk {doubt.risk}): {' '.join(doubt.text.split())}")
    click.echo(found.line())
    return int(bool(found.counts))
