"""What the import told of the exports: read from the account that it left beside the enquiry table, when there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.account import account_path, read_account
from classifier.errors import TableError

_COUNTS = ("read", "enquiries", "follow_ups", "answers", "excluded", "rejected")


@dataclass(frozen=True)
class SourceLog:
    """The period of one source: first and last day (ISO, empty when undated), messages, and the days of each silence."""

    source: str
    messages: int
    first: str
    last: str
    holes: tuple[int, ...]


@dataclass(frozen=True)
class ImportRemark:
    """What the import told its user: a code and its values (classifier.reckoning), and the same in English."""

    code: str
    values: Mapping[str, str | int | list[str]]
    text: str


@dataclass(frozen=True)
class ImportLog:
    """The account of an import.

    counts    where every message read went; `read` is the sum of the rest
    masked    identifiers masked, by kind
    sources   what each covers
    remarks   what the import had to guess or could not measure
    """

    counts: dict[str, int]
    masked: dict[str, int]
    sources: tuple[SourceLog, ...]
    remarks: tuple[ImportRemark, ...]


def read_import_log(table: Path) -> ImportLog | None:
    """The account beside `table` (`enquiries.csv` has `enquiries.import.json`), None when there is none.

    Raises TableError for an account that is damaged or of another schema.
    """
    account = read_account(table)
    if account is None:
        return None
    try:
        return ImportLog(
            counts={name: _number(account["counts"][name]) for name in _COUNTS},
            masked={str(kind): int(number) for kind, number in account["masked"].items()},
            sources=tuple(_source(source) for source in account["sources"]),
            remarks=tuple(ImportRemark(**remark) for remark in account["warnings"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableError("not an account of an import", place=account_path(table), remedy="import again") from error


def _number(count: Any) -> int:
    """A count, or the sum of one by reason."""
    return sum(count.values()) if isinstance(count, dict) else int(count)


def _source(source: dict[str, Any]) -> SourceLog:
    return SourceLog(
        source=str(source["source"]),
        messages=int(source["messages"]),
        first=str(source["first"] or "")[:10],
        last=str(source["last"] or "")[:10],
        holes=tuple(int(hole["days"]) for hole in source["holes"]),
    )
