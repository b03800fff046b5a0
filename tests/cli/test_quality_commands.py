"""`evaluate`, `explain` and the options of `train`, as a user meets them."""

import json
from pathlib import Path

import pandas as pd
import pytest

from classifier.model import EnquiryModel, save_model
from classifier.tables import write_table
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
    assert (code, err) == (0, "")
    assert f"judged on the {len(few.iloc[1::6])} own rows; a base row weighs" in out
    card = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "All quality is that on own rows" in card
    assert "Reliability" in card


def test_train_without_the_encoders_folder(capsys: pytest.CaptureFixture[str], unseen: Path, tmp_path: Path) -> None:
    line = fails(capsys, "train", unseen, "--encoder", tmp_path / "none", "-o", tmp_path / "m.skops")
    assert "the folder of the sentence encoder does not exist" in line
