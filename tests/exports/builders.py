"""Small builders of exports."""

from pathlib import Path
from typing import Any

from classifier.exports import Message, Rejected, read_exports
from classifier.settings import Settings

SETTINGS = Settings(mail_domains=("norrsjo.example",))


def mail(body: str = "När plogas Kvarngatan?", **headers: str) -> str:
    given = {
        "From": "Anna Berg <anna@example.com>",
        "To": "kontakt@norrsjo.example",
        "Subject": "Plogning",
        "Date": "Mon, 02 Mar 2026 09:14:00 +0100",
        "Message-ID": "<1@example.com>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\n" for name, value in given.items() if value) + "\n" + body + "\n"


def mbox(path: Path, *mails: str, separator: str = "From x Mon Mar 02 09:14:00 2026") -> Path:
    path.write_bytes("".join(f"{separator}\n{item}\n" for item in mails).encode())
    return path


def read_all(path: Path) -> list[Any]:
    return list(read_exports([path], SETTINGS))


def read_one(path: Path) -> Message:
    (found,) = read_all(path)
    assert isinstance(found, Message), found
    return found


def messages(items: list[Message | Rejected]) -> list[Message]:
    return [item for item in items if isinstance(item, Message)]
