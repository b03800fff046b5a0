"""Measure the anonymiser: recall per kind, false masks, time; beside Presidio and on news where asked for.

    python scripts/bench_anonymise.py [--ner FOLDER] [--with-presidio] [--with-senders] [--parts b,c]

Corpus: corpora/identifiers.jsonl, part by part, with 95 % Wilson intervals. An identifier counts as found when every letter and
digit of it is masked, by whatever token; joining words and titles inside a marked name ("Lars och Eva Berg", "Mrs Åberg") are
no identifier and do not count. A false mask is one that touches no identifier.

--ner FOLDER      recall and precision of person names on a corpus of news (klintan/swedish-ner-corpus: test_corpus.txt)
--with-senders    the same table when the sender's displayed name is known, as an import knows it (parts h and on have one)
--with-presidio   the same table for Microsoft Presidio with its Swedish recognisers, installed in a throw-away environment
                  (there is no Swedish entity model on PyPI, so its spaCy pipeline is blank: it finds no names)
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from classifier.anonymise import anonymise
from classifier.anonymise.name_tagger import load_tagger
from classifier.anonymise.number_tagger import load_number_tagger
from classifier.intervals import wilson_interval

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpora" / "identifiers.jsonl"
JOINING = frozenset("och o å & ja und og and mr mrs ms dr herr fru fröken frau".split())
Spans = list[tuple[int, int]]


@dataclass
class Score:
    """What one system reached on one part of the corpus."""

    found: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    names_found: Counter[int] = field(default_factory=Counter)
    names_marked: Counter[int] = field(default_factory=Counter)
    traps: int = 0
    kept: int = 0
    false_masks: int = 0
    words: int = 0

    def add(self, row: dict[str, Any], spans: Spans) -> None:
        """Score the masked spans of one message."""
        text = row["text"]
        masked = {at for span in spans for at in range(*span)}
        true: set[int] = set()
        for start, end, kind in row["identifiers"]:
            true.update(range(start, end))
            self.marked[kind] += 1
            found = masked.issuperset(_telling(text, start, end, kind))
            self.found[kind] += found
            if kind == "person":
                self.names_marked[row["hard"]] += 1
                self.names_found[row["hard"]] += found
        self.false_masks += sum(true.isdisjoint(range(*span)) for span in spans)
        self.words += len(text.split())
        for trap in row["traps"]:
            places = [at for at in range(len(text)) if text.startswith(trap, at)]
            free = [at for at in places if true.isdisjoint(range(at, at + len(trap)))]
            self.traps += 1
            self.kept += any(masked.isdisjoint(range(at, at + len(trap))) for at in free)

    def share(self, kind: str) -> str:
        """Recall of a kind with its interval."""
        return _share(self.found[kind], self.marked[kind])

    def share_of_names(self, hard: int) -> str:
        """Recall of names in the plain (0) or the hard (1) messages with its interval."""
        return _share(self.names_found[hard], self.names_marked[hard])

    def tail(self) -> str:
        """What was masked without need."""
        return f"{1000 * self.false_masks / self.words:.2f} false masks per 1,000 words, {self.kept} of {self.traps} traps kept"


def _share(found: int, total: int) -> str:
    if not total:
        return "-"
    low, high = wilson_interval(found, total)
    return f"{found / total:.3f} ({low:.3f}-{high:.3f})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ner", type=Path)
    options.add_argument("--with-presidio", action="store_true")
    options.add_argument("--with-senders", action="store_true")
    options.add_argument("--parts", default="")
    chosen = options.parse_args()
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    systems = {"nulage": [_masked(text, ()) for text in texts]}
    if chosen.with_senders:
        systems["with senders"] = [_masked(row["text"], _sender(row)) for row in rows]
    if chosen.with_presidio:
        systems["Presidio"] = presidio(texts)
    for part in chosen.parts.split(",") if chosen.parts else sorted({row["part"] for row in rows}):
        report(part, rows, systems)
    measure_time(texts)
    if chosen.ner:
        measure_news(chosen.ner)


def report(part: str, rows: list[dict[str, Any]], systems: dict[str, list[Spans]]) -> None:
    scores = {name: Score() for name in systems}
    for name, found in systems.items():
        for row, spans in zip(rows, found, strict=True):
            if row["part"] == part:
                scores[name].add(row, spans)
    first = next(iter(scores.values()))
    print(f"part {part}: {sum(row['part'] == part for row in rows)} messages")
    print(f"  {'kind':26} {'n':>4}  " + "  ".join(f"{name:20}" for name in scores))
    for kind, total in sorted(first.marked.items(), key=lambda item: -item[1]):
        print(f"  {kind:26} {total:4}  " + "  ".join(f"{score.share(kind):20}" for score in scores.values()))
    for hard, half in ((0, "in plain messages"), (1, "in hard messages")):
        total = first.names_marked[hard]
        shown = "  ".join(f"{score.share_of_names(hard):20}" for score in scores.values())
        print(f"  {'names ' + half:26} {total:4}  {shown}")
    for name, score in scores.items():
        print(f"  {name}: {score.tail()}")


def measure_time(texts: list[str]) -> None:
    """Time per message as a ratio to tokenising alone, the best of three rounds of each, on both our corpora.

    Both start each round with no word remembered; what is read once (lists of names, spaCy's rules) was read before.
    """
    import csv

    with (ROOT / "corpora" / "labelled.csv").open(encoding="utf-8", newline="") as stream:
        labelled = [row["text"] for row in csv.DictReader(stream)]
    for name, sample in (("identifiers.jsonl", texts), ("labelled.csv", labelled)):
        best = {"tokens": float("inf"), "masks": float("inf")}
        for _ in range(3):
            tokenise = spacy.blank("sv").tokenizer  # a new one, whose cache is empty
            best["tokens"] = min(best["tokens"], _seconds(tokenise, sample))
            load_tagger().forget()
            load_number_tagger().forget()
            best["masks"] = min(best["masks"], _seconds(anonymise, sample))
        ratio = best["masks"] / best["tokens"]
        each = 1e6 * best["masks"] / len(sample)
        print(f"time on {name}: {each:.0f} µs a message, {ratio:.1f} times spacy.blank('sv') tokenisation alone")


def measure_news(folder: Path) -> None:
    """Recall and precision of person names, token by token, on news: long sentences about public people."""
    path = folder / "test_corpus.txt"
    if not path.is_file():
        print(f"news: {path} is not here; skipped")
        return
    found = marked = masked = 0
    for words, labels in _sentences(path):
        text = " ".join(words)
        edits = [edit for edit in anonymise(text).edits if edit.kind == "person"]
        at = 0
        for word, label in zip(words, labels, strict=True):
            covered = any(edit.start < at + len(word) and edit.end > at for edit in edits)
            found += covered and label == "PER"
            marked += label == "PER"
            masked += covered
            at += len(word) + 1
    low, high = wilson_interval(found, marked)
    print(
        f"news, PER tokens: recall {found / marked:.3f} ({low:.3f}-{high:.3f}) of {marked}, precision {found / masked:.3f}"
    )


def presidio(texts: list[str]) -> list[Spans]:
    """The spans that Presidio finds, from a process in an environment made for it and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        print("installing Presidio into a throw-away environment", file=sys.stderr)
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "presidio-analyzer>=2.2,<3", "spacy>=3.8,<3.9"], check=True
        )
        script = Path(__file__).with_name("bench_presidio.py")
        done = subprocess.run([python, script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    return [[(start, end) for start, end in spans] for spans in json.loads(done.stdout)]


def _masked(text: str, known: tuple[str, ...]) -> Spans:
    return [(edit.start, edit.end) for edit in anonymise(text, known).edits]


def _sender(row: dict[str, Any]) -> tuple[str, ...]:
    """The displayed name of the sender, where the message has one; an address as an import reads it."""
    return (row["sender"],) if row.get("sender") else ()


def _telling(text: str, start: int, end: int, kind: str) -> set[int]:
    """The characters of an identifier that must be masked."""
    at = start
    telling: set[int] = set()
    for word in text[start:end].split(" "):
        if kind != "person" or word.strip(".,").casefold() not in JOINING:
            telling.update(place for place in range(at, at + len(word)) if text[place].isalnum())
        at += len(word) + 1
    return telling


def _seconds(work: Any, texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def _sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    labels: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts:
            words.append(parts[0])
            labels.append(parts[-1])
        elif words:
            yield words, labels
            words, labels = [], []


if __name__ == "__main__":
    main()
