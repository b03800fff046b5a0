"""What the folders of a mailbox tell: whose mailbox it is, and whether its mail was sent or received."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.exports.message import Direction

# The names that mail programs give to folders: Swedish, English, Norwegian, Danish, Finnish, German.
_SENT = {
    "skickat", "skickade", "skickade objekt", "skickade meddelanden", "skickad e-post", "skickat e-post",
    "sent", "sent items", "sent mail", "sent messages", "sendt", "sendte elementer", "sendt post", "sendte",
    "lähetetyt", "lähetetyt kohteet", "gesendet", "gesendete elemente", "gesendete objekte",
}  # fmt: skip
_RECEIVED = {
    "inkorg", "inkorgen", "inbox", "innboks", "innboksen", "indbakke", "saapuneet", "posteingang", "mottaget",
}  # fmt: skip
# Never sent, so nobody's message.
_UNSENT = {
    "utkast", "drafts", "draft", "kladder", "kladd", "luonnokset", "entwürfe",
    "utkorg", "utkorgen", "outbox", "udbakke", "utboks", "lähtevät", "postausgang", "mallar", "templates",
}  # fmt: skip
_OTHER = {
    "arkiv", "archive", "archives", "all mail", "all e-post", "alla mail", "borttaget", "borttagna objekt",
    "borttagna meddelanden", "deleted", "deleted items", "deleted messages", "trash", "papperskorg", "papperskorgen",
    "skräppost", "spam", "junk", "junk e-mail", "junk email", "recoverable items",
}  # fmt: skip
# How stores hold messages, not where a person put them.
_STORE = {"cur", "new", "mbox", "ipm_subtree", "mail", "maildir", "root - mailbox", "messages"}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where a message lay: the mailbox, the folder within it, and the direction that the folder tells."""

    source: str
    folder: str = ""
    direction: Direction | None = None

    @property
    def is_unsent(self) -> bool:
        """True in folders of drafts and templates."""
        return any(part.casefold() in _UNSENT for part in self.folder.split("/"))

    @staticmethod
    def of(parts: Sequence[str]) -> "Mailbox":
        """The mailbox that folder names tell, outermost first.

        The mailbox is the last name before the first known folder: ("export", "kontakt", "Inkorg", "Bygglov") is
        kontakt's. Without a known folder the last name is the mailbox's, and "Inkorg" alone is a mailbox of that name.
        """
        names = [name for part in parts if (name := _plain(part)) and name.casefold() not in _STORE]
        first = next((number for number, name in enumerate(names) if _known(name)), len(names))
        inside = names[first:]
        folded = {name.casefold() for name in inside}
        direction = Direction.OUTGOING if folded & _SENT else Direction.INCOMING if folded & _RECEIVED else None
        source = next(reversed(names[:first]), next(iter(names), ""))
        return Mailbox(source, "/".join(inside), direction)

    @staticmethod
    def of_labels(labels: str) -> Direction | None:
        """The direction that Gmail's labels tell; none for a mail that one sent to oneself."""
        folded = {label.strip(' "').casefold() for label in labels.split(",")}
        sent, received = bool(folded & _SENT), bool(folded & _RECEIVED)
        if sent == received:
            return None
        return Direction.OUTGOING if sent else Direction.INCOMING


def maildir_names(folder: str) -> list[str]:
    """The names in a Maildir++ folder: ".INBOX.Skickat" is INBOX, Skickat; in IMAP's UTF-7 (RFC 3501, 5.1.3)."""
    return [_from_imap(name) for name in folder.split(".") if name]


def _known(name: str) -> bool:
    return name.casefold() in _SENT | _RECEIVED | _UNSENT | _OTHER


def _plain(part: str) -> str:
    """The name without what Thunderbird and Apple Mail add."""
    return re.sub(r"\.(?:sbd|mbox)\Z", "", part.strip(), flags=re.IGNORECASE)


def _from_imap(name: str) -> str:
    def shifted(match: re.Match[str]) -> str:
        """The characters that IMAP's UTF-7 wrote between "&" and "-"."""
        if not match[1]:
            return "&"
        coded = match[1].replace(",", "/")
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be", "replace")

    try:
        return re.sub(r"&([A-Za-z0-9+,]*)-", shifted, name)
    except ValueError:
        return name
