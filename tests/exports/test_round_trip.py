"""The demo municipality written in other formats gives the same enquiries, in the columns that the format can carry."""

import csv
import email
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from classifier.exports import Kind, Message, read_exports
from classifier.importing import import_exports
from classifier.settings import Settings
from tests.conftest import DEMO
from tests.exports.builders import archive
from tests.exports.ole import msg

KEY = b"k" * 32
MAILBOXES = sorted((DEMO / "exports").glob("*.mbox"))
PAGES = sorted(path for path in (DEMO / "exports").iterdir() if path.is_dir())
EVERYTHING = "enquiry_id thread_id source received_at subject text language excluded messages_in messages_out answered answered_at"
WRITTEN = "enquiry_id source received_at subject text"


def table(path: Path | list[Path], settings: Settings) -> pd.DataFrame:
    sources = path if isinstance(path, list) else [path]
    imported = import_exports(sources, settings, KEY)
    assert not imported.rejected
    frame = pd.concat(list(imported.chunks), ignore_index=True)
    return frame.sort_values("enquiry_id").reset_index(drop=True)


def mails() -> Iterator[tuple[str, int, bytes, Message]]:
    """Mailbox, number, bytes and message of every mail of the demo."""
    for path in MAILBOXES:
        found = [item for item in read_exports([path], Settings()) if isinstance(item, Message)]
        raws = path.read_bytes().split(b"\nFrom ")
        assert len(raws) == len(found)
        for number, (raw, message) in enumerate(zip(raws, found, strict=True)):
            yield path.stem, number, raw.partition(b"\n")[2], message


def as_eml(folder: Path) -> Path:
    for mailbox, number, raw, _ in mails():
        (folder / mailbox).mkdir(parents=True, exist_ok=True)
        (folder / mailbox / f"{number:04}.eml").write_bytes(raw)
    return folder


def as_maildir(folder: Path) -> Path:
    for mailbox, number, raw, message in mails():
        sent = message.sender is not None and message.sender.domain == "norrsjo.example"
        box = folder / mailbox / (".Skickat" if sent else ".")
        for name in ("cur", "new", "tmp"):
            (box / name).mkdir(parents=True, exist_ok=True)
        (box / "cur" / f"{number:04}:2,S").write_bytes(raw)
    return folder


def as_folders(folder: Path) -> Path:
    """As Outlook's own folders are, dragged out of it."""
    for mailbox, number, raw, message in mails():
        sent = message.sender is not None and message.sender.domain == "norrsjo.example"
        box = folder / mailbox / ("Skickade objekt" if sent else "Inkorg")
        box.mkdir(parents=True, exist_ok=True)
        (box / f"{number:04}.eml").write_bytes(raw)
    return folder


def as_zip(folder: Path) -> Path:
    folder.mkdir()
    return archive(folder / "a.zip", {f"{box}/{number:04}.eml": raw for box, number, raw, _ in mails()})


def as_msg(folder: Path) -> Path:
    for mailbox, number, raw, message in mails():
        (folder / mailbox).mkdir(parents=True, exist_ok=True)
        head = raw.partition(b"\n\n")[0].decode("ascii", "replace")
        properties = {0x1A: "IPM.Note", 0x37: message.subject, 0x1000: message.body, 0x7D: head + "\n\n"}
        msg(folder / mailbox / f"{number:04}.msg", dict(properties))
    return folder


def as_csv(folder: Path) -> Path:
    """The columns of Outlook's list view: no references, none of the headers that tell machines."""
    folder.mkdir()
    for mailbox in {path.stem for path in MAILBOXES}:
        with (folder / f"{mailbox}.csv").open("w", encoding="cp1252", errors="replace", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(
                ["Mottaget", "Ämne", "Brödtext", "Från: (Namn)", "Från: (Adress)", "Till: (Adress)", "Message-ID"]
            )
            for name, _, _, message in mails():
                if name == mailbox:
                    sender = message.sender
                    to = ";".join(party.address for party in message.recipients)
                    date = message.sent_at.isoformat() if message.sent_at else ""
                    who = [sender.name, sender.address] if sender else ["", ""]
                    writer.writerow([date, message.subject, message.body, *who, to, message.id])
    return folder


@pytest.fixture(scope="module")
def expected(demo_settings: Settings) -> pd.DataFrame:
    return table(MAILBOXES, demo_settings)


@pytest.mark.parametrize("write", [as_eml, as_maildir, as_folders, as_zip, as_msg])
def test_mail_in_other_formats(
    tmp_path: Path, demo_settings: Settings, expected: pd.DataFrame, write: Callable[[Path], Path]
) -> None:
    found = table(write(tmp_path / "export"), demo_settings)
    columns = EVERYTHING.split()
    pd.testing.assert_frame_equal(found[columns], expected[columns])


def test_mail_as_a_table(tmp_path: Path, demo_settings: Settings, expected: pd.DataFrame) -> None:
    """Without references and headers, threads are joined by other evidence; the enquiries' words and times are the same."""
    found = table(as_csv(tmp_path / "export"), demo_settings)
    both = expected[expected["excluded"] == ""].merge(
        found[found["excluded"] == ""], on="enquiry_id", suffixes=("", "_")
    )
    assert len(both) >= 0.95 * (expected["excluded"] == "").sum()
    for column in WRITTEN.split()[1:]:
        assert (both[column] == both[column + "_"]).all(), column
    assert (both["answered"] == both["answered_"]).mean() >= 0.95


def test_comments_as_a_table(tmp_path: Path, demo_settings: Settings) -> None:
    expected = table(PAGES, demo_settings)
    found = [item for item in read_exports(PAGES, Settings()) if isinstance(item, Message)]
    tops = {item.id.rpartition("_")[2]: item.id for item in found if item.kind is Kind.POST}
    # A visitor's post names the page by its id only.
    names = {item.page_id: item.source for item in found if item.kind is Kind.POST and item.source != item.page_id}
    pages = {item.id: names[item.page_id] for item in found if item.kind is Kind.POST}
    for page in names.values():
        with (tmp_path / f"{page}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["Exporterad 2026-03-31"])
            writer.writerow(
                ["Comment ID", "Parent ID", "Post ID", "Page", "Author ID", "Author", "Created Time", "Message"]
            )
            for item in found:
                post = tops.get(item.references[0].rpartition("_")[2], "") if item.references else ""
                if item.kind is Kind.COMMENT and pages.get(post) == page and item.sent_at:
                    parent = item.references[-1] if len(item.references) > 1 else ""
                    who = [item.sender.address, item.sender.name] if item.sender else ["", ""]
                    writer.writerow([item.id, parent, post, page, *who, item.sent_at.isoformat(), item.body])
    # The posts are missing, and with them the visitors' own and what the page answered to those.
    rows = table(tmp_path, demo_settings).query("excluded == ''")
    before = expected[(expected["excluded"] == "") & (expected["context"] != "")]
    both = before.merge(rows, on="enquiry_id", suffixes=("", "_"))
    assert len(both) == len(rows)
    for column in ("text", "text_"):  # the numbers of masked names depend on those in the post
        both[column] = both[column].str.replace(r"_\d+\]", "]", regex=True)
    for column in "source received_at text answered answered_at answered_by_other".split():
        assert (both[column] == both[column + "_"]).all(), column


def test_the_demo_is_mail_that_python_reads_alike() -> None:
    for _, _, raw, message in mails():
        assert str(email.message_from_bytes(raw)["Message-ID"]).strip("<>") == message.id
