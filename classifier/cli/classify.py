"""`nulage classify`."""

from pathlib import Path

import click

from classifier.cli.options import import_options, key_path, output_option


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-m", "--model", required=True, type=click.Path(path_type=Path), help="A model made by `train`.")
@output_option("The classified table: .csv, .parquet, .xlsx or .jsonl.")
@import_options
def classify(
    sources: tuple[Path, ...],
    model: Path,
    output: Path,
    config: Path | None,
    key: Path | None,
    format_name: str | None,
    max_rejected: float,
) -> int:
    """Add topic and level to an enquiry table, or to raw exports (imported first).

    \b
    nulage classify enquiries.csv -m models/shipped.skops -o classified.csv
    """
    import pandas as pd

    from classifier.account import pass_on_account
    from classifier.cli.importing import finish_import, run_import
    from classifier.model import load_model
    from classifier.model.card import model_digest
    from classifier.settings import load_settings
    from classifier.tables import TABLE_SUFFIXES, check_writable, read_table, write_table

    check_writable(output)
    loaded = load_model(model)
    code, imported = 0, None
    if len(sources) == 1 and sources[0].suffix.lower() in TABLE_SUFFIXES and format_name is None:
        frame = read_table(sources[0])
    else:
        imported, code = run_import(sources, load_settings(config), key_path(key, config), format_name, max_rejected)
        frame = imported.table
    predictions = loaded.predict(frame)
    frame = frame.drop(columns=[column for column in predictions if column in frame])
    classified = pd.concat([frame, predictions], axis=1).assign(model=model_digest(loaded))
    write_table(classified, output)
    if imported is None:
        pass_on_account(sources[0], output)
    else:
        finish_import(imported, output)
    doubtful = int((classified["needs_review"] == "true").sum())
    judged = int((classified["level"] != "").sum())
    click.echo(f"classified {judged} enquiries ({doubtful} need review); wrote {output}")
    return code
