"""`nulage label`."""

from pathlib import Path

import click

from classifier.cli.options import existing_file
from classifier.cli.summarise import taxonomy_option


@click.command()
@existing_file("sheet")
@click.option("--labeller", default="", help="Who labels; written beside each label.")
@taxonomy_option
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), help="Port on this computer.  [default: any free one]"
)
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the page.")
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def label(sheet: Path, labeller: str, taxonomy: Path | None, port: int, browser: bool, language: str) -> None:
    """Label a sheet made by `sample`, one enquiry at a time, in a page that only this computer can see.

    \b
    nulage label label.xlsx --labeller Anna
    """
    from classifier.labelling.page import LabelPage
    from classifier.labelling.session import LabelSession
    from classifier.taxonomy import load_taxonomy

    session = LabelSession(sheet, load_taxonomy(taxonomy), labeller)
    page = LabelPage(session, language=language, port=port)
    click.echo(f"{session.done} of {len(session.rows)} rows are done. Label at {page.address}")
    click.echo("Every label is saved at once; end with Ctrl+C.")
    if browser:
        click.launch(page.address)
    try:
        page.serve()
    except KeyboardInterrupt:
        click.echo(f"{session.done} of {len(session.rows)} rows are done")
