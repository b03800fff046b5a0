"""The demo exports are what the scenario renders to, byte for byte."""

import filecmp
import subprocess
import sys
from pathlib import Path

from tests.conftest import DEMO, ROOT


def test_the_committed_demo_is_reproduced(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_demo.py", tmp_path], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) >= 10
    match, mismatch, errors = filecmp.cmpfiles(DEMO, tmp_path, [str(path) for path in made], shallow=False)
    assert (mismatch, errors) == ([], [])
    assert len(match) == len(made)
