import json
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from classifier.errors import LabelError, TableError
from classifier.settings import Settings, TopicDepartment
from classifier.summary import Figure, Summary, summarise, summarise_file, write_summary
from classifier.summary.figure import SMALL_BASE
from classifier.summary.labels import Sheet, load_labels
from classifier.tables import read_table, write_table
from classifier.taxonomy import load_taxonomy
from tests.conftest import DEMO
from tests.summary.builders import repeated, table

OPEN = Settings(small_cell=0)


def figures(summary: Summary, name: str, *keys: str) -> dict[str, Figure]:
    found = summary.tables[name].find(*keys)
    assert found is not None, keys
    return dict(found)


def test_resolvability_has_n0_in_neither_numerator_nor_denominator() -> None:
    frame = repeated(20, level=["N0", "N1", "N1", "N2", "N3"], topic=["NONE", "GAT", "GAT", "GAT", "BYG"])
    found = figures(summarise(frame, OPEN), "resolvability", "all", "", "")
    assert (found["strict"].numerator, found["strict"].denominator) == (40, 80)
    assert (found["strict"].value, found["extended"].value) == (0.5, 0.75)
    assert found["strict"].method == "counted predictions"
    assert found["strict"].low is None


def test_answers_leave_the_unmeasurable_and_the_open_windows_out() -> None:
    frame = repeated(
        20,
        answered=["true", "false", "false", ""],
        answer_hours=["4.0000", "", "", ""],
        answer_working_hours=["4.0000", "", "", ""],
        answered_within_1d=["true", "false", "", ""],
        answered_within_2d=["true", "", "", ""],
    )
    found = figures(summarise(frame, OPEN), "answers", "all", "", "")
    assert (found["unanswered"].numerator, found["unanswered"].denominator) == (40, 60)
    assert (found["within_1d"].numerator, found["within_1d"].denominator) == (20, 40)
    assert (found["within_2d"].numerator, found["within_2d"].denominator) == (20, 20)
    assert found["measurable"].value == 60
    assert found["median_answered_hours"].value == 4


def test_enquiries_that_need_no_answer_are_apart() -> None:
    frame = repeated(40, level=["N0", "N1"], topic=["NONE", "GAT"], answered=["false", "true"])
    found = figures(summarise(frame, OPEN), "answers", "all", "", "")
    assert found["unanswered"].value == 0
    assert found["unanswered_all"].value == 0.5


def test_nothing_measurable_is_missing_and_never_zero() -> None:
    empty = ["", ""]
    frame = repeated(40, answered=empty, answer_hours=empty, answered_within_1d=empty, answered_within_2d=empty)
    found = figures(summarise(frame, OPEN), "answers", "all", "", "")
    assert found["measurable"].value == 0
    assert {found[name].missing for name in ("unanswered", "within_1d", "unanswered_all", "median_hours")} == {
        "unmeasurable"
    }


def test_the_unanswered_are_followed_to_the_end_of_their_source() -> None:
    """One in three answered at once, two never: the median of all is never reached, that of the answered is."""
    frame = repeated(
        30,
        answered=["true", "false", "false", "false"],
        answer_hours=["1.0000", "", "", ""],
        answer_working_hours=["1.0000", "", "", ""],
        received_at=["2026-03-02T09:00:00+01:00"] * 3 + ["2026-03-20T09:00:00+01:00"],
    )
    found = figures(summarise(frame, OPEN), "answers", "all", "", "")
    assert (found["median_hours"].value, found["median_hours"].missing) == (None, "not_reached")
    assert found["median_answered_hours"].value == 1


def test_the_department_comes_from_the_mailbox_or_else_from_the_topic_of_the_day() -> None:
    from datetime import date

    rules = (
        TopicDepartment("GAT", "Gamla", valid_to=date(2026, 2, 28)),
        TopicDepartment("GAT", "Tekniska", valid_from=date(2026, 3, 1)),
    )
    frame = table(
        department=["Bygg", "", "", ""],
        topic=["GAT", "GAT", "BYG", "GAT"],
        received_at=["2026-03-02T09:00:00+01:00"] * 3 + ["2026-02-02T09:00:00+01:00"],
    )
    rows = summarise(frame, Settings(small_cell=0, topic_departments=rules)).tables["contacts_by_department"].rows
    assert {row.keys[0]: row.figures[0].value for row in rows} == {"": 1, "Bygg": 1, "Tekniska": 1, "Gamla": 1}


def test_hours_and_weekdays_are_local() -> None:
    frame = table(received_at=["2026-07-01T22:30:00+00:00", "2026-01-01T23:30:00+00:00"])
    rows = summarise(frame, OPEN).tables["weekday_by_hour"].rows
    assert {row.keys for row in rows if row.figures[0].value} == {("4", "00-01"), ("5", "00-01")}


def test_rows_keep_their_dates_when_others_are_left_out_or_undated(tmp_path: Path) -> None:
    """Whichever reader reads them: Arrow's from a file, pandas' when a date is none."""
    frame = table(
        excluded=["bounce", "", "", ""],
        received_at=["2025-01-01T09:00:00+01:00", "2026-03-02T09:00:00+01:00", "2026-03-10T09:00:00+01:00", ""],
    )
    for odd in ("", "in March"):
        frame.loc[3, "received_at"] = odd
        write_table(frame, tmp_path / "c.csv")
        for summary in (summarise(frame, OPEN), summarise_file(tmp_path / "c.csv", OPEN)):
            rows = summary.tables["contacts_over_time"].rows
            assert {row.keys[0]: row.figures[0].value for row in rows} == {"2026-W10": 1, "2026-W11": 1}
            assert (summary.signature["first"], summary.signature["last"]) == ("2026-03-02", "2026-03-10")


def test_a_long_period_is_told_by_month() -> None:
    days = pd.date_range("2025-01-01", "2026-12-31", freq="D").strftime("%Y-%m-%dT09:00:00+01:00").tolist()
    long = summarise(table(received_at=days), OPEN).tables["contacts_over_time"]
    short = summarise(table(received_at=days[:14]), OPEN).tables["contacts_over_time"]
    assert (long.keys[0], len(long.rows)) == ("month", 24)
    assert (short.keys[0], [row.keys[0] for row in short.rows]) == ("week", ["2025-W01", "2025-W02", "2025-W03"])


def test_labels_give_intervals_that_hold_the_demos_truth(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame
) -> None:
    found = figures(summarise(classified, demo_settings, labels=demo_labels), "resolvability", "all", "", "")
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
    strict = found["strict"]
    assert strict.low is not None and strict.high is not None
    assert strict.low <= asking.count("N1") / len(asking) <= strict.high
    assert strict.n_labelled and strict.n_total == len(classified[classified["excluded"] == ""])


def test_doubtful_labels_move_the_shares(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame
) -> None:
    marked = demo_labels.assign(uncertain=["x" if place % 4 == 0 else "" for place in range(len(demo_labels))])
    found = figures(summarise(classified, demo_settings, labels=marked), "uncertain_labels", "strict")
    assert found["all_up"].value < found["as_labelled"].value < found["all_down"].value  # type: ignore[operator]
    assert "uncertain_labels" not in summarise(classified, demo_settings, labels=demo_labels).tables


def test_rows_chosen_for_training_are_no_part_of_an_estimate(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame
) -> None:
    half = demo_labels.assign(purpose=["train" if place % 2 else "estimate" for place in range(len(demo_labels))])
    assert summarise(classified, demo_settings, labels=half).signature["labelled"] == len(demo_labels) / 2


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
        summarise(table(level=[""]), OPEN)
    with pytest.raises(TableError, match="no enquiries"):
        summarise(table(excluded=["bounce"]), OPEN)


def test_a_file_gives_what_the_same_table_in_memory_gives(
    tmp_path: Path, demo_settings: Settings, classified: pd.DataFrame
) -> None:
    for name in ("c.csv", "c.parquet"):
        write_table(classified.astype(str), tmp_path / name)
        read = summarise_file(tmp_path / name, demo_settings)
        assert dict(read.tables) == dict(summarise(classified, demo_settings).tables)


def test_all_forms_hold_the_same_figures(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame, tmp_path: Path
) -> None:
    summary = summarise(classified, demo_settings, labels=demo_labels)
    for name in ("s.json", "s.xlsx", "folder"):
        write_summary(summary, tmp_path / name)
    document = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    book = load_workbook(tmp_path / "s.xlsx")
    assert document["schema"] == "nulage-summary/2"
    assert set(book.sheetnames) == {*summary.tables, "signature"}
    for name, rows in document["tables"].items():
        header, *cells = ([cell.value for cell in line] for line in book[name].iter_rows())
        csv = read_table(tmp_path / "folder" / f"{name}.csv").to_dict("records")
        assert len(cells) == len(csv) == len(rows)
        for written, read, row in zip(cells, csv, rows, strict=True):
            sheet = dict(zip(header, written, strict=True))
            for measure, figure in row["figures"].items():
                assert {"value", "low", "high", "n_labelled", "n_total", "method", "definition", "signature"} <= set(
                    figure
                )
                if figure["value"] is None:
                    assert figure["missing"]
                    assert sheet[measure] is None and read[measure] == ""
                else:
                    assert sheet[measure] == pytest.approx(figure["value"])
                    assert float(read[measure]) == pytest.approx(figure["value"])


def test_json_is_the_same_twice(classified: pd.DataFrame, demo_settings: Settings, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_summary(summarise(classified, demo_settings), tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_contacts_per_1000_inhabitants_and_working_day() -> None:
    frame = table(received_at=["2026-03-02T09:00:00+01:00"] * 5 + ["2026-03-08T09:00:00+01:00"] * 5)
    known = figures(summarise(frame, Settings(small_cell=0, inhabitants=2000)), "contacts_by_channel", "")
    unknown = figures(summarise(frame, OPEN), "contacts_by_channel", "")
    assert known["per_1000"].value == 5
    assert known["per_working_day"].value == 2
    assert unknown["per_1000"].missing == "not_given"


def test_hours_are_enquiries_times_share_times_minutes() -> None:
    settings = Settings(
        small_cell=0,
        topic_departments=(TopicDepartment("GAT", "Tekniska"),),
        handling_minutes={"email": 6.0, "facebook": 3.0},
    )
    frame = repeated(30, level=["N1", "N3"], channel=["email", "facebook"], source=["a", "b"])
    found = figures(summarise(frame, settings), "departments", "Tekniska")
    assert found["hours_strict"].value == pytest.approx(0.5 * (30 * 6 + 30 * 3) / 60)


def test_referrals_are_apart_and_the_measures_are_told_without_them() -> None:
    frame = repeated(30, topic=["EXT", "VAT", "GAT", "GAT"], level=["N1", "N1", "N1", "N3"])
    settings = Settings(small_cell=0, company_topics={"Vattenbolaget": ("VAT",)})
    summary = summarise(frame, settings)
    found = {row.keys[0]: row.figures[0].value for row in summary.tables["referrals"].rows}
    assert found == {"EXT": 0.25, "Vattenbolaget": 0.25, "strict_own": 0.5, "extended_own": 0.5}
    assert figures(summary, "resolvability", "all", "", "")["strict"].value == 0.75


def test_rows_without_a_label_are_counted_and_rows_drawn_together_are_one_cluster(tmp_path: Path) -> None:
    sheet = pd.DataFrame(
        {
            "enquiry_id": ["e0", "e1", "e2", "e3", "e4"],
            "topic": ["GAT", "", "GAT", "", "GAT"],
            "level": ["N1", "", "", "NX", "N2"],
            "weight": ["2", "2", "2", "2", "3,5"],
            "cluster": ["p", "p", "q", "q", "p"],
        }
    )
    write_table(sheet, tmp_path / "label.csv")
    labels = load_labels(tmp_path / "label.csv", load_taxonomy())
    assert labels.sheet == Sheet(labelled=2, blank=1, half=1, unreadable=1, clusters=1, weighted=True)
    matched = labels.matched(table(topic=["GAT"] * 6))
    assert list(matched["cluster"].dropna()) == ["p", "p"]
    assert list(matched["weight"]) == [2, 1, 1, 1, 3.5, 1]


@pytest.mark.parametrize(
    ("more", "line"),
    [({}, "no row carries both labels; fill in topic and level"), ({"purpose": ["train"] * 3}, "drawn for estimating")],
)
def test_a_sheet_that_nobody_has_labelled_is_refused(tmp_path: Path, more: dict[str, list[str]], line: str) -> None:
    blank = {"enquiry_id": ["e0", "e1", "e2"], "topic": ["", "GAT", ""], "level": ["", "", "NX"]}
    write_table(pd.DataFrame({**blank, **more}), tmp_path / "label.csv")
    with pytest.raises(LabelError, match=line):
        load_labels(tmp_path / "label.csv", load_taxonomy())


@pytest.mark.parametrize(("labelled", "shown"), [(23, False), (29, False), (30, True)])
def test_topic_shares_demand_as_many_labelled_rows_as_levels(labelled: int, shown: bool) -> None:
    frame = repeated(8, topic=["GAT", "GAT", "BYG", "BYG", "NONE"], level=["N1", "N2", "N1", "N1", "N0"])
    labels = frame[["enquiry_id", "topic", "level"]].head(labelled)
    topics = summarise(frame, OPEN, labels=labels).tables["topics"]
    shares = [topics.figures(row)["topic_share"] for row in topics.rows]
    assert shares and all((share.value is not None) == shown for share in shares)
    assert shown or {(share.missing, share.low, share.high) for share in shares} == {(SMALL_BASE, None, None)}


def test_topics_stand_in_the_order_of_their_estimates_and_no_enquiry_last() -> None:
    frame = repeated(60, topic=["GAT", "GAT", "BYG", "NONE"], level=["N1", "N1", "N1", "N0"])
    truth = frame.assign(topic=["BYG", "BYG", "BYG", "NONE"] * 59 + ["GAT", "GAT", "BYG", "NONE"])
    rows = summarise(frame, OPEN, labels=truth[["enquiry_id", "topic", "level"]]).tables["topics"].rows
    assert [row.keys[0] for row in rows] == ["BYG", "GAT", "NONE"]
    assert [row.keys[0] for row in summarise(frame, OPEN).tables["topics"].rows] == ["GAT", "BYG", "NONE"]


def test_mandates_count_what_they_cover() -> None:
    frame = repeated(30, topic=["GAT", "GAT", "IFO", "GAT"], level=["N1", "N2", "N2", "N3"])
    rows = summarise(frame, OPEN).tables["mandates"].rows
    assert [row.figures[0].value for row in rows] == [0.25, 0.5, 0.75]


def test_the_account_of_the_import_is_read_and_a_damaged_one_refused(tmp_path: Path, demo_settings: Settings) -> None:
    write_table(table(topic=["GAT"] * 6), tmp_path / "c.csv")
    assert summarise_file(tmp_path / "c.csv", demo_settings).import_log is None
    account = {
        "schema": 1,
        "counts": {"read": 9, "enquiries": 6, "follow_ups": 1, "answers": 1, "excluded": {"bounce": 1}, "rejected": 0},
        "masked": {"phone": 7},
        "sources": [
            {"source": "a", "messages": 9, "first": "2026-01-01T08:00:00", "last": None, "holes": [{"days": 9}]}
        ],
        "warnings": [{"code": "hole", "values": {"days": 9, "source": "a"}, "text": "nothing"}],
    }
    (tmp_path / "c.import.json").write_text(json.dumps(account), encoding="utf-8")
    log = summarise_file(tmp_path / "c.csv", demo_settings).import_log
    assert log is not None
    assert (log.counts["excluded"], log.sources[0].first, log.sources[0].holes) == (1, "2026-01-01", (9,))
    assert [(remark.code, remark.values["days"]) for remark in log.remarks] == [("hole", 9)]
    (tmp_path / "c.import.json").write_text('{"schema": 1}', encoding="utf-8")
    with pytest.raises(TableError, match="not an account of an import"):
        summarise_file(tmp_path / "c.csv", demo_settings)
