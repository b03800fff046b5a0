from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import TableError
from classifier.tables import TABLE_SUFFIXES, read_chunks, read_table, table_writer, write_table

# What the enquiry table can hold: control characters are taken out before it is written.
CELL = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=12)


@pytest.mark.parametrize("suffix", TABLE_SUFFIXES)
def test_a_table_written_in_chunks_is_read_in_chunks(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    frame = pd.DataFrame(
        {"enquiry_id": [f"e{n}" for n in range(25)], "text": ["=1", "", "å\nä"] * 8 + ["'"]}, dtype=str
    )
    with table_writer(path) as write:
        for start in range(0, 25, 7):
            write(frame.iloc[start : start + 7])
    chunks = list(read_chunks(path, rows=10))
    assert [len(chunk) for chunk in chunks] == [10, 10, 5]
    pd.testing.assert_frame_equal(pd.concat(chunks, ignore_index=True), frame, check_dtype=False)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_a_table_with_no_rows_keeps_its_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    write_table(pd.DataFrame({"enquiry_id": [], "text": []}, dtype=str), path)
    assert list(read_table(path, columns=["text"]).columns) == ["text"]
    assert len(read_table(path)) == 0


@pytest.mark.parametrize("suffix", TABLE_SUFFIXES)
def test_only_the_wanted_columns_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    write_table(pd.DataFrame({"a": ["1"], "b": ["2"], "c": ["3"]}), path)
    assert read_table(path, required=["b"], columns=["a", "absent"]).to_dict("records") == [{"a": "1", "b": "2"}]
    with pytest.raises(TableError, match="missing column d"):
        read_table(path, required=["d"], columns=["a"])


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_any_text_survives_csv(rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    frame = pd.DataFrame(rows, columns=["one", "two"], dtype=str)
    write_table(frame, path)
    assert read_table(path).to_dict("records") == frame.to_dict("records")


def test_a_ragged_line_is_named_without_its_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\nhemligt,2,3\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 3: 3 cells where the header has 2") as error:
        read_table(path)
    assert "hemligt" not in str(error.value)


def test_a_late_new_field_in_json_lines_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": "1"}\n{"a": "2", "b": "3"}\n', encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        list(read_chunks(path, rows=1))


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), table_writer(tmp_path / "t.csv") as write:
        write(pd.DataFrame({"a": ["1"]}))
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", TABLE_SUFFIXES)
def test_categories_hold_what_the_text_held(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame({"source": ["=kontakt", "", "'x", "å"] * 5, "text": ["-1", "b", "", "d"] * 5}, dtype=str)
    write_table(frame, tmp_path / f"t{suffix}")
    chunks = list(read_chunks(tmp_path / f"t{suffix}", rows=7, categories=("source", "absent")))
    assert all(chunk["source"].dtype == "category" and chunk["text"].dtype != "category" for chunk in chunks)
    read = pd.concat([chunk.astype(str) for chunk in chunks], ignore_index=True)
    pd.testing.assert_frame_equal(read, frame, check_dtype=False)
