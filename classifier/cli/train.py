"""`nulage train`."""

from pathlib import Path

import click

from classifier.cli.options import output_option


@click.command()
@click.argument("labelled", type=click.Path(path_type=Path))
@output_option("The model file (.skops); its card is written beside it (.md).")
@click.option("--taxonomy", type=click.Path(path_type=Path), help="Another taxonomy (code, sv, en).")
@click.option(
    "--base",
    type=click.Path(path_type=Path),
    help="Labelled rows to start from: a table, or a folder with labelled.csv, such as corpora.",
)
@click.option("--encoder", type=click.Path(path_type=Path), help="Folder of a sentence encoder you have downloaded.")
@click.option(
    "--vectors",
    type=click.Path(path_type=Path),
    help="With --encoder: folder to keep the texts' vectors in, so that no text is encoded twice.",
)
@click.option(
    "--review-precision",
    default=0.9,
    show_default=True,
    type=click.FloatRange(0.5, 0.999),
    help="Share of right topics to be reached by rows not marked needs_review.",
)
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to train with.")
def train(
    labelled: Path,
    output: Path,
    taxonomy: Path | None,
    base: Path | None,
    encoder: Path | None,
    vectors: Path | None,
    review_precision: float,
    jobs: int,
) -> None:
    """Train topic and level on a labelled sheet or table and tell the cross-validated quality.

    \b
    nulage train corpora/labelled.csv -o models/shipped.skops
    nulage train own.xlsx --base corpora -o models/own.skops
    """
    from classifier.errors import ModelFileError
    from classifier.labelling import read_labelled
    from classifier.model import save_model, train_model
    from classifier.model.card import card_path, write_card
    from classifier.taxonomy import load_taxonomy

    if output.suffix != ".skops":
        raise ModelFileError("a model file ends in .skops", place=output, remedy="change -o")
    scheme = load_taxonomy(taxonomy)
    if base is not None and base.is_dir():
        base = base / "labelled.csv"
    trained = train_model(
        read_labelled(labelled, scheme),
        scheme,
        base=None if base is None else read_labelled(base, scheme),
        encoder=encoder,
        vectors=vectors,
        review_precision=review_precision,
        place=labelled,
        jobs=jobs,
    )
    for warning in trained.warnings:
        click.echo(f"warning: {warning}", err=True)
    save_model(trained.model, output)
    write_card(trained.model, card_path(output))
    facts = trained.model.facts
    topic, level = (facts["quality"][name] for name in ("topic", "level"))
    click.echo(f"trained on {facts['corpus']['rows']} rows; out of fold, what belongs together held out together:")
    if base is not None:
        shares = facts["shares"]
        click.echo(
            f"  (judged on the {level['rows']} own rows; a base row weighs {shares['topic']['base']:g} for the topic,"
            f" {shares['level']['base']:g} for the level)"
        )
    click.echo(
        f"  topic accuracy {topic['accuracy']:.3f} ({topic['accuracy_low']:.3f}-{topic['accuracy_high']:.3f};"
        f" most frequent class alone {topic['baseline_accuracy']:.3f}),"
        f" among the three likeliest {topic['top3_accuracy']:.3f}, calibration error {topic['calibration_error']:.3f}"
    )
    click.echo(
        f"  level accuracy {level['accuracy']:.3f} (most frequent class alone {level['baseline_accuracy']:.3f}),"
        f" weighted kappa {level['weighted_kappa']:.3f}"
    )
    click.echo(f"wrote {output} and {card_path(output)}")
