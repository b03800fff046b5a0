"""The commands as a user meets them: exit code, message, output."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from classifier.cli import main, nulage
from classifier.model import EnquiryModel, save_model
from classifier.tables import read_chunks, read_table, write_table
from tests.conftest import DEMO

DEMO_SETTINGS = ["-c", str(DEMO / "nulage.toml")]
DEMO_KEY = ["--key", str(DEMO / "demo.key")]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    assert isinstance(exit_.value.code, int)
    return exit_.value.code, captured.out, captured.err


def fails(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must fail with one line and exit code 1; return the line."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert err.startswith("nulage: ")
    return err


@pytest.fixture(scope="module")
def model_file(model: EnquiryModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "m.skops"
    save_model(model, path)
    return path


def test_the_journey(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model_file: Path, small_labelled: pd.DataFrame
) -> None:
    enquiries, classified = tmp_path / "enquiries.csv", tmp_path / "classified.parquet"
    code, out, _ = run(capsys, "import", DEMO / "exports", "-o", enquiries, *DEMO_SETTINGS, *DEMO_KEY)
    assert code == 0
    assert "read 749 = enquiries 450 + follow-ups 20 + answers 165 + excluded 114" in out
    code, out, _ = run(capsys, "classify", enquiries, "-m", model_file, "-o", classified)
    assert code == 0
    assert "classified 450 enquiries" in out
    for command, name in (
        ("summarise", "s.xlsx"),
        ("summarise", "s.json"),
        ("summarise", "tables"),
        ("report", "r.html"),
    ):
        code, _, err = run(capsys, command, classified, "-o", tmp_path / name, *DEMO_SETTINGS)
        # Of our own table the report only counts what may be left.
        left = "identifiers left in 564 rows: none\n" if command == "report" else ""
        assert (code, err) == (0, left)
        assert (tmp_path / name).exists()


def test_classify_takes_raw_exports_and_gives_the_same_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model_file: Path, classified: pd.DataFrame
) -> None:
    path = tmp_path / "c.csv"
    code, _, _ = run(capsys, "classify", DEMO / "exports", "-m", model_file, "-o", path, *DEMO_SETTINGS, *DEMO_KEY)
    assert code == 0
    found = read_table(path)
    shared = [column for column in found if column != "model"]
    pd.testing.assert_frame_equal(found[shared], classified[shared], check_dtype=False)


def test_classify_over_processes_writes_the_same_bytes(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    model_file: Path,
    small_labelled: pd.DataFrame,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_table(small_labelled, tmp_path / "e.csv")
    read = partial(read_chunks, rows=100)
    monkeypatch.setattr("classifier.tables.read_chunks", read)
    for jobs in (1, 2):
        code, out, _ = run(
            capsys, "classify", tmp_path / "e.csv", "-m", model_file, "-o", tmp_path / f"c{jobs}.csv", "--jobs", jobs
        )
        assert code == 0
        assert f"classified {len(small_labelled)} enquiries" in out
    assert (tmp_path / "c1.csv").read_bytes() == (tmp_path / "c2.csv").read_bytes()


def test_train_writes_the_model_and_its_card(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, small_labelled: pd.DataFrame
) -> None:
    write_table(small_labelled, tmp_path / "l.xlsx")
    code, out, _ = run(capsys, "train", tmp_path / "l.xlsx", "-o", tmp_path / "m.skops", "--jobs", "1")
    assert code == 0
    assert "topic accuracy 0." in out
    card = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "Weighted kappa (linear)" in card
    assert "| GAT |" in card


@pytest.mark.parametrize("command", ["import", "train", "classify", "summarise", "report"])
def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert f"nulage {command} " in out


def test_help_loads_no_heavy_library() -> None:
    check = (
        "import sys, classifier.cli;"
        "heavy = {'pandas', 'numpy', 'sklearn', 'spacy', 'scipy', 'matplotlib', 'skops', 'lxml', 'jinja2'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)
    assert done.stderr == ""
    assert set(nulage.commands) >= {"import", "train", "classify", "summarise", "report"}


def test_a_missing_export(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "the export does not exist" in fails(capsys, "import", tmp_path / "no.mbox", "-o", tmp_path / "e.csv")


def test_an_unknown_format_names_the_flag(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02")
    line = fails(capsys, "import", tmp_path / "x.bin", "-o", tmp_path / "e.csv", "--key", tmp_path / "k")
    assert "unknown export format; name it with --format: " in line
    assert {"mbox", "eml", "facebook-graph"} <= set(line.replace(",", "").split())


def test_an_empty_export(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.mbox").touch()
    assert "the export is empty" in fails(
        capsys, "import", tmp_path / "x.mbox", "-o", tmp_path / "e.csv", "--key", tmp_path / "k"
    )


def test_an_unwritable_form_is_said_before_the_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = fails(capsys, "import", DEMO / "exports", "-o", tmp_path / "e.ods")
    assert "no table format has the suffix '.ods'; use .csv, .parquet, .xlsx, .jsonl" in line


def test_a_table_without_the_columns_names_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model_file: Path
) -> None:
    (tmp_path / "t.csv").write_text("id,body\n1,hej\n", encoding="utf-8")
    line = fails(capsys, "classify", tmp_path / "t.csv", "-m", model_file, "-o", tmp_path / "c.csv")
    assert "unknown export format; Its columns are: id, body." in line
    (tmp_path / "t.csv").write_text("channel,text\nemail,hej\n", encoding="utf-8")
    line = fails(
        capsys, "classify", tmp_path / "t.csv", "-m", model_file, "-o", tmp_path / "c.csv", "--allow-personal-data"
    )
    assert "missing columns subject, context" in line


def test_labels_outside_the_taxonomy_name_their_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("channel,text,topic,level\nemail,a,GAT,N1\nemail,b,VÄG,N1\n", encoding="utf-8")
    assert "row 3: topics outside the taxonomy" in fails(
        capsys, "train", tmp_path / "l.csv", "-o", tmp_path / "m.skops"
    )


def test_a_model_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "m.skops").write_text("no model", encoding="utf-8")
    line = fails(capsys, "classify", tmp_path / "t.csv", "-m", tmp_path / "m.skops", "-o", tmp_path / "c.csv")
    assert "not a nulage model, or damaged" in line


def test_too_many_rejects_end_with_1_but_keep_the_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.mbox").write_text(
        "From a@example.com Mon Mar 02 09:00:00 2026\nFrom: a@example.com\nSubject: s\n\nHej där\n", encoding="utf-8"
    )
    (tmp_path / "in" / "b.bin").write_bytes(b"\x00")
    code, out, err = run(capsys, "import", tmp_path / "in", "-o", tmp_path / "e.csv", "--key", tmp_path / "k")
    assert code == 1
    assert "+ rejected 1" in out
    assert "b.bin: unknown export format" in err
    assert len(read_table(tmp_path / "e.csv")) == 1


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "train")[0] == 2


def test_an_unexpected_error_shows_no_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("hemligt 850312-9874")

    monkeypatch.setattr("classifier.summary.summarise_file", broken)
    line = fails(capsys, "summarise", tmp_path / "c.csv", "-o", tmp_path / "s.json")
    assert "unexpected RuntimeError" in line
    assert "850312" not in line


def test_import_explains_a_conversation_and_writes_nothing_then(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = (DEMO / "exports" / "bygglov.mbox", *DEMO_SETTINGS, *DEMO_KEY)
    run(capsys, "import", *source, "-o", tmp_path / "e.csv")
    assert (tmp_path / "e.import.json").is_file()
    rows = read_table(tmp_path / "e.csv")
    enquiry_id = rows[rows["answered"] == "true"]["enquiry_id"].iloc[0]
    before = set(tmp_path.iterdir())
    code, out, _ = run(capsys, "import", *source, "--explain", enquiry_id)
    assert code == 0
    assert f"{enquiry_id}: answered" in out
    assert "refers to a message in the conversation" in out
    assert "@" not in out
    assert set(tmp_path.iterdir()) == before
    code, _, err = run(capsys, "import", *source, "--explain", "0" * 16)
    assert code == 1
    assert "no enquiry has this id" in err
    absent = tmp_path / "absent.key"
    code, _, err = run(capsys, "import", *source[:-1], absent, "--explain", enquiry_id)
    assert code == 1
    assert "there is no key here" in err
    assert not absent.exists()
    code, _, err = run(capsys, "import", *source)
    assert code == 2
    assert "give -o FILE, --explain ENQUIRY_ID, or both" in err


def test_a_foreign_table_with_identifiers_is_refused_until_allowed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model_file: Path
) -> None:
    table, output = tmp_path / "theirs.csv", tmp_path / "out.csv"
    table.write_text(
        "enquiry_id,channel,subject,text,context\n1,email,snö,Ring mig på 070-174 06 12 om snöröjningen,\n",
        encoding="utf-8",
    )
    code, _, err = run(capsys, "classify", table, "-m", model_file, "-o", output)
    assert code == 1
    assert "personal data (identifiers left in 1 rows: phone 1)" in err
    assert not output.exists()
    code, _, err = run(capsys, "classify", table, "-m", model_file, "-o", output, "--allow-personal-data")
    assert code == 0, err
    assert "identifiers left in 1 rows: phone 1" in err
