"""Recall of the anonymiser per kind, on corpora/identifiers.jsonl, with 95 % Wilson intervals.

    python scripts/bench_anonymise.py

An identifier counts as found when every letter and digit of it is masked, by whatever token.
"""

import json
from collections import Counter
from pathlib import Path

from classifier.anonymise import anonymise
from classifier.intervals import wilson_interval

CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "identifiers.jsonl"


def main() -> None:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    for part in sorted({row["part"] for row in rows}):
        report(part, [row for row in rows if row["part"] == part])


def report(part: str, rows: list[dict[str, object]]) -> None:
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    kept = traps = false_masks = words = 0
    for row in rows:
        text = str(row["text"])
        edits = anonymise(text).edits
        masked = {at for edit in edits for at in range(edit.start, edit.end)}
        true: set[int] = set()
        for start, end, kind in row["identifiers"]:  # type: ignore[attr-defined]
            true.update(range(start, end))
            marked[kind] += 1
            found[kind] += all(at in masked for at in range(start, end) if text[at].isalnum())
        false_masks += sum(true.isdisjoint(range(edit.start, edit.end)) for edit in edits)
        words += len(text.split())
        for trap in row["traps"]:  # type: ignore[attr-defined]
            places = [at for at in range(len(text)) if text.startswith(trap, at)]
            free = [at for at in places if true.isdisjoint(range(at, at + len(trap)))]
            traps += 1
            kept += any(masked.isdisjoint(range(at, at + len(trap))) for at in free)
    print(f"part {part}: {len(rows)} messages")
    for kind, total in sorted(marked.items(), key=lambda item: -item[1]):
        low, high = wilson_interval(found[kind], total)
        print(f"  {kind:26} {found[kind]:4} of {total:4}  {found[kind] / total:.3f}  ({low:.3f}-{high:.3f})")
    print(f"  traps kept {kept} of {traps}; false masks per 1,000 words {1000 * false_masks / words:.2f}")


if __name__ == "__main__":
    main()
