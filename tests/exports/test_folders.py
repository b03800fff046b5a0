import pytest

from classifier.exports import Direction
from classifier.exports.folders import Mailbox, maildir_names


@pytest.mark.parametrize(
    ("parts", "source", "folder", "direction"),
    [
        (("export", "kontakt"), "kontakt", "", None),
        (("export", "kontakt", "Inkorg", "Bygglov"), "kontakt", "Inkorg/Bygglov", Direction.INCOMING),
        (("kontakt", "Skickade objekt"), "kontakt", "Skickade objekt", Direction.OUTGOING),
        (("kontakt", "Inbox", "Sent Items"), "kontakt", "Inbox/Sent Items", Direction.OUTGOING),
        (("kontakt", "cur"), "kontakt", "", None),
        (("kontakt", "INBOX.mbox", "mbox"), "kontakt", "INBOX", Direction.INCOMING),
        (("Inkorg",), "Inkorg", "Inkorg", Direction.INCOMING),
        (("kontakt", "Arkiv"), "kontakt", "Arkiv", None),
        ((), "", "", None),
    ],
)
def test_folders_tell_mailbox_and_direction(
    parts: tuple[str, ...], source: str, folder: str, direction: Direction | None
) -> None:
    assert Mailbox.of(parts) == Mailbox(source, folder, direction)


@pytest.mark.parametrize(
    ("labels", "direction"),
    [("Inkorg,Oläst", Direction.INCOMING), ('"Skickat"', Direction.OUTGOING), ("Inkorg,Skickat", None), ("", None)],
)
def test_labels_of_gmail(labels: str, direction: Direction | None) -> None:
    assert Mailbox.of_labels(labels) is direction


def test_drafts_were_never_sent() -> None:
    assert Mailbox.of(("kontakt", "Utkast")).is_unsent
    assert not Mailbox.of(("kontakt", "Inkorg")).is_unsent


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        (".Skickat", ["Skickat"]),
        (".INBOX.Sent", ["INBOX", "Sent"]),
        (".Bygglov &AOQ-renden", ["Bygglov ärenden"]),
        (".R&-D", ["R&D"]),
        (".trasig &!!-", ["trasig &!!-"]),
    ],
)
def test_names_of_maildir_folders(folder: str, names: list[str]) -> None:
    assert maildir_names(folder) == names
