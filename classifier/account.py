"""The account of an import, kept beside its table: counts, periods, what was masked, what was rejected.

`enquiries.csv` has `enquiries.import.json`, and `enquiries.rejected.csv` when anything was rejected. The fields are
described in docs/importing.md. Neither holds a text or an address.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from classifier import __version__
from classifier.errors import TableError
from classifier.files import write_text
from classifier.importing import Imported
from classifier.reckoning import Replies, SourcePeriod
from classifier.tables import write_table

SCHEMA = 1


def account_path(table: Path) -> Path:
    """Where the account of the import that made `table` lies."""
    return table.with_name(table.stem + ".import.json")


def rejects_path(table: Path) -> Path:
    """Where the list of what could not be read lies."""
    return table.with_name(table.stem + ".rejected.csv")


def write_account(imported: Imported, table: Path) -> None:
    """Write the account of `imported`, all of whose chunks have been drawn, beside `table`.

    A list of rejects that an earlier import left there, and that is no longer true, is removed.
    """
    write_text(account_path(table), json.dumps(_account(imported), ensure_ascii=False, indent=1) + "\n")
    if imported.rejected:
        rows = [(reject.place, reject.reason) for reject in imported.rejected]
        write_table(pd.DataFrame(rows, columns=["place", "reason"]), rejects_path(table))
    else:
        rejects_path(table).unlink(missing_ok=True)


def read_account(table: Path) -> dict[str, Any] | None:
    """The account beside `table`; None when there is none. Raises TableError when it is damaged or of another schema."""
    path = account_path(table)
    if not path.is_file():
        return None
    try:
        account = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise TableError("not an account of an import", place=path, remedy="import again") from error
    if not isinstance(account, dict) or account.get("schema") != SCHEMA:
        raise TableError("the account of an import by another version", place=path, remedy="import again")
    return account


def pass_on_account(source: Path, table: Path) -> None:
    """Let `table`, made from `source`, have its account too; nothing happens when `source` has none."""
    if source != table and account_path(source).is_file():
        write_text(account_path(table), account_path(source).read_text(encoding="utf-8"))


def _account(imported: Imported) -> dict[str, Any]:
    counts = imported.counts
    return {
        "schema": SCHEMA,
        "version": __version__,
        "counts": {
            "read": counts.read,
            "enquiries": counts.enquiries,
            "follow_ups": counts.follow_ups,
            "answers": counts.answers,
            "excluded": dict(sorted(counts.excluded.items())),
            "rejected": counts.rejected,
        },
        "sources": [_source(source) for source in imported.sources],
        "replies": {
            "citizens": _replies(imported.citizens_replies),
            "municipality": _replies(imported.own_replies),
        },
        "masked": dict(sorted(imported.masked.items())),
        "masked_by_source": {
            source: dict(sorted(kinds.items())) for source, kinds in sorted(imported.masked_by_source.items())
        },
        "warnings": list(imported.warnings),
    }


def _source(source: SourcePeriod) -> dict[str, Any]:
    period = source.period
    return {
        "source": source.source,
        "messages": source.messages,
        "enquiries": source.enquiries,
        "unmeasured": source.unmeasured,
        "still_open": {f"{days}d": count for days, count in source.still_open.items()},
        "first": period.first and period.first.isoformat(timespec="seconds"),
        "last": period.last and period.last.isoformat(timespec="seconds"),
        "wrong_clocks": period.wrong_clocks,
        "holes": [
            {
                "after": hole.first.isoformat(timespec="seconds"),
                "before": hole.last.isoformat(timespec="seconds"),
                "days": hole.days,
            }
            for hole in period.holes
        ],
    }


def _replies(replies: Replies) -> dict[str, int]:
    return {"read": replies.read, "without_quote": replies.without_quote}
