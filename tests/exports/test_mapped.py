import tomllib
from pathlib import Path

import pytest

from classifier.errors import ExportError
from classifier.exports import Direction, Party
from classifier.settings import Settings, load_settings
from tests.exports.builders import messages, notices, read_all, rejects, text_file, workbook

COLUMNS = {
    "text": "Ärendetext",
    "subject": "Rubrik",
    "date": "Inkom",
    "sender": "E-post",
    "id": "Ärendenr",
    "direction": "Riktning",
    "source": "Kö",
}
ROWS = [
    ["Utdrag ur ärendesystemet"],
    ["Ärendenr", "Inkom", "Rubrik", "Ärendetext", "E-post", "Riktning", "Kö"],
    ["A1", "2026-03-02 09:14", "Plogning", "När plogas det?", "Anna@example.com", "Inkommande", "Gata"],
    ["A2", "2026-03-02 10:14", "SV: Plogning", "I kväll.", "kontakt@norrsjo.example", "Utgående", "Gata"],
    ["A3", "", "", "", "", "", ""],
]
MAPPED = Settings(columns=COLUMNS)


def csv_file(path: Path) -> Path:
    return text_file(path, "\n".join(";".join(row) for row in ROWS), "cp1252")


def jsonl_file(path: Path) -> Path:
    import json

    return text_file(path, "\n".join(json.dumps(dict(zip(ROWS[1], row, strict=True))) for row in ROWS[2:]))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
def test_any_table_by_the_names_of_its_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"utdrag.{suffix}"
    {"csv": csv_file, "jsonl": jsonl_file}.get(suffix, lambda path: workbook(path, ROWS))(path)
    found = read_all(path, MAPPED)
    one, other = messages(found)
    assert (one.id, one.subject, one.body, one.source) == ("A1", "Plogning", "När plogas det?", "Gata")
    assert one.sender == Party("anna@example.com")
    assert one.sent_at is not None
    assert (one.direction, other.direction) == (Direction.INCOMING, Direction.OUTGOING)
    assert rejects(found) == ["no text"]


def test_a_table_of_unknown_columns_is_answered_with_a_line_to_paste(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as error:
        read_all(csv_file(tmp_path / "utdrag.csv"))
    line = str(error.value)
    assert "\n" not in line
    pasted = line[line.index("columns = {") :]
    assert tomllib.loads(pasted)["columns"] == COLUMNS | {"id": "Ärendenr"}
    (tmp_path / "nulage.toml").write_text(pasted, encoding="utf-8")
    assert len(messages(read_all(tmp_path / "utdrag.csv", load_settings(tmp_path / "nulage.toml")))) == 2


def test_in_a_folder_the_table_is_rejected_with_the_same_line(tmp_path: Path) -> None:
    csv_file(tmp_path / "utdrag.csv")
    (reason,) = rejects(read_all(tmp_path))
    assert "columns = {" in reason


def test_names_that_tell_nothing_leave_a_gap_to_fill(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match='text = "NAME OF THE COLUMN WITH THE TEXT"'):
        read_all(text_file(tmp_path / "a.csv", 'K1;"K""2"\nhej;du\n'))


def test_the_named_format_without_its_columns_says_so(tmp_path: Path) -> None:
    from classifier.exports import read_exports

    (found,) = read_exports([text_file(tmp_path / "a.csv", "K1;K2\nhej;du\n")], MAPPED, "table")
    assert "lacks the columns" in found.reason  # type: ignore[union-attr]


def test_without_a_date_column_times_are_said_to_be_unmeasurable(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path / "a.csv", "Fritext;X\nhej;du\n"), Settings(columns={"text": "Fritext"}))
    assert "ej mätbart" in notices(found)[0]
