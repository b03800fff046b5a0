"""`nulage summarise`."""

from pathlib import Path

import click

from classifier.cli.options import config_option, existing_file, output_option

labels_option = click.option(
    "--labels",
    type=click.Path(path_type=Path),
    help="A labelled random sample of these enquiries (enquiry_id, topic, level): gives shares with intervals.",
)
taxonomy_option = click.option("--taxonomy", type=click.Path(path_type=Path), help="Another taxonomy (code, sv, en).")


@click.command()
@existing_file("classified")
@output_option("Where the tables go: .xlsx, .json, or a folder of .csv files.")
@labels_option
@taxonomy_option
@config_option
def summarise(classified: Path, output: Path, labels: Path | None, taxonomy: Path | None, config: Path | None) -> None:
    """Write the tables of the analysis: volumes, resolvability, answers.

    \b
    nulage summarise classified.csv --labels labels.csv -o summary.xlsx
    """
    from classifier.settings import load_settings
    from classifier.summary import check_output, summarise_file, write_summary

    check_output(output)
    summary = summarise_file(classified, load_settings(config), labels=labels, taxonomy=taxonomy)
    write_summary(summary, output)
    click.echo(f"{summary.signature['enquiries']} enquiries summarised; wrote {output}")
