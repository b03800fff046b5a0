"""`nulage report`."""

from pathlib import Path

import click

from classifier.cli.options import config_option, existing_file, output_option
from classifier.cli.summarise import labels_option, taxonomy_option


@click.command()
@existing_file("classified")
@output_option("The report: .html.")
@labels_option
@taxonomy_option
@config_option
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def report(
    classified: Path,
    output: Path,
    labels: Path | None,
    taxonomy: Path | None,
    config: Path | None,
    language: str,
) -> None:
    """Write the current-state analysis as one file that opens in any browser.

    \b
    nulage report classified.csv -o report.html
    """
    from classifier.report import check_output, write_report
    from classifier.settings import load_settings
    from classifier.summary import summarise_file

    check_output(output)
    settings = load_settings(config)
    summary = summarise_file(classified, settings, labels=labels, taxonomy=taxonomy)
    write_report(summary, settings, output, language=language)
    click.echo(f"wrote {output}")
