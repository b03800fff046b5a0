"""Time and memory of `nulage summarise` and `nulage report` on many rows, against a bare pandas read and groupby.

python scripts/bench_report.py [--rows 1000000] [--labels 400]

The table is made here from the demo's texts, drawn at random. Every measurement is a process of its own: its wall time,
and the largest memory that it ever held. The ratio is (summarise + report) / (pandas.read_csv of the whole file +
groupby by channel, source, topic, level).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
_CHUNK = 100_000
_BASELINE = """
import sys, pandas as pd
frame = pd.read_csv(sys.argv[1])
print(frame.groupby(["channel", "source", "topic", "level"]).size().sum())
"""


def make_table(path: Path, rows: int, seed: int = 1) -> None:
    """A classified table of `rows` rows over two years, ten mailboxes and four pages."""
    generator = np.random.default_rng(seed)
    scenario = ROOT / "corpora" / "labelled.csv"
    texts = pd.read_csv(scenario, dtype=str, keep_default_na=False)
    sources = np.array([f"brevlada{number}" for number in range(10)] + [f"sida{number}" for number in range(4)])
    for start in range(0, rows, _CHUNK):
        size = min(_CHUNK, rows - start)
        drawn = texts.iloc[generator.integers(0, len(texts), size)].reset_index(drop=True)
        source = generator.integers(0, len(sources), size)
        facebook = source >= 10
        moment = pd.Timestamp("2024-01-01T00:00:00+01:00") + pd.to_timedelta(
            generator.integers(0, 730 * 86_400, size), unit="s"
        )
        answered = np.where(generator.random(size) < 0.6, "true", np.where(generator.random(size) < 0.9, "false", ""))
        hours = np.where(answered == "true", np.char.mod("%.4f", generator.exponential(30, size)), "")
        within = np.where(answered == "true", np.where(generator.random(size) < 0.7, "true", "false"), answered)
        right = generator.random(size) < 0.8
        other = drawn.iloc[generator.integers(0, size, size)].reset_index(drop=True)
        frame = pd.DataFrame(
            {
                "enquiry_id": [f"{number:016x}" for number in range(start, start + size)],
                "thread_id": [f"{number:016x}" for number in range(start, start + size)],
                "channel": np.where(facebook, "facebook", "email"),
                "source": sources[source],
                "department": "",
                "received_at": moment.strftime("%Y-%m-%dT%H:%M:%S+01:00"),
                "subject": drawn["subject"],
                "text": drawn["text"],
                "context": "",
                "language": "sv",
                "excluded": np.where(generator.random(size) < 0.1, "newsletter", ""),
                "answered": answered,
                "answer_hours": hours,
                "answer_working_hours": hours,
                "answered_within_1d": within,
                "answered_within_2d": within,
                "answered_by_other": "",
                "notes": "",
                "topic": np.where(right, drawn["topic"], other["topic"]),
                "level": np.where(right, drawn["level"], other["level"]),
                "topic_probability": "0.9",
                "needs_review": "false",
                "model": "bench",
                "true_topic": drawn["topic"],
                "true_level": drawn["level"],
            }
        )
        frame.to_csv(path, mode="a", header=start == 0, index=False, lineterminator="\n")


def make_labels(table: Path, path: Path, count: int) -> None:
    """`count` random enquiries with the labels that their texts have."""
    columns = ["enquiry_id", "excluded", "true_topic", "true_level"]
    frame = pd.read_csv(table, usecols=columns, dtype=str, keep_default_na=False)
    drawn = frame[frame["excluded"] == ""].sample(count, random_state=1)
    drawn = drawn.rename(columns={"true_topic": "topic", "true_level": "level"})
    drawn[["enquiry_id", "topic", "level"]].to_csv(path, index=False)


def make_account(table: Path, rows: int) -> None:
    """The account that an import leaves: with it the table is ours, and only its first rows are screened."""
    counts = {"read": rows, "enquiries": rows, "follow_ups": 0, "answers": 0, "excluded": {}, "rejected": 0}
    account = {"schema": 1, "counts": counts, "sources": [], "masked": {}, "warnings": []}
    table.with_name(f"{table.stem}.import.json").write_text(json.dumps(account), encoding="utf-8")


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and the largest memory in MB of a command."""
    code = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=ROOT, check=True)
    seconds = time.perf_counter() - started
    failed, kilobytes = run.stdout.split()
    if failed != "0":
        raise SystemExit(f"{' '.join(command)} failed: {run.stderr}")
    return seconds, int(kilobytes) / 1024


def main() -> None:
    """Measure and print one line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--labels", type=int, default=400)
    options = parser.parse_args()
    nulage = [sys.executable, "-c", "from classifier.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        table, labels = Path(folder) / "classified.csv", Path(folder) / "labels.csv"
        make_table(table, options.rows)
        make_labels(table, labels, options.labels)
        make_account(table, options.rows)
        settings = ["-c", str(ROOT / "corpora" / "demo" / "nulage.toml"), "--labels", str(labels)]
        steps = {
            "pandas read_csv + groupby": [sys.executable, "-c", _BASELINE, str(table)],
            "nulage summarise": [*nulage, "summarise", str(table), *settings, "-o", f"{folder}/s.json"],
            "nulage report": [*nulage, "report", str(table), *settings, "-o", f"{folder}/r.html"],
        }
        print(f"{options.rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB, {options.labels} labelled")
        seconds = {}
        for name, command in steps.items():
            seconds[name], memory = measure(command)
            print(f"{name:28} {seconds[name]:7.1f} s {memory:7.0f} MB")
        base, summarise, report = seconds.values()
        print(
            f"ratio summarise {summarise / base:.2f}, report {report / base:.2f}, both {(summarise + report) / base:.2f}"
        )


if __name__ == "__main__":
    main()
