"""Small builders of exports."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from classifier.exports import Message, Notice, Rejected, read_exports
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


def read_all(path: Path, settings: Settings = SETTINGS) -> list[Any]:
    return list(read_exports([path], settings))


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


def notices(items: list[Any]) -> list[str]:
    return [item.text for item in items if isinstance(item, Notice)]


def rejects(items: list[Any]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Rejected)]


def read_one(path: Path) -> Message:
    (found,) = read_all(path)
    assert isinstance(found, Message), found
    return found


def messages(items: list[Any]) -> list[Message]:
    return [item for item in items if isinstance(item, Message)]
