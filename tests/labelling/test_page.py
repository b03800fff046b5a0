import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pandas as pd
import pytest

from classifier.errors import LabelError, TableError
from classifier.labelling import read_labels, write_sheet
from classifier.labelling.page import LabelPage
from classifier.labelling.session import Label, LabelSession
from classifier.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = pd.DataFrame(
        {"enquiry_id": ["e1", "e2", "e3"], "text": ["<script>alert(1)</script>", "två", "tre"], "context": "Inlägg"}
    )
    write_sheet(rows, tmp_path / "label.xlsx", TAXONOMY)
    return tmp_path / "label.xlsx"


@pytest.fixture
def page(path: Path) -> Iterator[LabelPage]:
    served = LabelPage(LabelSession(path, TAXONOMY, "Anna"))
    thread = threading.Thread(target=served.serve)
    thread.start()
    yield served
    served.stop()
    thread.join(timeout=10)


def ask(page: LabelPage, method: str, path: str, body: str = "", host: str = "") -> tuple[int, str, str]:
    address = urlsplit(page.address)
    connection = HTTPConnection(address.hostname or "", address.port or 0, timeout=10)
    connection.request(method, path, body, {"Host": host} if host else {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.headers.get("Location", "")


def test_every_label_is_saved_at_once_and_the_next_row_follows(path: Path) -> None:
    session = LabelSession(path, TAXONOMY, "Anna")
    assert session.following() == "e1"
    session.save("e1", Label("GAT", "N2", "KUL", uncertain=True))
    assert (session.done, session.following("e1"), session.following("e3")) == (1, "e2", "e2")
    saved = read_labels(path, TAXONOMY).set_index("enquiry_id").loc["e1"]
    assert saved[["topic", "level", "second_topic", "uncertain", "labeller"]].tolist() == [
        "GAT",
        "N2",
        "KUL",
        "1",
        "Anna",
    ]
    session.save("e2", Label("GAT", "N0"))
    session.save("e3", Label("", "NX"))
    assert read_labels(path, TAXONOMY)["status"].tolist() == ["labelled", "labelled", "unreadable"]
    assert read_labels(path, TAXONOMY)["topic"].tolist() == ["GAT", "NONE", ""]
    assert LabelSession(path, TAXONOMY).following() == ""


@pytest.mark.parametrize(
    ("name", "label"),
    [("e1", Label("", "N1")), ("e1", Label("XXX", "N1")), ("e1", Label("GAT", "")), ("e9", Label("GAT", "N1"))],
)
def test_half_a_label_is_not_saved(path: Path, name: str, label: Label) -> None:
    with pytest.raises(LabelError, match="choose a topic and a level"):
        LabelSession(path, TAXONOMY).save(name, label)
    assert set(read_labels(path, TAXONOMY)["status"]) == {"blank"}


def test_only_a_workbook_is_labelled_in_place(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"only an \.xlsx sheet"):
        LabelSession(tmp_path / "label.csv", TAXONOMY)


def test_the_page_shows_a_row_as_text_and_saves_the_form(page: LabelPage, path: Path) -> None:
    where = urlsplit(page.address).path
    status, text, _ = ask(page, "GET", where)
    assert status == 200
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert "http" not in text.replace(page.address, "")
    status, text, _ = ask(page, "POST", where, urlencode({"enquiry_id": "e1", "level": "N1"}))
    assert (status, "Välj både en nivå och ett ämne." in text) == (422, True)
    status, _, location = ask(page, "POST", where, urlencode({"enquiry_id": "e1", "level": "N1", "topic": "BYG"}))
    assert (status, location) == (303, f"{where}?row=e2")
    assert read_labels(path, TAXONOMY)["topic"].tolist() == ["BYG", "", ""]


def test_nobody_else_reads_the_enquiries(page: LabelPage) -> None:
    where = urlsplit(page.address).path
    assert ask(page, "GET", "/")[:2] == (404, "")
    assert ask(page, "GET", where, host="attacker.example")[:2] == (404, "")
    assert ask(page, "POST", "/", "enquiry_id=e1")[0] == 404
