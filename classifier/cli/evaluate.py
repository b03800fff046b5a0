"""`nulage evaluate`."""

from pathlib import Path

import click


@click.command()
@click.argument("labelled", type=click.Path(path_type=Path))
@click.option("-m", "--model", required=True, type=click.Path(path_type=Path), help="A model made by `train`.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write all figures to a .json file too.")
@click.option("--taxonomy", type=click.Path(path_type=Path), help="Another taxonomy (code, sv, en).")
def evaluate(labelled: Path, model: Path, output: Path | None, taxonomy: Path | None) -> None:
    """Tell how good a model is on labelled rows that it has not seen.

    \b
    nulage evaluate label.xlsx -m models/shipped.skops -o quality.json
    """
    import json

    from classifier.errors import TableError
    from classifier.files import write_text
    from classifier.labelling import read_labelled
    from classifier.model import evaluate as judge
    from classifier.model import evaluation_text, load_model
    from classifier.taxonomy import load_taxonomy

    if output is not None and output.suffix != ".json":
        raise TableError("the figures are written as .json", place=output, remedy="change -o")
    scheme = load_taxonomy(taxonomy)
    found = judge(load_model(model), read_labelled(labelled, scheme), scheme, labelled)
    click.echo(evaluation_text(found))
    if output is not None:
        write_text(output, json.dumps({**found.facts, "warnings": found.warnings}, ensure_ascii=False, indent=1) + "\n")
        click.echo(f"wrote {output}")
