"""From the classified table to the tables of the report, with the signature that every figure shares."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from classifier import __version__
from classifier.settings import Settings
from classifier.summary.answers import AnswerTables
from classifier.summary.disclosure import Counts, suppress
from classifier.summary.estimates import Labelled, shares_of
from classifier.summary.figure import Row, SummaryTable
from classifier.summary.importlog import ImportLog, read_import_log
from classifier.summary.labels import Labels, Sheet, labels_of, load_labels
from classifier.summary.quality import agreement_table, data_table
from classifier.summary.reading import Material, material_of, read_material
from classifier.summary.resolvability import ResolvabilityTables, mandate_table, referral_table
from classifier.summary.sensitivity import sensitivity_table
from classifier.summary.volumes import contact_tables, count_enquiries, excluded_table, time_tables, working_days
from classifier.taxonomy import NO_TOPIC, Taxonomy, load_taxonomy

SCHEMA = "nulage-summary/2"


@dataclass(frozen=True)
class Summary:
    """The tables by name, in the report's order, with what they rest on.

    tables      disclosure control is done: a figure that would tell too much has no value
    signature   versions and digests of everything that the figures depend on
    taxonomy    readable names of the topics
    hidden      figures that disclosure control took away
    import_log  what the import told of the exports; None when its file is not beside the table
    sheet       what became of the rows that were drawn to be labelled; None without labels
    """

    tables: Mapping[str, SummaryTable]
    signature: Mapping[str, Any]
    taxonomy: Taxonomy
    hidden: int
    import_log: ImportLog | None = None
    sheet: Sheet | None = None

    @property
    def estimated(self) -> bool:
        """True when the shares rest on a labelled sample of this material."""
        return bool(self.signature["labels"])

    @cached_property
    def digest(self) -> str:
        """The signature in twelve hex digits: stands beside each figure in JSON."""
        return hashlib.sha256(json.dumps(dict(self.signature), sort_keys=True).encode()).hexdigest()[:12]

    def document(self) -> dict[str, Any]:
        """The summary as JSON-ready data (schema `nulage-summary/2`); a missing figure has value null and says why."""
        return {
            "schema": SCHEMA,
            "signature": {**self.signature, "digest": self.digest},
            "sample": asdict(self.sheet) if self.sheet else None,
            "tables": {name: self._rows(table) for name, table in self.tables.items()},
        }

    def _rows(self, table: SummaryTable) -> list[dict[str, Any]]:
        return [
            {
                **dict(zip(table.keys, row.keys, strict=True)),
                "figures": {name: figure.as_data(self.digest) for name, figure in table.figures(row).items()},
            }
            for row in table.rows
        ]


def summarise_file(
    path: Path, settings: Settings, *, labels: Path | None = None, taxonomy: Path | None = None
) -> Summary:
    """Read a classified table, and a labelled sample when given, and summarise them.

    Raises TableError for a table that cannot be summarised, LabelError for labels that do not fit it.
    """
    topics = load_taxonomy(taxonomy)
    drawn = load_labels(labels, topics) if labels else None
    return _summary(read_material(path, settings, drawn), settings, drawn, topics, read_import_log(path))


def summarise(
    frame: pd.DataFrame, settings: Settings, *, labels: pd.DataFrame | None = None, taxonomy: Taxonomy | None = None
) -> Summary:
    """The same for tables in memory."""
    topics = taxonomy or load_taxonomy()
    drawn = labels_of(labels, topics) if labels is not None else None
    return _summary(material_of(frame, settings, drawn), settings, drawn, topics, None)


def _summary(
    material: Material, settings: Settings, labels: Labels | None, taxonomy: Taxonomy, log: ImportLog | None
) -> Summary:
    days = working_days(material, settings)
    tables, counts = _tables(material, settings, days)
    hidden = suppress(counts, settings.small_cell)
    shown = [table.protected(hidden) for table in tables]
    return Summary(
        tables={table.name: table for table in shown},
        signature=_signature(material, settings, labels, days),
        taxonomy=taxonomy,
        hidden=_hidden(shown),
        import_log=log,
        sheet=labels.sheet if labels else None,
    )


def _tables(material: Material, settings: Settings, days: int) -> tuple[list[SummaryTable], Counts]:
    shares = shares_of(material)
    enquiries = count_enquiries(material)
    contacts = contact_tables(enquiries, days, settings)
    if isinstance(shares, Labelled):
        contacts = _with_topic_shares(contacts, shares)
    times, time_counts = time_tables(material, enquiries, settings.small_cell)
    levels = ResolvabilityTables(material, shares, enquiries, settings)
    mandates, mandate_counts = mandate_table(material, shares, settings)
    referrals, referral_counts = referral_table(material, shares, settings)
    answers = AnswerTables(material, shares, enquiries, settings)
    data, data_counts = data_table(material)
    excluded, excluded_counts = excluded_table(material.excluded)
    tables = [
        *contacts,
        *times,
        *levels.tables(),
        mandates,
        referrals,
        *sensitivity_table(material),
        *answers.tables(),
        data,
        excluded,
        *agreement_table(material, settings.small_cell),
    ]
    counts = [enquiries.counts, time_counts, levels.counts(), mandate_counts, answers.counts()]
    return tables, Counts.merged([*counts, referral_counts, data_counts, excluded_counts])


def _with_topic_shares(tables: Iterable[SummaryTable], shares: Labelled) -> list[SummaryTable]:
    """T4 with the estimated share of each topic beside the classifier's count; T4 and T4b in the order of the estimates."""
    by_name = {table.name: table for table in tables}
    topics = by_name["topics"]
    found = shares.topic_shares({row.keys[0] for row in topics.rows})

    def place(row: Row) -> tuple[bool, float]:
        """Topics by their share, what is no topic last."""
        return row.keys[0] == NO_TOPIC, -(found[row.keys[0]].value or 0.0)

    rows = tuple(Row(row.keys, (*row.figures, found[row.keys[0]])) for row in sorted(topics.rows, key=place))
    by_name["topics"] = replace(topics, measures=(*topics.measures, "topic_share"), rows=rows)
    crossed = by_name["topic_by_channel"]
    by_name["topic_by_channel"] = replace(crossed, rows=tuple(sorted(crossed.rows, key=place)))
    return list(by_name.values())


def _hidden(tables: Iterable[SummaryTable]) -> int:
    return sum(figure.missing == "suppressed" for table in tables for row in table.rows for figure in row.figures)


def _signature(material: Material, settings: Settings, labels: Labels | None, days: int) -> dict[str, Any]:
    return {
        "nulage": __version__,
        "model": ", ".join(material.models),
        "table": material.digest,
        "settings": settings.digest(),
        "labels": labels.digest if labels else "",
        "rows": material.rows,
        "enquiries": len(material.frame),
        "excluded": sum(material.excluded.values()),
        "working_days": days,
        "first": material.first,
        "last": material.last,
        "labelled": 0 if material.true is None else int(material.true.notna().sum()),
    }
