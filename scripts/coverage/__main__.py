"""Run every simulation and write its tables; see scripts/bench_coverage."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd
from joblib import Parallel, delayed

from scripts.coverage import banking77, demo, quantification, ratios, shares, waiting
from scripts.published import publish

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures.md"
PARTS = ("shares", "ratios", "quantification", "waiting", "banking77", "demo")
LEVEL = (0.93, 0.975)


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="100 repetitions (20 of the slow parts); print, write nothing.")
@click.option("--part", "parts", multiple=True, type=click.Choice(PARTS), help="Only these parts.")
@click.option(
    "--repetitions",
    default=2000,
    show_default=True,
    help="Of each share and waiting-time cell; ratios take an eighth, quantification a tenth of it.",
)
@click.option("--jobs", default=2, show_default=True, help="Processes of the share simulation.")
@click.option(
    "--banking77",
    "data",
    type=click.Path(path_type=Path),
    default=banking77.DATA,
    help="Folder with train.csv and test.csv; the part is skipped when it is absent.",
)
def main(quick: bool, parts: tuple[str, ...], repetitions: int, jobs: int, data: Path) -> None:
    full = 100 if quick else repetitions
    sections: dict[str, Callable[[], str]] = {
        "shares": lambda: _shares(full, 1 if quick else jobs),
        "ratios": lambda: _ratios(20 if quick else full // 8),
        "quantification": lambda: _quantification(20 if quick else full // 10),
        "waiting": lambda: _waiting(full),
        "banking77": lambda: _banking77(data, 20 if quick else 500),
        "demo": lambda: _demo(20 if quick else 200),
    }
    for part in parts or PARTS:
        click.echo(f"{part} ...", err=True)
        text = sections[part]()
        click.echo(text)
        if not quick:
            _write(part, text)


def _shares(repetitions: int, jobs: int) -> str:
    made = Parallel(n_jobs=jobs)(
        delayed(shares.simulate)(name, design, repetitions) for name, design in shares.designs()
    )
    table = pd.DataFrame([row for rows in made for row in rows])
    groups = ["classifier", "clustered", "stratified"]
    summary = table.groupby(groups, sort=False).agg(
        cells=("coverage", "size"),
        lowest=("coverage", "min"),
        mean=("coverage", "mean"),
        highest=("coverage", "max"),
        **{"of Wilson": ("of Wilson", "mean"), "widest": ("of Wilson", "max"), "of bound": ("of bound", "max")},
        **{"PPI++, lowest": ("PPI++", "min"), "counting, mean": ("classify and count", "mean")},
    )
    low, high = LEVEL
    above = table[table["coverage"] > high]
    verdict = (
        f"{len(table)} cells: {int(table['coverage'].between(low, high).sum())} with coverage within {low}-{high},"
        f" {int((table['coverage'] < low).sum())} below, {len(above)} above"
        + (
            f" (of these {int((above['of bound'] <= 1).sum())} narrower than the bound all the same)"
            if len(above)
            else ""
        )
        + f". Widest interval relative to Wilson's: {table['of Wilson'].max():.2f};"
        f" relative to the bound: {table['of bound'].max():.2f}."
    )
    return _section(
        "Shares",
        f"`estimate_shares`, nominal 95 %, population 5,000, {repetitions:,} repetitions a cell{_noise(repetitions)}. Six classes at once"
        " (.5, 2, 5, 20, 50 % and a rest) or two; a classifier that is right in 50 (weak), 75 (medium) or 92 % (strong) of"
        " the rows. Clustered: threads of about two rows drawn whole, three rows in five like the thread's first."
        " Stratified: as many from each of three unequal channels whose mixes differ. Cells with fewer than two expected"
        " labelled members are left out. *of Wilson*: mean width over that of Wilson on the sample alone; *of bound*: that"
        " over sqrt(1 - R²).\n\n" + verdict,
        summary.reset_index(),
        table.drop(columns="Wilson"),
    )


def _ratios(repetitions: int) -> str:
    table = pd.DataFrame(ratios.run(repetitions))
    groups = ["figure", "classifier"]
    summary = table.groupby(groups, sort=False).agg(
        lowest=("coverage", "min"),
        mean=("coverage", "mean"),
        highest=("coverage", "max"),
        withheld=("withheld", "mean"),
        **{"of Wilson": ("of Wilson", "mean")},
    )
    return _section(
        "Ratios, domains, differences, unanswered rate",
        "Resolvability with an estimated denominator (N0 one row in five), in topics (the label tells) and channels (a known"
        " column), differences, and the unanswered rate of what needs an answer. Samples of 200 and 400, clustered or not,"
        f" stratified or not; {repetitions} repetitions each{_noise(repetitions)}. *withheld*: fewer than 30 labelled rows in the"
        " denominator.",
        summary.reset_index(),
    )


def _quantification(repetitions: int) -> str:
    return _section(
        "Shares without labels from the material",
        "`quantify_shares`: six classes, a validation material of one mix and 5,000 new rows of another, drawn at random"
        f" each time; {repetitions} repetitions of six intervals each. The assumption (texts within a class are alike) holds"
        " here by construction; where it does not, neither does the interval.",
        pd.DataFrame(quantification.run(repetitions)).drop(columns=["of Wilson", "withheld"]),
    )


def _waiting(repetitions: int) -> str:
    return _section(
        "Time to answer",
        "`estimate_answer_times`: lognormal waits (median 20 hours), some never answered, exports that end 1-100 days after"
        f" the enquiry; {repetitions:,} repetitions. A quantile never reached counts as held when its interval is open"
        " upwards; *width* is of the intervals with two ends.",
        pd.DataFrame(waiting.run(repetitions)).drop(columns=["of Wilson", "withheld"]),
    )


def _banking77(folder: Path, repetitions: int) -> str:
    about = (
        f"Banking77 (Casanueva et al. 2020): our classifier trained on its training set, {repetitions} random samples of"
        f" {banking77.LABELLED} labels from its test set, every class an interval."
    )
    if not (folder / "test.csv").is_file():
        return _section("Real texts", f"{about} Skipped: {folder} holds no test.csv.")
    return _section("Real texts", about, pd.DataFrame([banking77.run(banking77.predictions(folder), repetitions)]))


def _demo(seeds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        frame = demo.classified(Path(folder))
    table = pd.DataFrame(demo.run(frame, seeds)).drop(columns="of Wilson")
    made = table["intervals"].sum()
    held = float((table["coverage"].fillna(0) * table["intervals"]).sum() / made)
    return _section(
        "The demo municipality",
        f"From exports to intervals by the commands, with {seeds} different random samples of {demo.LABELLED} labels from the"
        f" scenario's truth ({len(frame)} enquiries): {held:.1%} of {made:,} intervals hold the truth.",
        table,
    )


def _noise(repetitions: int) -> str:
    """How far a coverage of 95 % strays by chance."""
    return f" (so that a coverage of 0.950 has a standard error of {(0.95 * 0.05 / repetitions) ** 0.5:.3f})"


def _section(title: str, about: str, *tables: pd.DataFrame) -> str:
    return "\n".join([f"## {title}", "", about, "", *(_markdown(table) + "\n" for table in tables)])


def _markdown(table: pd.DataFrame) -> str:
    """A Markdown table; numbers with three decimals."""
    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in table.itertuples(index=False)]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.3f}"
    return "" if value is None else str(value)


def _write(part: str, text: str) -> None:
    publish(FIGURES, "bench_coverage", part, text)


if __name__ == "__main__":
    main()
