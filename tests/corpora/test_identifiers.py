"""The keyed corpus is well formed, and the anonymiser keeps what it reached on the part its author has not seen."""

import itertools
import json

from classifier.anonymise import anonymise
from scripts.bench_anonymise import Score
from tests.conftest import ROOT

ROWS = [json.loads(line) for line in (ROOT / "corpora" / "identifiers.jsonl").read_text(encoding="utf-8").splitlines()]
