"""`nulage report` and `nulage summarise` as a user meets them."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from classifier.cli import nulage
from classifier.tables import write_table
from tests.conftest import DEMO

SETTINGS = ["-c", str(DEMO / "nulage.toml")]
LABELS = ["--labels", str(DEMO / "labels.csv")]


@pytest.fixture(scope="module")
def table(classified: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("classified") / "spring.csv"
    write_table(classified.astype(str), path)
    return str(path)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(nulage, arguments)
    return result.exit_code, result.output + (f"{result.exception}" if result.exception else "")


def test_one_report_in_several_forms(table: str, tmp_path: Path) -> None:
    outputs = [tmp_path / f"r.{form}" for form in ("html", "docx", "xlsx", "json")]
    code, told = run("report", table, *SETTINGS, *LABELS, *(part for path in outputs for part in ("-o", str(path))))
    assert code == 0, told
    assert all(f"wrote {path}" in told and path.stat().st_size > 10_000 for path in outputs)


def test_two_tables_are_compared(table: str, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    code, told = run("report", table, table, *SETTINGS, *LABELS, *LABELS, "-o", str(path), "--language", "en")
    assert code == 0, told
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "Comparison of customer contacts"


def test_two_tables_are_compared_without_labels(table: str, tmp_path: Path) -> None:
    code, told = run("report", table, table, *SETTINGS, "-o", str(tmp_path / "c.html"))
    assert code == 0, told
    assert "Gissning: " in (tmp_path / "c.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["report", "summarise"])
def test_a_sheet_without_a_label_is_one_line(table: str, tmp_path: Path, command: str) -> None:
    labels = pd.read_csv(DEMO / "labels.csv", dtype=str).assign(topic="", level="")
    write_table(labels.fillna(""), tmp_path / "label.csv")
    code, told = run(command, table, *SETTINGS, "--labels", str(tmp_path / "label.csv"), "-o", str(tmp_path / "r.json"))
    assert code == 1
    assert "label.csv: no row carries both labels; fill in topic and level" in told


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        (["-o", "r.pdf"], 1, "cannot be written as '.pdf'; use .html, .docx, .xlsx, .json"),
        ([], 2, "Missing option '-o'"),
        (["-o", "r.html", *LABELS, *LABELS], 2, "give --labels once for each table"),
        (["-o", "r.html", "--quotes", "none.csv"], 1, "none.csv: the file does not exist"),
    ],
)
def test_what_is_wrong_is_told(table: str, more: list[str], code: int, line: str) -> None:
    found, told = run("report", table, *SETTINGS, *more)
    assert line in told
    assert (found == 2) == (code == 2)


def test_three_tables_are_too_many_and_a_comparison_quotes_nobody(table: str) -> None:
    assert "three are too many" in run("report", table, table, table, "-o", "r.html")[1]
    assert "a comparison quotes nobody" in run("report", table, table, "--quotes", table, "-o", "r.html")[1]


def test_the_summary_tells_how_each_figure_was_made(table: str, tmp_path: Path) -> None:
    code, told = run("summarise", table, *SETTINGS, *LABELS, "-o", str(tmp_path / "s.json"))
    assert (code, told.split(";")[0]) == (0, "450 enquiries summarised")
    rows = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["tables"]["resolvability"]
    strict = rows[0]["figures"]["strict"]
    assert strict["low"] < strict["value"] < strict["high"]
    assert strict["n_labelled"] > 100 and strict["n_total"] == 450
    assert strict["method"] and strict["definition"] == "strict" and len(strict["signature"]) == 12
