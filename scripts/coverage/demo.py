"""The demo municipality from exports to intervals: do they hold its truth, over many samples of labels?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from click.testing import CliRunner

from classifier.cli import nulage
from classifier.estimate import estimate_by_domain, estimate_rate, estimate_ratio, estimate_shares
from classifier.tables import read_table
from scripts.coverage.tally import Trial, tally
from scripts.make_demo import true_labels

ROOT = Path(__file__).resolve().parents[2]
LABELLED = 200
ASKING = ("N1", "N2", "N3")


def classified(folder: Path) -> pd.DataFrame:
    """The demo's enquiries with predictions and, beside them, the scenario's `true_topic` and `true_level`."""
    demo = ROOT / "corpora" / "demo"
    settings = ("-c", str(demo / "nulage.toml"))
    enquiries, model, out = (str(folder / name) for name in ("enquiries.csv", "model.skops", "classified.csv"))
    _nulage("import", str(demo / "exports"), *settings, "--key", str(demo / "demo.key"), "-o", enquiries)
    _nulage("train", str(ROOT / "corpora" / "labelled.csv"), "-o", model)
    _nulage("classify", enquiries, "-m", model, "-o", out)
    table = read_table(Path(out))
    truth = pd.DataFrame(
        [(identifier, item["topic"], item["level"]) for identifier, item in true_labels()],
        columns=["enquiry_id", "true_topic", "true_level"],
    )
    return table[table["excluded"] == ""].merge(truth, on="enquiry_id").reset_index(drop=True)


def _nulage(*arguments: str) -> None:
    result = CliRunner().invoke(nulage, list(arguments))
    if result.exit_code:
        raise SystemExit(f"nulage {' '.join(arguments)}: {result.output} {result.exception}")


def run(frame: pd.DataFrame, seeds: int) -> Iterator[dict[str, object]]:
    """Every figure of the report that rests on labels, over samples of 200."""
    yield from tally({}, lambda generator: _trials(frame, generator), seeds, 200)


def _trials(frame: pd.DataFrame, generator: np.random.Generator) -> Iterator[Trial]:
    drawn = np.zeros(len(frame), dtype=bool)
    drawn[generator.choice(len(frame), LABELLED, replace=False)] = True

    def labels(column: str) -> list[str | None]:
        return [value if chosen else None for value, chosen in zip(frame[column], drawn, strict=True)]

    for name in ("topic", "level"):
        truth = frame[f"true_{name}"].value_counts(normalize=True)
        for row in estimate_shares(frame[name], labels(f"true_{name}")).itertuples():
            yield Trial(f"share of each {name}", float(truth.get(row.label, 0.0)), row.low, row.high)
    asking = frame["true_level"].isin(ASKING)
    joint = (frame["topic"] + "|" + frame["level"]).tolist()
    frame = frame.assign(true_joint=frame["true_topic"] + "|" + frame["true_level"])
    for measure, levels in (("strict", ASKING[:1]), ("extended", ASKING[:2])):
        hit = frame["true_level"].isin(levels)
        found = estimate_ratio(frame["level"], labels("true_level"), levels, ASKING)
        yield Trial.of(measure, hit.sum() / asking.sum(), found)
        channels = estimate_by_domain(frame["level"], labels("true_level"), frame["channel"], levels, ASKING)
        for channel, found in channels.items():
            here = frame["channel"] == channel
            yield Trial.of(f"{measure}, each channel", (hit & here).sum() / (asking & here).sum(), found)
        for topic in sorted(set(frame["true_topic"]) - {"NONE"}):
            here = frame["true_topic"] == topic
            found = estimate_ratio(
                joint,
                labels("true_joint"),
                {f"{topic}|{level}" for level in levels},
                {f"{topic}|{level}" for level in ASKING},
            )
            yield Trial.of(f"{measure}, each topic", (hit & here).sum() / (asking & here).sum(), found)
    unanswered = frame["answered"].map({"true": False, "false": True}).astype(object)
    known = unanswered.notna()
    truth = (unanswered[known & asking] == True).mean()  # noqa: E712
    found = estimate_rate(frame["level"], labels("true_level"), unanswered.where(known, None), ASKING)
    yield Trial.of("unanswered of those that need an answer", float(truth), found)
