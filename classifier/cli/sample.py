"""`nulage sample`."""

from pathlib import Path

import click

from classifier.cli.options import existing_file
from classifier.cli.summarise import taxonomy_option


@click.command()
@existing_file("enquiries")
@click.option("-n", "--size", type=click.IntRange(1), help="Enquiries to draw at random, for estimating shares.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The labelling sheet: .xlsx (or a plain table).")
@click.option(
    "--strata", default="", help="Draw from each combination of these columns: channel, source, month, department ..."
)
@click.option("--cluster", default="", help="Draw the rows of a column together, such as thread_id or sender_id.")
@click.option(
    "--train", default=0, type=click.IntRange(0), help="Rows to add for training: those the model is unsure of."
)
@click.option("--labellers", default="", help="Names, with commas: a sheet for each, the rows dealt out between them.")
@click.option(
    "--overlap", default=0, type=click.IntRange(0), help="Rows that every labeller gets, to measure agreement."
)
@click.option(
    "--keep", type=click.Path(path_type=Path), help="An earlier sheet; labels of rows drawn again are taken over."
)
@click.option("--plan", "margin", help="Only tell how many to label for a margin, such as '±4' (percentage points).")
@click.option(
    "--explained", default=0.0, type=click.FloatRange(0, 0.99), help="For --plan: R² of the classifier, to count on it."
)
@click.option(
    "--seed", default=1, show_default=True, help="The same seed draws the same rows, and more of them with a larger -n."
)
@taxonomy_option
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def sample(
    enquiries: Path,
    size: int | None,
    output: Path | None,
    strata: str,
    cluster: str,
    train: int,
    labellers: str,
    overlap: int,
    keep: Path | None,
    margin: str | None,
    explained: float,
    seed: int,
    taxonomy: Path | None,
    language: str,
) -> None:
    """Draw a random sample as a labelling sheet, or plan how large it must be.

    \b
    nulage sample classified.csv --plan ±4
    nulage sample classified.csv -n 400 --strata channel -o label.xlsx
    nulage sample classified.csv -n 400 --labellers Anna,Bo --overlap 60 -o label.xlsx
    """
    from classifier.labelling import Design, HandOut, draw_sheets, plan, read_population
    from classifier.tables import check_writable
    from classifier.taxonomy import load_taxonomy

    by = tuple(name.strip() for name in strata.split(",") if name.strip())
    design = Design(size or 0, strata=by, cluster=cluster, train=train, seed=seed)
    if margin is not None:
        planned = plan(read_population(enquiries, design), design, margin, explained=explained)
        click.echo(planned.to_string(index=False))
        return
    if size is None or output is None:
        raise click.UsageError("Give -n and -o to draw a sample, or --plan.")
    check_writable(output)
    names = tuple(name.strip() for name in labellers.split(",") if name.strip())
    hand_out = HandOut(names, overlap, keep, language)
    sheets = draw_sheets(enquiries, design, load_taxonomy(taxonomy), output, hand_out)
    for path, rows in sheets.items():
        click.echo(f"wrote {rows} rows to {path}")
    click.echo(f"seed {seed}; every enquiry could be drawn, weights are in the sheet")
