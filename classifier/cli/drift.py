"""`nulage drift`."""

import json
from pathlib import Path

import click

from classifier.cli.options import existing_file


@click.command()
@existing_file("classified")
@click.option(
    "--reference",
    required=True,
    type=click.Path(path_type=Path),
    help="An earlier table classified by the same model, which was not trained on it.",
)
@click.option(
    "--labels", required=True, type=click.Path(path_type=Path), help="The labelled random sample of --reference."
)
@click.option(
    "--margin",
    "margin_text",
    default="±4",
    show_default=True,
    help="Margin wanted of fresh labels, in percentage points.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write all figures here too, as .json.")
def drift(classified: Path, reference: Path, labels: Path, margin_text: str, output: Path | None) -> None:
    """Is a new export still like the one that the model was checked on? How many fresh enquiries to label?

    \b
    nulage drift april.csv --reference march.csv --labels march-labels.xlsx

    Also gives the level shares of the new export without any label from it, by a prior-shift correction: they hold
    only when the kinds of enquiries have stayed the same and are marked model-dependent.
    """
    from classifier.estimate.comparison import compare_files
    from classifier.estimate.planning import parse_margin
    from classifier.files import write_text

    try:
        margin = parse_margin(margin_text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--margin") from error
    found = compare_files(classified, reference, labels, margin=margin)
    if output:
        write_text(output, json.dumps(found.document(), ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    for change in found.drift.changes:
        mark = "CHANGED" if change.matters else "as before"
        click.echo(f"{change.feature:24} {change.before:.3f} -> {change.now:.3f}  {mark}")
    click.echo(f"{'mix of levels':24} differs by {found.drift.mix_distance:.1%}")
    click.echo(_VERDICTS[found.drift.verdict].format(rows=found.drift.rows_to_label, margin=margin_text))
    for name, estimate in (("strict", found.strict), ("extended", found.extended)):
        if estimate.value is not None and estimate.low is not None and estimate.high is not None:
            click.echo(f"{name:24} {estimate.value:.1%} ({estimate.low:.1%}-{estimate.high:.1%}), {estimate.method}")
    if output:
        click.echo(f"wrote {output}")


_VERDICTS = {
    "none": "verdict: nothing has changed that the check can see",
    "shares": "verdict: other proportions, the same kinds; trust no counts; label {rows} fresh rows for {margin} of your own",
    "content": "verdict: other content; the model's figures do not hold here; label {rows} fresh rows for {margin}",
}
