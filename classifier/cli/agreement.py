"""`nulage agreement`."""

from pathlib import Path

import click

from classifier.cli.options import existing_file
from classifier.cli.summarise import taxonomy_option


@click.command()
@existing_file("first")
@existing_file("second")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the disagreements as a sheet to settle.")
@click.option("--settled", type=click.Path(path_type=Path), help="That sheet, settled, for --merge.")
@click.option("--merge", "gold", type=click.Path(path_type=Path), help="Write one sheet of the two.")
@taxonomy_option
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def agreement(
    first: Path,
    second: Path,
    output: Path | None,
    settled: Path | None,
    gold: Path | None,
    taxonomy: Path | None,
    language: str,
) -> None:
    """Tell how far two labellers agree, list what they disagree on, and merge their sheets.

    \b
    nulage agreement label-Anna.xlsx label-Bo.xlsx -o settle.xlsx
    nulage agreement label-Anna.xlsx label-Bo.xlsx --settled settle.xlsx --merge gold.xlsx
    """
    from classifier.labelling import (
        LABELLED,
        OPINIONS,
        compare,
        describe,
        disagreements,
        merge,
        read_labels,
        write_sheet,
    )
    from classifier.taxonomy import load_taxonomy

    scheme = load_taxonomy(taxonomy)
    one, other = read_labels(first, scheme), read_labels(second, scheme)
    for measured in compare(one, other).values():
        click.echo(describe(measured))
    rows = disagreements(one, other)
    click.echo(f"{len(rows)} rows to settle")
    if output is not None:
        write_sheet(rows, output, scheme, language=language, beside=OPINIONS)
        click.echo(f"wrote {output}")
    if gold is not None:
        merged = merge(one, other, read_labels(settled, scheme) if settled else None)
        write_sheet(merged, gold, scheme, language=language)
        click.echo(f"wrote {gold}: {int((merged['status'] == LABELLED).sum())} of {len(merged)} rows labelled")
