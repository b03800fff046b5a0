"""axe-core over the page in headless Chromium: no violation, wide and on a phone. Needs scripts/fetch_axe."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from classifier.report import Document, write_report
from tests.conftest import ROOT

AXE = ROOT / "out" / "axe" / "package" / "axe.min.js"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
NODE = shutil.which("node")


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
@pytest.mark.skipif(not NODE, reason="node is not installed")
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: run scripts/fetch_axe")
@pytest.mark.parametrize("width", ["1280", "400"])
def test_axe_finds_no_violation(document: Document, tmp_path: Path, width: str) -> None:
    write_report(document, tmp_path / "r.html")
    command = [NODE, "scripts/axe.js", CHROMIUM, AXE, tmp_path / "r.html", width]
    run = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["passes"] > 30
    assert found["violations"] == []
