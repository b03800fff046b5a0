import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from classifier.errors import LabelError, TableError
from classifier.labelling import SHEET_COLUMNS, read_labels, write_sheet
from classifier.tables import write_table
from classifier.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


def rows(count: int = 6) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "enquiry_id": [f"00e{n}" for n in range(count)],
            "channel": "email",
            "source": "kontakt",
            "context": "",
            "subject": "=1+1",
            "text": ["Hej,\nnär plogas det? åäö"] * count,
            "stratum": "all",
            "weight": "12.5",
            "purpose": "estimate",
        }
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_sheet(rows(), tmp_path / "label.xlsx", TAXONOMY)
    return tmp_path / "label.xlsx"


def fill(path: Path, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)


def test_a_fresh_sheet_reads_as_blank_rows_with_nothing_lost(path: Path) -> None:
    found = read_labels(path, TAXONOMY)
    assert found["status"].tolist() == ["blank"] * 6
    expected = rows().reindex(columns=list(SHEET_COLUMNS), fill_value="").assign(uncertain="0")
    pd.testing.assert_frame_equal(found[list(SHEET_COLUMNS)], expected, check_dtype=False)


def test_the_sheet_helps_the_labeller(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert book.sheetnames == ["Etiketter", "Anvisning", "Koder"]
    assert sheet.freeze_panes == "G2"
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["G2"].protection.locked
    assert sheet["F2"].alignment.wrap_text
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists["G2"] == "'Koder'!$A$2:$A$21"
    assert [cell.value.split()[0] for cell in book["Koder"]["A"][1:]] == [*TAXONOMY.codes, "NONE"]


def test_labels_are_read_as_people_write_them(path: Path) -> None:
    fill(
        path,
        G2="BYG Bygga, bo och planera",
        H2="N1 Direktsvar",
        G3="gat",
        H3="n2",
        J3="x",
        H4="N0",
        G5="KUL",
        H6="NX",
        G7="NONE",
    )
    found = read_labels(path, TAXONOMY)
    assert found["topic"].tolist() == ["BYG", "GAT", "NONE", "", "", "NONE"]
    assert found["level"].tolist() == ["N1", "N2", "N0", "", "", "N0"]
    assert found["status"].tolist() == ["labelled", "labelled", "labelled", "half", "unreadable", "labelled"]
    assert found["uncertain"].tolist() == ["0", "1", "0", "0", "0", "0"]


def test_every_wrong_cell_is_named_with_the_nearest_code_and_no_text(path: Path) -> None:
    fill(path, G2="BYGG", H3="4", I4="Anna Berg bor här", G5="NONE", H5="N2", M6="många")
    with pytest.raises(LabelError) as error:
        read_labels(path, TAXONOMY)
    message = str(error.value)
    assert "G2 (nearest: BYG), H3" in message
    assert all(cell in message for cell in ("I4", "G5 (NONE goes with N0", "M6 (no weight)"))
    assert "Anna" not in message


def test_a_sheet_survives_what_people_do_to_it(path: Path) -> None:
    fill(path, G2="BYG", H2="N1", G3="GAT", H3="N2")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_cols(3)
    sheet["C1"] = "min anteckning"
    sheet.insert_rows(1, amount=2)
    sheet["A1"] = "Etiketterat av Anna"
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number, row in enumerate(reversed([*values, [None] * len(values[0])])):
        for column, value in enumerate(row, start=1):
            sheet.cell(number + 4, column).value = value
    book.save(path)
    found = read_labels(path, TAXONOMY).set_index("enquiry_id")
    assert len(found) == 6
    assert found.loc["00e0", ["topic", "level", "text", "weight"]].tolist() == [
        "BYG",
        "N1",
        "Hej,\nnär plogas det? åäö",
        "12.5",
    ]
    assert "min anteckning" in found


def test_a_row_twice_and_a_foreign_file_are_refused(path: Path, tmp_path: Path) -> None:
    fill(path, A3="00e0")
    with pytest.raises(LabelError, match=r"A3 \(the enquiry stands there twice\)"):
        read_labels(path, TAXONOMY)
    write_table(pd.DataFrame({"a": ["1"]}), tmp_path / "other.xlsx")
    with pytest.raises(TableError, match="no sheet has the column enquiry_id"):
        read_labels(tmp_path / "other.xlsx", TAXONOMY)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_plain_table_names_its_rows(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"label{suffix}"
    write_table(pd.DataFrame({"enquiry_id": ["a", "b"], "topic": ["GAT", "XXX"], "level": ["N1", "N1"]}), path)
    with pytest.raises(LabelError, match="row 3 topic"):
        read_labels(path, TAXONOMY)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_edited_in_libreoffice_loses_nothing(path: Path, tmp_path: Path) -> None:
    fill(path, G2="BYG Bygga, bo och planera", H2="N1 Direktsvar", J2="1", H4="N0")
    before = read_labels(path, TAXONOMY)
    for suffix, folder in (("ods", tmp_path / "there"), ("xlsx", tmp_path / "back")):
        source = path if suffix == "ods" else tmp_path / "there" / "label.ods"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    pd.testing.assert_frame_equal(read_labels(tmp_path / "back" / "label.xlsx", TAXONOMY), before)
    lists = openpyxl.load_workbook(tmp_path / "back" / "label.xlsx").worksheets[0].data_validations.dataValidation
    assert any(rule.type == "list" for rule in lists)
