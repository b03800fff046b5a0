"""Print the quality of the classifier on writers never seen, as Markdown tables; started by scripts/bench_quality.

Rows are left out a whole batch at a time (one author group, one invented municipality), never at random; intervals
are 95 % bootstrap intervals that draw whole voices, since the texts of a voice resemble each other.
"""

from collections.abc import Callable
from pathlib import Path

import click

from scripts.published import publish
from scripts.quality.ablations import level_ablations, topic_ablations
from scripts.quality.banking77 import banking77
from scripts.quality.corpus import Corpus
from scripts.quality.curves import from_a_base, learning_curve
from scripts.quality.review import review
from scripts.quality.rivals import compare
from scripts.quality.small_samples import small_samples
from scripts.quality.unseen_topics import unseen_topics

PAGE = Path(__file__).resolve().parents[2] / "docs" / "model.md"
PARTS = ("compare", "topic", "level", "small", "curve", "base", "unseen", "review")


@click.command(help=__doc__)
@click.option("--parts", default=",".join(PARTS), show_default=True, help="Which tables.")
@click.option("--fasttext", type=click.Path(path_type=Path), help="A Python that has fastText.")
@click.option("--banking77", "data", type=click.Path(path_type=Path), help="Folder with train.csv and test.csv.")
@click.option("--jobs", default=2, show_default=True, help="Processes.")
@click.option("--write", is_flag=True, help="Write the tables into docs/model.md too.")
def main(parts: str, fasttext: Path | None, data: Path | None, jobs: int, write: bool) -> None:
    corpus = Corpus.shipped()
    tables: dict[str, Callable[[], str]] = {
        "compare": lambda: compare(corpus, fasttext, jobs),
        "topic": lambda: topic_ablations(corpus, jobs),
        "level": lambda: level_ablations(corpus, jobs),
        "small": lambda: small_samples(corpus, jobs),
        "curve": lambda: learning_curve(corpus, jobs),
        "base": lambda: from_a_base(corpus, jobs),
        "unseen": lambda: unseen_topics(corpus, jobs),
        "review": lambda: review(corpus, jobs),
    }
    chosen = [part for part in parts.split(",") if part]
    if unknown := set(chosen) - set(PARTS):
        raise click.UsageError(f"--parts knows no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if data is None:
        click.echo("banking77 is left out: name its folder with --banking77", err=True)
    else:
        tables["banking77"] = lambda: banking77(data, fasttext, jobs)
        chosen.append("banking77")
    for part in chosen:
        click.echo(f"{part} ...", err=True)
        text = tables[part]()
        click.echo(f"\n{text}")
        if write:
            publish(PAGE, "bench_quality", part, text)


if __name__ == "__main__":
    main()
