from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import TableError
from classifier.tables import guard_formula, read_table, unguard_formula, write_table

FRAME = pd.DataFrame(
    {
        "enquiry_id": ["a1", "a2", "a3"],
        "text": ["Hej,\n när plogas det?", '=HYPERLINK("http://example.com")', "- en punkt; en till, och 'citat'"],
        "answered": ["true", "", "false"],
    }
)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", ".jsonl"])
def test_a_table_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    write_table(FRAME, tmp_path / f"t{suffix}")
    pd.testing.assert_frame_equal(read_table(tmp_path / f"t{suffix}"), FRAME, check_dtype=False)


def test_a_formula_is_neutralised_in_csv(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "t.csv")
    assert "'=HYPERLINK" in (tmp_path / "t.csv").read_text(encoding="utf-8")


@given(st.text(max_size=30))
def test_the_formula_guard_is_undone_exactly(text: str) -> None:
    guarded = guard_formula(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard_formula(guarded) == text


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffenquiry_id;topic\r\nå1;GAT\r\n".encode())
    assert read_table(path).to_dict("records") == [{"enquiry_id": "å1", "topic": "GAT"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16"])
def test_what_a_spreadsheet_saved_in_another_code_page_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("enquiry_id;ämne\n1;Lära åka på höjden\n", encoding=encoding)
    assert read_table(path).to_dict("records") == [{"enquiry_id": "1", "ämne": "Lära åka på höjden"}]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.csv", None, "does not exist"),
        ("t.ods", b"x", "no table format has the suffix '.ods'"),
        ("t.csv", b"", "empty"),
        ("t.csv", b"a;text\n" + b"x;y\n" * 300_000 + b"\xe5;b\n", "not UTF-8"),
        ("t.xlsx", b"not a workbook", "cannot be read as xlsx"),
        ("t.parquet", b"PAR1", "cannot be read as parquet"),
        ("t.jsonl", b'{"a": 1}\n[1]\n', "line 2: not a JSON object"),
    ],
)
def test_a_bad_table_gives_one_clear_line(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableError) as error:
        read_table(path)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "t.csv")
    with pytest.raises(TableError, match="missing columns topic, level"):
        read_table(tmp_path / "t.csv", required=("text", "topic", "level"))


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(pd.DataFrame, "to_csv", broken)
    with pytest.raises(OSError, match="disk full"):
        write_table(FRAME, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["t.csv"]
