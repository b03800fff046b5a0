"""`nulage report`."""

from pathlib import Path

import click

from classifier.cli.options import config_option, output_option
from classifier.cli.screening import allow_option
from classifier.cli.summarise import taxonomy_option


@click.command()
@click.argument("classified", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option(
    "The report: .html, .docx, .xlsx or .json. Name several to get the same report in several forms.", multiple=True
)
@click.option(
    "--labels",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A labelled random sample of the enquiries: gives shares with intervals. With two tables: one for each.",
)
@taxonomy_option
@allow_option
@config_option
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option(
    "--quotes",
    type=click.Path(path_type=Path),
    help="Approved quotes (topic, text, approved, approved_by); without it no words of a citizen are shown.",
)
def report(
    classified: tuple[Path, ...],
    output: tuple[Path, ...],
    labels: tuple[Path, ...],
    taxonomy: Path | None,
    allow_personal_data: bool,
    config: Path | None,
    language: str,
    quotes: Path | None,
) -> None:
    """Write the current-state analysis; with two tables, the comparison of two periods or municipalities.

    \b
    nulage report classified.csv --labels labels.csv -o report.html -o report.docx
    nulage report spring.csv autumn.csv -o comparison.html
    """
    from classifier.cli.screening import Screening
    from classifier.report import check_output, report_files, write_report
    from classifier.settings import load_settings

    if len(classified) > 2:
        raise click.UsageError("one table is reported, two are compared; three are too many")
    if len(labels) not in (0, len(classified)):
        raise click.UsageError("give --labels once for each table, or not at all")
    if quotes and len(classified) == 2:
        raise click.UsageError("a comparison quotes nobody; give --quotes with one table")
    for path in output:
        check_output(path)
    for table in classified:
        Screening(allow_personal_data).read(table)
    document = report_files(classified, load_settings(config), labels, taxonomy, language, quotes)
    for path in output:
        write_report(document, path)
        click.echo(f"wrote {path}")
