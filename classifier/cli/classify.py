"""`nulage classify`."""

from pathlib import Path

import click

from classifier.cli.options import import_options, key_path, output_option
from classifier.cli.screening import allow_option


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-m", "--model", required=True, type=click.Path(path_type=Path), help="A model made by `train`.")
@output_option("The classified table: .csv, .parquet, .xlsx or .jsonl.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to classify with.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask scheduler whose workers classify instead.")
@allow_option
@import_options
def classify(
    sources: tuple[Path, ...],
    model: Path,
    output: Path,
    jobs: int,
    scheduler: str,
    allow_personal_data: bool,
    config: Path | None,
    key: Path | None,
    format_name: str | None,
    max_rejected: float,
) -> int:
    """Add topic and level to an enquiry table, or to raw exports (imported first).

    \b
    nulage classify enquiries.csv -m models/shipped.skops -o classified.csv
    """
    from classifier.account import pass_on_account
    from classifier.cli.importing import finish_import, run_import
    from classifier.cli.progress import Progress
    from classifier.cli.screening import Screening
    from classifier.model import Workers, classify_chunks, is_enquiry_table, load_model
    from classifier.settings import load_settings
    from classifier.tables import check_writable, read_chunks, table_writer

    check_writable(output)
    loaded = load_model(model)
    code, imported, screening = 0, None, Screening(allow_personal_data)
    if len(sources) == 1 and format_name is None and is_enquiry_table(sources[0]):
        chunks = screening.frames(sources[0], read_chunks(sources[0]))
    else:
        imported, code = run_import(sources, load_settings(config), key_path(key, config), format_name, max_rejected)
        chunks = imported.chunks
    rows = doubtful = judged = 0
    with table_writer(output) as write, Progress("enquiries classified:") as progress:
        for classified in classify_chunks(loaded, chunks, Workers(jobs, scheduler)):
            write(classified)
            doubtful += int((classified["needs_review"] == "true").sum())
            judged += int((classified["level"] != "").sum())
            rows += len(classified)
            progress(rows)
    screening.tell()
    if imported is None:
        pass_on_account(sources[0], output)
    else:
        finish_import(imported, output)
    click.echo(f"classified {judged} enquiries ({doubtful} need review); wrote {output}")
    return code
