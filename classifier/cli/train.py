"""`nulage train`."""

from pathlib import Path

import click

from classifier.cli.options import output_option


@click.command()
@click.argument("labelled", type=click.Path(path_type=Path))
@output_option("The model file (.skops); its card is written beside it (.md).")
@click.option("--taxonomy", type=click.Path(path_type=Path), help="Another taxonomy (code, sv, en).")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to train with.")
def train(labelled: Path, output: Path, taxonomy: Path | None, jobs: int) -> None:
    """Train topic and level on a labelled table and tell the cross-validated quality.

    \b
    nulage train corpora/labelled.csv -o models/shipped.skops
    """
    from classifier.errors import ModelFileError
    from classifier.model import save_model, train_model
    from classifier.model.card import card_path, write_card
    from classifier.tables import read_table
    from classifier.taxonomy import load_taxonomy

    if output.suffix != ".skops":
        raise ModelFileError("a model file ends in .skops", place=output, remedy="change -o")
    scheme = load_taxonomy(taxonomy)
    trained = train_model(read_table(labelled), scheme, place=labelled, jobs=jobs)
    for warning in trained.warnings:
        click.echo(f"warning: {warning}", err=True)
    save_model(trained.model, output)
    write_card(trained.model, card_path(output))
    topic, level = (trained.model.facts["quality"][name] for name in ("topic", "level"))
    click.echo(f"trained on {level['rows']} rows; out of fold, writers and near-duplicates kept together:")
    click.echo(f"  topic accuracy {topic['accuracy']:.3f} (most frequent class alone {topic['baseline_accuracy']:.3f})")
    click.echo(
        f"  level accuracy {level['accuracy']:.3f} (most frequent class alone {level['baseline_accuracy']:.3f}),"
        f" weighted kappa {level['weighted_kappa']:.3f}"
    )
    click.echo(f"wrote {output} and {card_path(output)}")
