import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from classifier.cli import main
from classifier.cli.drift import drift
from classifier.errors import LabelError, TableError
from classifier.estimate.comparison import compare_files
from classifier.tables import write_table
from classifier.taxonomy import LEVELS

MIX = np.array([0.2, 0.4, 0.2, 0.2])
WORDS = "väg snö bygglov altan faktura skola vatten avlopp soptunna hämtning parkering avgift blankett ansökan".split()


def classified(seed: int, mix: list[float], size: int, words: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """A classified table and its true levels: rows around their level's centre, calibrated for `MIX`."""
    generator = np.random.default_rng(seed)
    kinds = generator.choice(4, size, p=mix)
    points = 2.2 * np.eye(4)[kinds] + generator.standard_normal((size, 4))
    score = np.exp(2.2 * points) * MIX
    probabilities = score / score.sum(axis=1, keepdims=True)
    table = pd.DataFrame({f"p_{level}": probabilities[:, at] for at, level in enumerate(LEVELS)}).map("{:.4f}".format)
    table["enquiry_id"] = [f"{seed}-{row}" for row in range(size)]
    table["excluded"], table["subject"] = "", ""
    table["text"] = [" ".join(generator.choice(words, 10)) for _ in range(size)]
    return table, [LEVELS[kind] for kind in kinds]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """old.csv with labels.csv for 600 of its rows; shifted.csv: another mix; strange.csv: other words."""
    old, levels = classified(1, MIX.tolist(), 1500, WORDS)
    write_table(old, tmp_path / "old.csv")
    write_table(pd.DataFrame({"enquiry_id": old["enquiry_id"][:600], "level": levels[:600]}), tmp_path / "labels.csv")
    shifted, true = classified(2, [0.6, 0.1, 0.1, 0.2], 1500, WORDS)
    write_table(shifted.assign(true=true), tmp_path / "shifted.csv")
    strange, _ = classified(3, MIX.tolist(), 1500, [*WORDS[:8], "vindkraft", "elbrist", "beredskap", "skyddsrum"])
    write_table(strange, tmp_path / "strange.csv")
    return tmp_path


def test_other_proportions_are_corrected_for(folder: Path) -> None:
    found = compare_files(folder / "shifted.csv", folder / "old.csv", folder / "labels.csv")
    assert (found.drift.verdict, found.checked) == ("shares", 600)
    true = pd.read_csv(folder / "shifted.csv")["true"]
    asking = true[true != "N0"]
    assert found.strict.low is not None
    assert found.strict.high is not None
    assert found.strict.low <= (asking == "N1").mean() <= found.strict.high
    assert found.strict.method == "prior-shift correction, model-dependent"
    share = found.levels.set_index("label").loc["N0"]
    assert share["low"] <= (true == "N0").mean() <= share["high"]


def test_the_command_says_what_to_do(folder: Path) -> None:
    out = folder / "drift.json"
    arguments = [
        str(folder / "strange.csv"),
        "--reference",
        str(folder / "old.csv"),
        "--labels",
        str(folder / "labels.csv"),
    ]
    result = CliRunner().invoke(drift, [*arguments, "-o", str(out)])
    assert result.exit_code == 0, result.output
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["verdict"] == "content"
    assert f"label {document['rows_to_label']} fresh rows for ±4" in result.output
    assert "share of unknown words" in result.output
    assert "model-dependent" in result.output


def test_a_margin_that_is_none_is_a_usage_error(folder: Path) -> None:
    arguments = [
        str(folder / "strange.csv"),
        "--reference",
        str(folder / "old.csv"),
        "--labels",
        str(folder / "labels.csv"),
    ]
    result = CliRunner().invoke(drift, [*arguments, "--margin", "four"])
    assert result.exit_code == 2
    assert "percentage points between 0 and 50" in result.output


def test_labels_of_another_table_are_refused_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LabelError, match="fewer than 5 labelled enquiries"):
        compare_files(folder / "old.csv", folder / "strange.csv", folder / "labels.csv")
    with pytest.raises(SystemExit) as stopped:
        main(
            [
                "drift",
                str(folder / "old.csv"),
                "--reference",
                str(folder / "strange.csv"),
                "--labels",
                str(folder / "labels.csv"),
            ]
        )
    assert stopped.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_table_that_is_old_empty_or_unclassified_is_refused(folder: Path) -> None:
    with pytest.raises(TableError, match="holds no enquiry that"):
        compare_files(folder / "old.csv", folder / "old.csv", folder / "labels.csv")
    old, _ = classified(4, MIX.tolist(), 5, WORDS)
    write_table(old.assign(p_N0=""), folder / "raw.csv")
    with pytest.raises(TableError, match="run nulage classify first"):
        compare_files(folder / "raw.csv", folder / "old.csv", folder / "labels.csv")
    write_table(old.assign(excluded="bounce"), folder / "none.csv")
    with pytest.raises(TableError, match="holds no enquiries"):
        compare_files(folder / "none.csv", folder / "old.csv", folder / "labels.csv")
