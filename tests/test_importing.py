"""The whole import: counts that reconcile, the demo's true figures, privacy, determinism."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from classifier.account import account_path, pass_on_account, read_account, rejects_path, write_account
from classifier.enquiries import COLUMNS, EnquiryTable, keyed_id, load_key
from classifier.errors import ExportError, NulageError, TableError
from classifier.explaining import explain
from classifier.importing import Imported, import_exports
from classifier.letters import Letters
from classifier.settings import Settings
from tests.conftest import DEMO

TRUTH = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))


def test_the_table_has_the_contract_columns(demo_table: pd.DataFrame) -> None:
    assert tuple(demo_table.columns) == COLUMNS
    assert demo_table["enquiry_id"].is_unique


def test_every_message_of_the_demo_went_where_the_scenario_says(demo: Imported) -> None:
    mail, facebook = TRUTH["messages"]["email"], TRUTH["messages"]["facebook"]
    counts = demo.counts
    assert counts.read == mail["read"] + facebook["read"]
    assert counts.enquiries == mail["enquiry"] + facebook["enquiry"]
    assert counts.follow_ups == mail["follow_up"]
    for reason in ("auto_reply", "bounce", "duplicate", "internal", "newsletter"):
        assert counts.excluded[reason] == mail[f"excluded {reason}"], reason
    assert counts.excluded["empty"] == facebook["excluded empty"]
    page = counts.answers - mail["answer"] + counts.excluded["outgoing"] - mail["excluded outgoing"]
    assert page == facebook["page"]
    assert counts.rejected == 0
    assert counts.read == counts.enquiries + counts.follow_ups + counts.answers + counts.excluded.total()


@pytest.mark.parametrize("source", sorted(TRUTH["sources"]))
def test_the_demo_figures_equal_the_truth(demo_table: pd.DataFrame, source: str) -> None:
    rows = demo_table[(demo_table["excluded"] == "") & (demo_table["source"] == source)]
    found: dict[str, float] = {"enquiries": len(rows)}
    found["answered"], found["unanswered"] = ((rows["answered"] == truth).sum() for truth in ("true", "false"))
    for name in ("hours", "working_hours"):
        hours = pd.to_numeric(rows[f"answer_{name}"])
        found[f"median_{name}"], found[f"p90_{name}"] = hours.quantile(0.5), hours.quantile(0.9)
    for days in (1, 2):
        within = rows[f"answered_within_{days}d"]
        found[f"within_{days}d"], found[f"within_{days}d_of"] = (within == "true").sum(), (within != "").sum()
    # The table keeps hours to 0.36 seconds.
    true = TRUTH["sources"][source]
    assert {name: found[name] for name in true} == pytest.approx(true, abs=2e-3)


def test_the_same_input_gives_the_same_bytes(demo: Imported, demo_table: pd.DataFrame, demo_settings: Settings) -> None:
    again = import_exports([DEMO / "exports"], demo_settings, load_key(DEMO / "demo.key"))
    assert again.table.to_csv(index=False) == demo_table.to_csv(index=False)


def test_another_key_cuts_the_link_between_tables(demo_table: pd.DataFrame) -> None:
    assert keyed_id(b"1" * 32, "x") != keyed_id(b"2" * 32, "x")
    assert len(set(demo_table["enquiry_id"]) & {keyed_id(b"1" * 32, "x")}) == 0


def test_no_personal_number_phone_or_address_of_the_demo_is_left(demo_table: pd.DataFrame) -> None:
    text = demo_table[["subject", "text", "context"]].stack()
    for name, pattern in {
        "e-mail": r"\w@\w+\.\w",
        "mobile": r"\b07[02369][- ]?\d{3}",
        # The third digit of an organisation number is 2 or more; companies are not people.
        "personal number": r"\b\d{2}[01]\d{3}[-+]\d{4}\b",
    }.items():
        assert not text.str.contains(pattern).any(), name


def test_an_export_with_incoming_mail_only_cannot_measure_answers(tmp_path: Path) -> None:
    path = tmp_path / "inkorg.mbox"
    path.write_text(
        "From a@example.com Mon Mar 02 09:00:00 2026\nFrom: a@example.com\nTo: info@norrsjo.example\n"
        "Subject: plogning\nDate: Mon, 02 Mar 2026 09:00:00 +0100\nMessage-ID: <1@example.com>\n\nNär plogas det?\n",
        encoding="utf-8",
    )
    imported = import_exports([path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32)
    assert imported.table["answered"].tolist() == [""]
    assert any("cannot be measured in: inkorg" in warning for warning in imported.warnings)


def test_windows_still_open_at_the_end_are_left_empty(tmp_path: Path) -> None:
    def mail(number: int, sender: str, to: str, date: str, refers: str = "") -> str:
        return (
            f"From x Mon Mar 02 09:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: fråga {number}\nDate: {date}\n"
            f"Message-ID: <{number}@example.com>\n{refers}\nText nummer {number}\n\n"
        )

    citizen, office = "a@example.com", "info@norrsjo.example"
    path = tmp_path / "info.mbox"
    path.write_text(
        mail(1, citizen, office, "Mon, 02 Mar 2026 09:00:00 +0100")
        + mail(2, office, citizen, "Mon, 02 Mar 2026 10:00:00 +0100", "In-Reply-To: <1@example.com>\n")
        + mail(3, "b@example.com", office, "Tue, 03 Mar 2026 09:00:00 +0100")
        + mail(4, "c@example.com", office, "Thu, 05 Mar 2026 09:00:00 +0100"),
        encoding="utf-8",
    )
    table = import_exports([path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32).table
    assert table["answered"].tolist() == ["true", "false", "false"]
    assert table["answered_within_1d"].tolist() == ["true", "false", ""]
    assert table["answered_within_2d"].tolist() == ["true", "", ""]


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    with pytest.raises(ExportError, match="no message could be read"):
        import_exports([tmp_path], Settings(), b"k" * 32)


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "nulage.key"
    key = load_key(path)
    assert len(key) == 32
    assert load_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("abc", encoding="ascii")
    with pytest.raises(NulageError, match="not a key file"):
        load_key(path)


def test_excluded_rows_carry_no_answer_figures(demo_table: pd.DataFrame) -> None:
    rows: pd.DataFrame = demo_table[demo_table["excluded"] != ""]
    assert (rows[["answered", "answer_hours", "messages_in"]] == "").all(axis=None)


def test_the_rows_come_in_chunks_each_time_from_the_beginning(
    demo: Imported, demo_table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.importing.CHUNK_ROWS", 100)
    chunks = list(demo.chunks)
    masked = dict(demo.masked)
    assert [len(chunk) for chunk in chunks] == [100] * (demo.rows // 100) + [demo.rows % 100]
    assert pd.concat(chunks, ignore_index=True).equals(demo_table)
    assert dict(demo.masked) == masked


def test_no_enquiries_are_a_table_with_its_columns(demo: Imported) -> None:
    none = replace(demo, _enquiries=())
    assert list(none.table.columns) == list(COLUMNS)
    assert len(none.table) == none.rows == 0


def test_the_account_beside_the_table(demo: Imported, demo_table: pd.DataFrame, tmp_path: Path) -> None:
    table = tmp_path / "e.csv"
    assert read_account(table) is None
    rejects_path(table).write_text("old", encoding="utf-8")
    assert len(demo_table) == demo.rows
    write_account(demo, table)
    account = read_account(table)
    assert account is not None
    assert account["counts"]["read"] == demo.counts.read
    kontakt = next(source for source in account["sources"] if source["source"] == "kontakt")
    answered = TRUTH["sources"]["kontakt"]
    assert kontakt["enquiries"] == answered["enquiries"]
    assert kontakt["still_open"] == {f"{n}d": answered["enquiries"] - answered[f"within_{n}d_of"] for n in (1, 2)}
    assert not rejects_path(table).exists()
    pass_on_account(table, tmp_path / "c.csv")
    assert read_account(tmp_path / "c.csv") == account
    account_path(table).write_text("[]", encoding="utf-8")
    with pytest.raises(TableError, match="another version"):
        read_account(table)


def test_an_explanation_tells_roles_and_evidence_but_no_text(
    demo: Imported, demo_table: pd.DataFrame, demo_settings: Settings
) -> None:
    rows = demo_table[(demo_table["channel"] == "email") & (demo_table["answered"] == "true")]
    first, enquiry, *later = explain(demo, rows["enquiry_id"].iloc[0], demo_settings)
    assert first.endswith(": answered")
    assert "opens the conversation" in enquiry
    assert any("answer" in line and "refers to" in line for line in later)
    excluded = demo_table[demo_table["excluded"] == "bounce"]["enquiry_id"].iloc[0]
    assert [line.split()[-1] for line in explain(demo, excluded, demo_settings)] == ["enquiry", "bounce"]
    with pytest.raises(NulageError, match="no enquiry has this id"):
        list(explain(demo, "0" * 16, demo_settings))


def test_what_many_files_tell_alike_is_told_once(tmp_path: Path) -> None:
    for name in ("Inkorg", "Skickat", "Arkiv"):
        table = "Ämne;Brödtext;Från: (Adress);Till: (Adress)\nBad;Öppet?;a@example.com;info@norrsjo.example\n"
        (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8")
    warnings = import_exports([tmp_path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32).warnings
    assert [warning.partition(":")[0] for warning in warnings if "no date column" in warning] == [
        "Arkiv.csv and 2 more"
    ]


def test_an_html_form_is_an_enquiry_in_the_citizens_words_and_answered_at_the_address_in_it(tmp_path: Path) -> None:
    cells = {
        "Namn": "Anna Berg",
        "E-post": "anna@example.com",
        "Kategori": "Gatlampor",
        "Beskrivning": "Lampan blinkar.",
    }
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in cells.items())
    head = "From a@b Mon Mar 02 09:00:00 2026\nFrom: {}@norrsjo.example\nTo: {}\nSubject: {}\nMessage-ID: <{}@x>\nDate: {}\n"
    path = tmp_path / "kontakt.mbox"
    path.write_text(
        head.format("noreply", "kontakt@norrsjo.example", "Ny felanmälan", 1, "Mon, 02 Mar 2026 09:00:00 +0100")
        + f"Auto-Submitted: auto-generated\nContent-Type: text/html; charset=utf-8\n\n<p>Nytt ärende</p><table>{rows}</table>\n\n"
        + head.format("karin", "anna@example.com", "Lampan", 2, "Tue, 03 Mar 2026 10:00:00 +0100")
        + "\nDen är lagad.\n",
        encoding="utf-8",
    )
    (row,) = import_exports([path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32).table.to_dict("records")
    assert (row["text"], row["excluded"], row["answered"]) == ("Lampan blinkar.", "", "true")
    assert "form" in row["notes"]


def test_one_persons_enquiries_have_one_sender_id_that_needs_the_key(tmp_path: Path) -> None:
    box = tmp_path / "info.mbox"
    senders = ("Anna <Anna@example.com>", "anna@example.com", "Bo", "Bo")
    box.write_text(
        "".join(
            f"From x Mon Mar 02 09:00:00 2026\nFrom: {sender}\nTo: info@norrsjo.example\nSubject: fråga\n"
            f"Date: Mon, 02 Mar 2026 09:0{number}:00 +0100\nMessage-ID: <{number}@example.com>\n\nText {number}\n\n"
            for number, sender in enumerate(senders)
        ),
        encoding="utf-8",
    )
    settings = Settings(mail_domains=("norrsjo.example",))
    first, same, *unknown = import_exports([box], settings, b"k" * 32).table["sender_id"]
    assert first == same == keyed_id(b"k" * 32, "sender anna@example.com")
    assert unknown == ["", ""]
    assert first not in set(import_exports([box], settings, b"q" * 32).table["sender_id"])


def test_a_table_without_enquiries_has_its_columns(demo_settings: Settings) -> None:
    (frame,) = EnquiryTable(demo_settings, b"k" * 32, Letters(), {}).chunks([], 10)
    assert tuple(frame.columns) == COLUMNS
    assert frame.empty
