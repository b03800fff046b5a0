"""Tables that a benchmark writes into a page of the documentation, between marks of its own."""

import subprocess
import sys
from pathlib import Path


def publish(page: Path, script: str, part: str, text: str) -> None:
    """Put a part between its marks in a page that others write to as well, with the command that made it."""
    begin, end = f"<!-- {script} {part} begins -->", f"<!-- {script} {part} ends -->"
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    made = f"Made by `scripts/{script} {' '.join(sys.argv[1:])}` at {commit.stdout.strip() or 'an unknown version'}."
    block = f"{begin}\n{text}\n\n{made}\n{end}\n"
    old = page.read_text(encoding="utf-8") if page.exists() else "# Figures\n\n"
    before, found, rest = old.partition(begin)
    after = rest.partition(end)[2].lstrip("\n") if found else ""
    page.parent.mkdir(exist_ok=True)
    page.write_text(before + block + ("\n" + after if after else ""), encoding="utf-8")
