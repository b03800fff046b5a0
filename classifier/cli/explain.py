"""`nulage explain`."""

from pathlib import Path

import click


@click.command()
@click.argument("table", required=False, type=click.Path(path_type=Path))
@click.option("-m", "--model", required=True, type=click.Path(path_type=Path), help="A model made by `train`.")
@click.option("--id", "enquiry_id", help="The enquiry_id of a row of TABLE.")
@click.option("--text", help="A text to explain instead of a row of a table.")
@click.option("--context", default="", help="With --text: the post that it stands under.")
@click.option("--channel", default="email", show_default=True, help="With --text: email or facebook.")
@click.option("--words", default=8, show_default=True, type=click.IntRange(1), help="How many words to tell, each way.")
def explain(
    table: Path | None, model: Path, enquiry_id: str | None, text: str | None, context: str, channel: str, words: int
) -> None:
    """Tell which words decided one enquiry's topic and level.

    \b
    nulage explain classified.csv --id 1f0c... -m models/shipped.skops
    nulage explain --text "När plogas Storgatan?" -m models/shipped.skops
    """
    import pandas as pd

    from classifier.errors import TableError
    from classifier.model import explain as take_apart
    from classifier.model import load_model
    from classifier.tables import read_table

    if (text is None) == (table is None):
        raise click.UsageError("give either a TABLE with --id, or --text")
    if table is not None:
        if not enquiry_id:
            raise click.UsageError("--id says which row of the table to explain")
        frame = read_table(table, required=("enquiry_id", "text"))
        row = frame[frame["enquiry_id"] == enquiry_id].head(1)
        if row.empty:
            raise TableError("no row has that enquiry_id", place=table, remedy="look it up in the table")
    else:
        row = pd.DataFrame([{"channel": channel, "subject": "", "text": text, "context": context}])
    for kind, why in take_apart(load_model(model), row).items():
        click.echo(f"{kind} {why.label} ({why.probability:.2f}), rather than {why.against}:")
        speaking = [reason for reason in why.difference if reason.contribution > 0][:words]
        against = [reason for reason in reversed(why.difference) if reason.contribution < 0][:words]
        for title, reasons in (("for", speaking), ("against", against)):
            for reason in reasons:
                where = " in the post" if reason.where == "context" else ""
                click.echo(f"  {title:7} {reason.contribution:+.3f}  {reason.words}{where}")
