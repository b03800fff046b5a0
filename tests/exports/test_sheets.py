from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.encodings import encoding_of
from classifier.exports.files import on_disk
from classifier.exports.sheets import all_rows
from tests.exports.builders import text_file, workbook


def rows(path: Path) -> list[list[str]]:
    file = on_disk(path)
    return list(all_rows(file, file.head))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_code_pages_and_separators_met_in_sweden(tmp_path: Path, encoding: str, separator: str) -> None:
    table = [["Ämne", "Brödtext", "Från"], ["Vägen", 'Är "vägen"; öppen, nu?\nÅtta rader', "Åsa"]]
    text = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    assert rows(text_file(tmp_path / "a.csv", text, encoding)) == table


def test_joined_files_of_two_code_pages_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Ämne;Från\n".encode() + b"x;y\n" * 30_000 + "Vägen;Åsa\n".encode("cp1252"))
    assert rows(path)[-1] == ["Vägen", "Åsa"]


def test_a_head_cut_within_a_letter_is_still_utf8() -> None:
    assert encoding_of(("x" * 99 + "å").encode()[:-1]) == "utf-8"


def test_a_workbook_gives_texts_and_the_first_sheet_with_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Datum", "Text"], [datetime(2026, 3, 2, 9, 14), 5.0], [46083.5, None]])
    assert rows(path) == [["Datum", "Text"], ["2026-03-02T09:14:00", "5"], ["46083.5", ""]]


def test_json_lines_give_the_keys_of_the_first(tmp_path: Path) -> None:
    text = '{"text": "hej", "from": {"name": "Anna"}}\n\n{"text": null, "extra": 1}\ntrasig\n'
    assert rows(text_file(tmp_path / "a.jsonl", text)) == [["text", "from.name"], ["hej", "Anna"], ["", ""], []]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_raise_when_looked_at(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content + b"\n")
    assert isinstance(on_disk(path).rows, list)
