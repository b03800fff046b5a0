"""Damage whole exports of every format at random, and check that each is read, repaired or rejected.

    python scripts/fuzz_exports.py [CASES] [SEED] [FOLDER ...]        (default: 10000 cases, seed 1)

The exports are the invented ones of tests/exports/seeds.py, and the files below each FOLDER, real ones say.
No crash, no hang (each case has 5 seconds), and in every tenth case the counts of a whole import must reconcile. The
cases that fail are kept in a folder, whose name is printed; exit code 1 then.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.exports.fuzzing import check_case, mutated
from tests.exports.seeds import seeds

LARGEST = 300_000  # bytes of a real export: damage to a large one rarely meets anything that matters


def main(cases: int, seed: int, folders: list[Path]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="nulage-fuzz-"))
    whole = dict(seeds(folder / "seeds"))
    real = sorted(path for below in folders for path in below.rglob("*") if path.is_file())
    whole |= {path.name: path for path in real if path.stat().st_size <= LARGEST}
    contents = {name: path.read_bytes() for name, path in whole.items()}
    names = sorted(contents)
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    slowest = 0.0
    for number in range(cases):
        name = chance.choice(names)
        path = folder / f"{number}{whole[name].suffix}"
        path.write_bytes(mutated(contents[name], chance, list(contents.values())) or b"x")
        started = time.perf_counter()
        wrong = check_case(path, whole_import=number % 10 == 0)
        slowest = max(slowest, time.perf_counter() - started)
        tried[name] += 1
        if wrong:
            failed[name] += 1
            print(f"{path}: {wrong}")
        else:
            path.unlink()
    for name in names:
        print(f"{name:46} {tried[name]:6} cases, {failed[name]} failed")
    print(f"{cases} cases (seed {seed}), {failed.total()} failed, slowest {slowest:.2f} s")
    return int(failed.total() > 0)


if __name__ == "__main__":
    given = sys.argv[1:]
    how_many = int(given[0]) if given else 10_000
    sys.exit(main(how_many, int(given[1]) if len(given) > 1 else 1, [Path(name) for name in given[2:]]))
