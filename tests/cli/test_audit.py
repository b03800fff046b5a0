"""`nulage audit`, `import --edits`, and a search of all that an import writes."""

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.cli import main
from classifier.model import EnquiryModel, save_model
from tests.conftest import DEMO


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    output = capsys.readouterr()
    return int(stop.value.code or 0), output.out + output.err


def test_hits_are_told_by_kind_and_row_and_exit_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,fritext\n1,Hej\n2,Mitt nummer är 850312-9874\n", encoding="utf-8")
    code, told = run(["audit", str(table), "--review"], capsys)
    assert code == 1
    assert "personal_identity_number: 1 in 1 rows (3)" in told
    assert "row 3 (risk 10): 2 | Mitt nummer är [PERSONNUMMER]" in told
    assert "9874" not in told


def test_a_clean_table_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text\nNär öppnar badet?\n", encoding="utf-8")
    assert run(["audit", str(table)], capsys) == (0, "identifiers left in 1 rows: none\n")


def test_nothing_that_the_commands_write_or_say_holds_a_raw_identifier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], model: EnquiryModel
) -> None:
    temporary, output = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    output.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(tmp_path)
    options = ["-c", str(DEMO / "nulage.toml"), "--key", str(DEMO / "demo.key")]
    written = ["-o", str(output / "e.csv"), "--edits", str(output / "edits.csv")]
    code, told = run(["import", str(DEMO / "exports"), *options, *written], capsys)
    assert code == 0
    audited, found = run(["audit", str(output / "e.csv"), "--review"], capsys)
    assert audited == 0
    save_model(model, output / "m.skops")
    classified, forms = str(output / "c.csv"), ("html", "docx", "xlsx", "json")
    later = [
        ["classify", str(output / "e.csv"), "-m", str(output / "m.skops"), "-o", classified],
        ["sample", classified, "-n", "40", "-o", str(output / "sheet.xlsx")],
        ["explain", "--text", "Ring Greta Nyman på 070-174 06 12", "-m", str(output / "m.skops")],
        ["summarise", classified, "-o", str(output / "s.xlsx")],
        ["report", classified, *(word for form in forms for word in ("-o", str(output / f"r.{form}")))],
    ]
    said = [run(arguments, capsys) for arguments in later]
    assert [code for code, _ in said] == [0] * len(later), said
    # What goes wrong is told without quoting: a damaged export, a table that is none, an output that cannot be.
    broken = tmp_path / "broken.mbox"
    broken.write_bytes(b"From x\n\nRing 070-174 06 12\n" + (DEMO / "exports" / "skola.mbox").read_bytes()[5000:9000])
    failures = [
        run(["import", str(broken), *options, "-o", str(output / "b.csv")], capsys)[1],
        run(["audit", str(DEMO / "exports" / "skola.mbox")], capsys)[1],
        run(["import", str(DEMO / "exports"), *options, "-o", str(output / "none" / "e.csv")], capsys)[1],
    ]
    files = [path for folder in (temporary, output) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    told_later = [words for _, words in said]
    everything = "\n".join([told, found, *told_later, *failures, *(part for path in files for part in contents(path))])
    secrets = raw_identifiers() | {"Greta", "Nyman", "174 06 12"}
    assert len(secrets) > 100
    assert [secret for secret in secrets if secret in everything] == []


def contents(path: Path) -> Iterator[str]:
    """The texts of a file; of a workbook, a document and a model those of its parts."""
    if not zipfile.is_zipfile(path):
        yield path.read_text(encoding="utf-8")
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield re.sub("<[^>]+>", "", archive.read(name).decode("utf-8", "replace"))


# Senders of newsletters; an organisation is no person.
ORGANISATION = re.compile(r"&|Idag|\bAB\b")


def raw_identifiers() -> set[str]:
    """Citizens' full names, addresses, personal numbers and mobile numbers in the demo's mailboxes, by their looks."""
    found: set[str] = set()
    for path in (DEMO / "exports").glob("*.mbox"):
        text = path.read_text(encoding="utf-8", errors="replace")
        found.update(re.findall(r"\b\d{6}-\d{4}\b|\b07[02369]-?\d{3} ?\d{2} ?\d{2}\b", text))
        for name, address in re.findall(r"^From: \"?([^\"<\n=]+?)\"? <([^>\n]+)>", text, re.MULTILINE):
            if not address.endswith("norrsjo.example") and " " in name and not ORGANISATION.search(name):
                found.update((name, address))
    return {secret for secret in found if not re.match(r"\d\d[2-9]", secret)}
