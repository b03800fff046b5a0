"""From the classified table to the tables of the report, with the signature that every figure shares."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from classifier import __version__
from classifier.errors import LabelError, TableError
from classifier.settings import Settings
from classifier.summary import answers, volumes
from classifier.summary.domains import pool_small
from classifier.summary.resolvability import resolvability
from classifier.tables import read_table, require_columns
from classifier.taxonomy import Taxonomy, load_taxonomy

REQUIRED = (
    "enquiry_id", "channel", "source", "department", "received_at", "excluded", "answered", "answer_hours",
    "answer_working_hours", "answered_within_1d", "answered_within_2d", "topic", "level",
)  # fmt: skip
SCHEMA = "nulage-summary/1"


@dataclass(frozen=True)
class Summary:
    """The tables by name, in the report's order, with what they rest on.

    names      readable names of the topic codes, by language
    signature  versions and digests of everything that the figures depend on
    """

    tables: Mapping[str, pd.DataFrame]
    signature: Mapping[str, Any]
    taxonomy: Taxonomy

    def document(self) -> dict[str, Any]:
        """The summary as JSON-ready data; a missing figure is null."""
        return {
            "schema": SCHEMA,
            "signature": dict(self.signature),
            "tables": {
                name: table.astype(object).where(table.notna(), None).to_dict("records")
                for name, table in self.tables.items()
            },
        }


def summarise_file(
    path: Path, settings: Settings, *, labels: Path | None = None, taxonomy: Path | None = None
) -> Summary:
    """Read a classified table, and a labelled sample when given, and summarise them."""
    frame = read_table(path, required=REQUIRED)
    sample = read_table(labels, required=("enquiry_id", "topic", "level")) if labels else None
    return summarise(frame, settings, labels=sample, taxonomy=load_taxonomy(taxonomy), place=path)


def summarise(
    frame: pd.DataFrame,
    settings: Settings,
    *,
    labels: pd.DataFrame | None = None,
    taxonomy: Taxonomy | None = None,
    place: object = "the table",
) -> Summary:
    """Compute every table. Raises TableError for a table with no enquiries, LabelError for labels that do not fit it."""
    require_columns(frame, REQUIRED, place)
    taxonomy = taxonomy or load_taxonomy()
    enquiries = frame[frame["excluded"] == ""].reset_index(drop=True)
    if enquiries.empty:
        raise TableError("holds no enquiries", place=place)
    if (enquiries["level"] == "").any():
        raise TableError("has enquiries that are not classified", place=place, remedy="run nulage classify first")
    prepared = _prepare(enquiries, settings)
    true = _true_labels(prepared, labels, taxonomy)
    pooled = pool_small(prepared, settings.small_cell)
    tables = {
        "volumes": volumes.by_domain(pooled, settings.inhabitants),
        "months": volumes.by_month(pooled),
        "hours": volumes.by_weekday_and_hour(pooled),
        "topic_by_channel": volumes.topic_by_channel(pooled),
        "resolvability": resolvability(pooled, true),
        "answers": answers.by_domain(pooled),
        "excluded": volumes.excluded(frame),
    }
    signature = {
        "nulage": __version__,
        "model": ", ".join(sorted(set(frame["model"]))) if "model" in frame else "",
        "table": _digest(frame),
        "settings": settings.digest(),
        "labels": _digest(labels) if labels is not None else "",
        "enquiries": len(enquiries),
        "first": str(prepared["day"].min().date()) if prepared["day"].notna().any() else "",
        "last": str(prepared["day"].max().date()) if prepared["day"].notna().any() else "",
        "labelled": int(true.notna().sum()),
    }
    return Summary(tables, signature, taxonomy)


def _prepare(enquiries: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Typed columns beside the text ones: `moment` (local), `day`, and the department by mailbox or else by topic."""
    moment = pd.to_datetime(enquiries["received_at"], errors="coerce", utc=True, format="ISO8601")
    local = moment.dt.tz_convert(settings.zone)
    day = local.dt.tz_localize(None).dt.normalize()
    by_topic = [
        settings.responsible(topic, when.date()) if pd.notna(when) else ""
        for topic, when in zip(enquiries["topic"], day, strict=True)
    ]
    own = enquiries["department"]
    return enquiries.assign(
        local=local,
        day=day,
        department=own.where(own != "", pd.Series(by_topic, index=enquiries.index)),
        hours=pd.to_numeric(enquiries["answer_hours"], errors="coerce"),
        working_hours=pd.to_numeric(enquiries["answer_working_hours"], errors="coerce"),
    )


def _true_labels(enquiries: pd.DataFrame, labels: pd.DataFrame | None, taxonomy: Taxonomy) -> "pd.Series[str]":
    """`topic|level` of the randomly drawn labelled rows, missing elsewhere, in the order of `enquiries`."""
    if labels is None:
        return pd.Series(None, index=enquiries.index, dtype=object)
    from classifier.model.training import check_labels

    check_labels(labels, taxonomy, "the labels")
    used = labels[(labels["topic"] != "") & (labels["level"] != "")]
    if "purpose" in used:
        used = used[used["purpose"].isin(["", "estimate"])]
    if used["enquiry_id"].duplicated().any():
        raise LabelError("an enquiry is labelled twice", place="the labels", remedy="keep one row for each enquiry_id")
    unknown = ~used["enquiry_id"].isin(enquiries["enquiry_id"])
    if used.empty or unknown.all():
        raise LabelError("none of the labelled enquiries is in the table", place="the labels")
    joint = (used["topic"] + "|" + used["level"]).set_axis(used["enquiry_id"])
    return enquiries["enquiry_id"].map(joint)


def _digest(frame: pd.DataFrame) -> str:
    return hashlib.sha256(frame.to_csv(index=False, lineterminator="\n").encode()).hexdigest()[:12]
