"""`nulage import`."""

from pathlib import Path

import click

from classifier.cli.options import import_options, key_path, output_option


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option("The enquiry table: .csv, .parquet, .xlsx or .jsonl.")
@import_options
def import_(
    sources: tuple[Path, ...],
    output: Path,
    config: Path | None,
    key: Path | None,
    format_name: str | None,
    max_rejected: float,
) -> int:
    """Read exports (files or folders, any mix) into one anonymised enquiry table.

    \b
    nulage import mailboxes/ facebook.json -o enquiries.csv
    """
    from classifier.cli.importing import run_import
    from classifier.settings import load_settings
    from classifier.tables import check_writable, write_table

    check_writable(output)
    imported, code = run_import(sources, load_settings(config), key_path(key, config), format_name, max_rejected)
    write_table(imported.table, output)
    click.echo(f"wrote {len(imported.table)} rows to {output}")
    return code
