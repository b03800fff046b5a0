"""`nulage import`."""

from contextlib import ExitStack
from pathlib import Path

import click

from classifier.cli.options import import_options, key_path


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The enquiry table: .csv, .parquet, .xlsx or .jsonl."
)
@click.option(
    "--explain", "explained", multiple=True, metavar="ENQUIRY_ID", help="Show why this conversation is what it is."
)
@click.option(
    "--edits",
    type=click.Path(path_type=Path),
    help="Also write where and what kind each masked identifier was (never its text), as a table.",
)
@import_options
def import_(
    sources: tuple[Path, ...],
    output: Path | None,
    explained: tuple[str, ...],
    edits: Path | None,
    config: Path | None,
    key: Path | None,
    format_name: str | None,
    max_rejected: float,
) -> int:
    """Read exports (files or folders, any mix) into one anonymised enquiry table.

    Beside the table FILE.csv it writes FILE.import.json (counts, periods, what was masked) and, when something could
    not be read, FILE.rejected.csv. With --explain and no -o nothing is written.

    \b
    nulage import mailboxes/ facebook.json -o enquiries.csv
    nulage import mailboxes/ facebook.json --explain 3f9c0d1e2b4a5968
    """
    from classifier.cli.importing import finish_import, run_import
    from classifier.errors import NulageError
    from classifier.explaining import explain
    from classifier.settings import load_settings
    from classifier.tables import check_writable, table_writer

    if output is None and not explained:
        raise click.UsageError("give -o FILE, --explain ENQUIRY_ID, or both")
    if edits is not None and output is None:
        raise click.UsageError("--edits needs -o")
    for path in filter(None, (output, edits)):
        check_writable(path)
    settings = load_settings(config)
    key = key_path(key, config)
    if output is None and not key.exists():
        raise NulageError("there is no key here, so no id to explain", place=key, remedy="name the import's with --key")
    imported, code = run_import(sources, settings, key, format_name, max_rejected)
    if output is not None:
        with ExitStack() as stack:
            write = stack.enter_context(table_writer(output))
            write_edits = stack.enter_context(table_writer(edits)) if edits else None
            log = imported.keep_edits() if edits else None
            for chunk in imported.chunks:
                write(chunk)
                if write_edits and log:
                    write_edits(log.drain())
        finish_import(imported, output)
        click.echo(f"wrote {imported.rows} rows to {output}")
    for enquiry_id in explained:
        for line in explain(imported, enquiry_id, settings):
            click.echo(line)
    return code
