"""Sample, label, agreement as a user meets them."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from classifier.labelling import read_labels
from classifier.tables import write_table
from classifier.taxonomy import load_taxonomy
from tests.cli.test_commands import fails, run

TAXONOMY = load_taxonomy()


@pytest.fixture(scope="module")
def enquiries(classified: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "classified.csv"
    write_table(classified, path)
    return path


def label_all(path: Path, topic: str = "GAT", level: str = "N2") -> None:
    book = openpyxl.load_workbook(path)
    for row in range(2, book.worksheets[0].max_row + 1):
        book.worksheets[0].cell(row, 7).value = topic
        book.worksheets[0].cell(row, 8).value = level
    book.save(path)


def test_a_sample_is_drawn_into_a_sheet(capsys: pytest.CaptureFixture[str], tmp_path: Path, enquiries: Path) -> None:
    path = tmp_path / "label.xlsx"
    code, out, err = run(capsys, "sample", enquiries, "-n", 40, "--strata", "channel", "--train", 10, "-o", path)
    assert (code, err) == (0, "")
    assert "wrote 50 rows" in out
    rows = read_labels(path, TAXONOMY)
    assert rows["purpose"].value_counts().to_dict() == {"estimate": 40, "train": 10}
    assert rows["weight"][rows["purpose"] == "estimate"].astype(float).sum() == pytest.approx(450, rel=1e-4)
    assert (rows["text"] != "").all()
    label_all(path)
    code, _, _ = run(
        capsys, "sample", enquiries, "-n", 60, "--strata", "channel", "--keep", path, "-o", tmp_path / "more.xlsx"
    )
    assert code == 0
    assert 30 <= (read_labels(tmp_path / "more.xlsx", TAXONOMY)["status"] == "labelled").sum() <= 50


def test_a_plan_tells_how_many_to_label(capsys: pytest.CaptureFixture[str], enquiries: Path) -> None:
    code, out, _ = run(capsys, "sample", enquiries, "--plan", "±6", "--strata", "channel")
    assert code == 0
    assert out.splitlines()[0].split() == ["stratum", "enquiries", "for_the_whole", "for_itself"]
    assert "all together" in out
    assert "percentage points" in fails(capsys, "sample", enquiries, "--plan", "many")


def test_two_labellers_settle_and_merge(capsys: pytest.CaptureFixture[str], tmp_path: Path, enquiries: Path) -> None:
    out = tmp_path / "label.xlsx"
    run(capsys, "sample", enquiries, "-n", 20, "--labellers", "Anna, Bo", "--overlap", 8, "-o", out)
    anna, bo = tmp_path / "label-Anna.xlsx", tmp_path / "label-Bo.xlsx"
    assert [len(read_labels(path, TAXONOMY)) for path in (anna, bo)] == [14, 14]
    label_all(anna)
    label_all(bo)
    book = openpyxl.load_workbook(bo)
    book.worksheets[0]["H2"] = "N3"
    book.save(bo)
    code, text, _ = run(capsys, "agreement", anna, bo, "-o", tmp_path / "settle.xlsx")
    assert code == 0
    assert "topic: same in 8 of 8" in text
    assert "level: same in 7 of 8" in text
    assert "1 rows to settle" in text
    opinions = read_labels(tmp_path / "settle.xlsx", TAXONOMY)[["level_1", "level_2"]]
    assert opinions.to_numpy().tolist() == [["N2", "N3"]]
    label_all(tmp_path / "settle.xlsx", level="N3")
    code, text, _ = run(
        capsys, "agreement", anna, bo, "--settled", tmp_path / "settle.xlsx", "--merge", tmp_path / "gold.xlsx"
    )
    assert code == 0
    assert "20 of 20 rows labelled" in text
    gold = read_labels(tmp_path / "gold.xlsx", TAXONOMY)
    assert gold["level"].value_counts().to_dict() == {"N2": 19, "N3": 1}


def test_what_is_missing_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path, enquiries: Path) -> None:
    code, _, err = run(capsys, "sample", enquiries)
    assert (code, "Give -n and -o" in err) == (2, True)
    assert "missing column nosuch" in fails(
        capsys, "sample", enquiries, "-n", 9, "--cluster", "nosuch", "-o", tmp_path / "l.xlsx"
    )
    assert "needs two labellers" in fails(
        capsys, "sample", enquiries, "-n", 9, "--overlap", 3, "-o", tmp_path / "l.xlsx"
    )
    assert "does not exist" in fails(capsys, "label", tmp_path / "none.xlsx")
