"""`evaluate`, `explain` and the options of `train`, as a user meets them."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from classifier.labelling import write_sheet
from classifier.model import EnquiryModel, save_model
from classifier.tables import read_table, write_table
from classifier.taxonomy import load_taxonomy
from tests.cli.test_commands import fails, run


@pytest.fixture(scope="module")
def model_file(model: EnquiryModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "m.skops"
    save_model(model, path)
    return path


@pytest.fixture
def unseen(labelled: pd.DataFrame, tmp_path: Path) -> Path:
    path = tmp_path / "unseen.csv"
    write_table(labelled.iloc[1::12], path)
    return path


def test_evaluate_tells_and_writes(
    capsys: pytest.CaptureFixture[str], unseen: Path, model_file: Path, tmp_path: Path
) -> None:
    code, out, err = run(capsys, "evaluate", unseen, "-m", model_file, "-o", tmp_path / "q.json")
    assert (code, err) == (0, "")
    assert "topic: accuracy" in out
    facts = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    assert facts["level"]["weighted_kappa"] > 0.4
    assert "end in .json" not in out


def test_evaluate_refuses_another_suffix(
    capsys: pytest.CaptureFixture[str], unseen: Path, model_file: Path, tmp_path: Path
) -> None:
    line = fails(capsys, "evaluate", unseen, "-m", model_file, "-o", tmp_path / "q.txt")
    assert "written as .json; change -o" in line


def test_explain_a_text_and_a_row(
    capsys: pytest.CaptureFixture[str], unseen: Path, model_file: Path, labelled: pd.DataFrame
) -> None:
    code, out, _ = run(capsys, "explain", "--text", "När plogas Storgatan?", "-m", model_file)
    assert code == 0
    assert out.startswith("topic GAT")
    assert "plogas" in out
    code, out, _ = run(capsys, "explain", unseen, "--id", labelled["enquiry_id"].iloc[1], "-m", model_file)
    assert code == 0
    assert "level N" in out


def test_explain_says_what_is_missing(capsys: pytest.CaptureFixture[str], unseen: Path, model_file: Path) -> None:
    assert "no row has that enquiry_id" in fails(capsys, "explain", unseen, "--id", "none", "-m", model_file)
    for arguments in ((unseen,), (), (unseen, "--text", "hej")):
        code, _, err = run(capsys, "explain", *arguments, "-m", model_file)
        assert code == 2
        assert "Usage" in err


def test_train_from_a_base_folder(capsys: pytest.CaptureFixture[str], labelled: pd.DataFrame, tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own.csv"
    base.mkdir()
    few = labelled[labelled["topic"].isin(["GAT", "KUL", "NONE"])]
    write_table(few.iloc[::3], base / "labelled.csv")
    write_table(few.iloc[1::6], own)
    code, out, err = run(capsys, "train", own, "--base", base, "-o", tmp_path / "m.skops", "--jobs", "1")
    assert code == 0
    assert err.startswith("warning: topic ALD (0), ARB (0)")
    assert f"judged on the {len(few.iloc[1::6])} own rows; a base row weighs" in out
    card = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "All quality is that on own rows" in card
    assert "Reliability" in card


def test_train_without_the_encoders_folder(capsys: pytest.CaptureFixture[str], unseen: Path, tmp_path: Path) -> None:
    line = fails(capsys, "train", unseen, "--encoder", tmp_path / "none", "-o", tmp_path / "m.skops")
    assert "the folder of the sentence encoder does not exist" in line


def test_train_on_a_labelling_sheet_and_classify_its_rows_honestly(
    capsys: pytest.CaptureFixture[str], labelled: pd.DataFrame, tmp_path: Path
) -> None:
    rows = labelled[labelled["topic"].isin(["GAT", "KUL", "NONE"])].iloc[::4].reset_index(drop=True)
    rows["purpose"] = ["train", *["estimate"] * (len(rows) - 1)]
    write_table(rows, tmp_path / "enquiries.csv")
    rows["topic"] = rows["topic"].replace("GAT", "GAT Gator och trafik").replace("KUL", "kul")
    rows.loc[0, ["topic", "level"]] = "GAT", ""
    rows.loc[1, ["topic", "level"]] = "", "NX"
    rows.loc[2, ["topic", "level"]] = ""
    sheet, model = tmp_path / "label.xlsx", tmp_path / "m.skops"
    write_sheet(rows, sheet, load_taxonomy())
    code, out, err = run(capsys, "train", sheet, "-o", model, "--jobs", "1")
    assert code == 0
    assert f"trained on {len(rows) - 3} rows" in out
    assert "rows with one label of two: 1, left out" in err
    assert "rows that cannot be judged (NX): 1, left out" in err
    assert f"{len(rows) - 3} were drawn at random for estimates" in (tmp_path / "m.md").read_text(encoding="utf-8")
    code, _, _ = run(capsys, "classify", tmp_path / "enquiries.csv", "-m", model, "-o", tmp_path / "c.csv")
    assert code == 0
    found = read_table(tmp_path / "c.csv").iloc[3:]
    right = (found["level"].to_numpy() == rows["level"].iloc[3:].to_numpy()).mean()
    card = (tmp_path / "m.md").read_text(encoding="utf-8").split("## Level")[1]
    assert right == pytest.approx(float(card.split("| Accuracy | ")[1][:5]), abs=6e-4)


def test_wrong_labels_in_a_sheet_are_named_by_cell(
    capsys: pytest.CaptureFixture[str], labelled: pd.DataFrame, tmp_path: Path
) -> None:
    rows = labelled.head(5).reset_index(drop=True)
    rows.loc[2, "topic"] = "VÄG"
    write_sheet(rows, tmp_path / "label.xlsx", load_taxonomy())
    line = fails(capsys, "train", tmp_path / "label.xlsx", "-o", tmp_path / "m.skops")
    assert re.search(r"wrong labels in G\d+", line)
