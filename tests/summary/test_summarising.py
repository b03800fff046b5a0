import json
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from classifier.errors import LabelError, TableError
from classifier.settings import Settings
from classifier.summary import summarise, write_summary
from classifier.summary.domains import pool_small
from classifier.tables import read_table
from tests.conftest import DEMO


def table(**columns: list[str]) -> pd.DataFrame:
    """A classified table of the given columns; the others get a value that suits."""
    rows = len(next(iter(columns.values())))
    defaults = {
        "enquiry_id": [f"e{row}" for row in range(rows)],
        "channel": ["email"] * rows,
        "source": ["kontakt"] * rows,
        "department": [""] * rows,
        "received_at": ["2026-03-02T09:00:00+01:00"] * rows,
        "excluded": [""] * rows,
        "answered": ["true"] * rows,
        "answer_hours": ["2.0000"] * rows,
        "answer_working_hours": ["1.0000"] * rows,
        "answered_within_1d": ["true"] * rows,
        "answered_within_2d": ["true"] * rows,
        "topic": ["GAT"] * rows,
        "level": ["N1"] * rows,
    }
    return pd.DataFrame({**defaults, **columns})


def row(frame: pd.DataFrame, **chosen: str) -> dict[str, object]:
    for column, value in chosen.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0].to_dict()


ONE_BY_ONE = Settings(small_cell=0)


def test_resolvability_has_n0_in_neither_numerator_nor_denominator() -> None:
    frame = table(level=["N0", "N1", "N1", "N2", "N3"], topic=["NONE", "GAT", "GAT", "GAT", "BYG"])
    found = row(summarise(frame, ONE_BY_ONE).tables["resolvability"], domain="all")
    assert (found["strict_count"], found["extended_count"], found["of"]) == (2, 3, 4)
    assert (found["strict_share"], found["extended_share"]) == (0.5, 0.75)
    assert found["strict_method"] == "counted predictions, no interval"
    assert pd.isna(found["strict_low"])


def test_answers_leave_the_unmeasurable_and_the_open_windows_out() -> None:
    frame = table(
        answered=["true", "false", "false", ""],
        answer_hours=["4.0000", "", "", ""],
        answer_working_hours=["4.0000", "", "", ""],
        answered_within_1d=["true", "false", "", ""],
        answered_within_2d=["true", "", "", ""],
    )
    found = row(summarise(frame, ONE_BY_ONE).tables["answers"], domain="all", scope="all")
    assert (found["unanswered"], found["measurable"], found["enquiries"]) == (2, 3, 4)
    assert found["unanswered_rate"] == pytest.approx(2 / 3)
    assert (found["within_1d"], found["within_1d_of"]) == (1, 2)
    assert (found["within_2d"], found["within_2d_of"]) == (1, 1)
    assert found["median_hours"] == 4


def test_enquiries_that_need_no_answer_are_apart() -> None:
    frame = table(level=["N0", "N1"], topic=["NONE", "GAT"], answered=["false", "true"])
    answers = summarise(frame, ONE_BY_ONE).tables["answers"]
    assert row(answers, domain="all", scope="answer_needing")["unanswered_rate"] == 0
    assert row(answers, domain="all", scope="all")["unanswered_rate"] == 0.5


def test_nothing_measurable_is_missing_and_never_zero() -> None:
    frame = table(answered=["", ""], answer_hours=["", ""], answered_within_1d=["", ""], answered_within_2d=["", ""])
    found = row(summarise(frame, ONE_BY_ONE).tables["answers"], domain="all", scope="all")
    assert found["measurable"] == 0
    assert pd.isna(found["unanswered_rate"])


def test_the_department_comes_from_the_mailbox_or_else_from_the_topic() -> None:
    from classifier.settings import TopicDepartment

    settings = Settings(small_cell=0, topic_departments=(TopicDepartment("GAT", "Tekniska"),))
    frame = table(department=["Bygg", "", ""], topic=["GAT", "GAT", "BYG"])
    volumes = summarise(frame, settings).tables["volumes"]
    counts = volumes[volumes["domain"] == "department"].set_index("value")["enquiries"].to_dict()
    assert counts == {"": 1, "Bygg": 1, "Tekniska": 1}


def test_hours_and_weekdays_are_local() -> None:
    frame = table(received_at=["2026-07-01T22:30:00+00:00", "2026-01-01T23:30:00+00:00"])
    hours = summarise(frame, ONE_BY_ONE).tables["hours"]
    assert hours.to_dict("records") == [
        {"weekday": 4, "hour": 0, "enquiries": 1},
        {"weekday": 5, "hour": 0, "enquiries": 1},
    ]


def test_small_groups_are_pooled_so_that_no_total_gives_them_away() -> None:
    frame = table(topic=["GAT"] * 10 + ["BYG"] * 6 + ["VAT"] * 2)
    pooled = pool_small(frame, 5)
    assert pooled["topic"].value_counts().to_dict() == {"GAT": 10, "OTHER": 8}


def test_every_breakdown_sums_to_the_whole(classified: pd.DataFrame, demo_settings: Settings) -> None:
    tables = summarise(classified, demo_settings).tables
    total = row(tables["volumes"], domain="all")["enquiries"]
    for domain in ("channel", "source", "department", "topic"):
        volumes = tables["volumes"]
        assert volumes.loc[volumes["domain"] == domain, "enquiries"].sum() == total
    assert tables["topic_by_channel"]["enquiries"].sum() == total
    assert tables["months"]["enquiries"].sum() == total


def test_labels_give_intervals_that_hold_the_demos_truth(classified: pd.DataFrame, demo_settings: Settings) -> None:
    labels = read_table(DEMO / "labels.csv")
    found = row(summarise(classified, demo_settings, labels=labels).tables["resolvability"], domain="all")
    levels: list[str] = []

    def walk(items: list[dict[str, object]]) -> None:
        for item in items:
            if item["by"] != "page" and str(item["text"]).strip():
                levels.append(str(item["level"]))
            walk(item.get("replies", item.get("comments", [])))  # type: ignore[arg-type]

    for path in sorted((DEMO / "scenario").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if path.stem.startswith("fb"):
            walk(rows)
        else:
            levels += [item["level"] for item in rows if "level" in item]
    asking = [level for level in levels if level != "N0"]
    assert found["strict_method"] == "post-stratified sample"
    assert found["strict_low"] <= asking.count("N1") / len(asking) <= found["strict_high"]  # type: ignore[operator]


def test_labels_that_do_not_fit_are_refused(classified: pd.DataFrame, demo_settings: Settings) -> None:
    strange = pd.DataFrame({"enquiry_id": ["zzz"], "topic": ["GAT"], "level": ["N1"]})
    with pytest.raises(LabelError, match="none of the labelled enquiries"):
        summarise(classified, demo_settings, labels=strange)
    first = classified["enquiry_id"].iloc[0]
    twice = pd.DataFrame({"enquiry_id": [first, first], "topic": ["GAT"] * 2, "level": ["N1"] * 2})
    with pytest.raises(LabelError, match="labelled twice"):
        summarise(classified, demo_settings, labels=twice)


def test_an_unclassified_or_empty_table_is_refused() -> None:
    with pytest.raises(TableError, match="run nulage classify first"):
        summarise(table(level=[""]), ONE_BY_ONE)
    with pytest.raises(TableError, match="no enquiries"):
        summarise(table(excluded=["bounce"]), ONE_BY_ONE)


def test_all_forms_hold_the_same_figures(classified: pd.DataFrame, demo_settings: Settings, tmp_path: Path) -> None:
    summary = summarise(classified, demo_settings)
    for name in ("s.json", "s.xlsx", "folder"):
        write_summary(summary, tmp_path / name)
    document = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    book = load_workbook(tmp_path / "s.xlsx")
    assert set(book.sheetnames) == {*summary.tables, "signature"}
    for name, expected in document["tables"].items():
        header, *cells = ([cell.value for cell in line] for line in book[name].iter_rows())
        csv = read_table(tmp_path / "folder" / f"{name}.csv")
        assert len(cells) == len(csv) == len(expected)
        for written, read, figures in zip(cells, csv.to_dict("records"), expected, strict=True):
            for column, value in zip(header, written, strict=True):
                if isinstance(figures[column], (int, float)):
                    assert value == pytest.approx(figures[column]), (name, column)
                    assert float(read[column]) == pytest.approx(figures[column]), (name, column)


def test_json_is_the_same_twice(classified: pd.DataFrame, demo_settings: Settings, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_summary(summarise(classified, demo_settings), tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_contacts_per_1000_inhabitants_when_their_number_is_known() -> None:
    frame = table(topic=["GAT"] * 5)
    known = row(summarise(frame, Settings(small_cell=0, inhabitants=2000)).tables["volumes"], domain="all")
    unknown = row(summarise(frame, ONE_BY_ONE).tables["volumes"], domain="all")
    assert known["per_1000"] == 2.5
    assert pd.isna(unknown["per_1000"])
