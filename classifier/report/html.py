"""The report as a single HTML file: no network, pictures inline, readable on a phone and in print."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from classifier.errors import TableError
from classifier.files import write_text
from classifier.report import charts
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Summary
from classifier.summary.domains import DOMAINS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a report table: its heading, and the text of its cell for a row."""

    heading: str
    cell: Callable[[Row], str]
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """A captioned table of finished texts."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def check_output(path: Path) -> None:
    """Raise TableError when `path` has a suffix that no report is written with."""
    if path.suffix.lower() != ".html":
        raise TableError(f"a report cannot be written as '{path.suffix}'", place=path, remedy="use .html")


def write_report(summary: Summary, settings: Settings, path: Path, *, language: str = "sv") -> None:
    """Write the report, whole or not at all; the same summary gives the same bytes."""
    check_output(path)
    write_text(path, render(summary, settings, language))


def render(summary: Summary, settings: Settings, language: str = "sv") -> str:
    """The report's HTML. Every text from the data is escaped by the template."""
    page = _Page(summary, settings, Wording(language))
    environment = Environment(
        loader=PackageLoader("classifier.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        w=page.wording,
        language=language,
        municipality=settings.municipality,
        signature=summary.signature,
        sentences=page.sentences(),
        charts=page.charts(),
        tables=page.tables(),
        definitions=page.definitions(),
    )


class _Page:
    def __init__(self, summary: Summary, settings: Settings, wording: Wording) -> None:
        self.summary = summary
        self.settings = settings
        self.wording = wording

    def name(self, domain: str, value: str) -> str:
        """A group as the reader knows it: topics and channels by name, mailboxes and departments as they are."""
        if domain == "topic" and value in self.summary.taxonomy.codes:
            return self.summary.taxonomy.name(value, self.wording.language)
        return self.wording("all") if domain == "all" else self.wording(value)

    def rows(self, table: str, **chosen: str) -> list[dict[str, Any]]:
        """Rows of a summary table with the given values, missing figures as None."""
        frame = self.summary.tables[table]
        for column, value in chosen.items():
            frame = frame[frame[column] == value]
        return frame.astype(object).where(frame.notna(), None).to_dict("records")

    def sentences(self) -> list[str]:
        w, signature = self.wording, self.summary.signature
        channels = ", ".join(
            f"{self.name('channel', row['value'])} {w.count(row['enquiries'])}"
            for row in self.rows("volumes", domain="channel")
        )
        found = [
            w(
                "s_volume",
                enquiries=w.count(signature["enquiries"]),
                first=signature["first"],
                last=signature["last"],
                channels=channels,
            )
        ]
        whole = self.rows("resolvability", domain="all")[0]
        found.append(
            w("s_strict", of=w.count(whole["of"]), strict=self._estimate(whole, "strict"), extended=self._estimate(whole, "extended"))
        )  # fmt: skip
        if whole["strict_low"] is None:
            found.append(w("s_biased"))
        for row in self.rows("answers", domain="channel", scope="answer_needing"):
            channel = self.name("channel", row["value"])
            if not row["measurable"]:
                found.append(w("s_unmeasured", channel=channel))
                continue
            found.append(
                w(
                    "s_unanswered",
                    channel=channel,
                    unanswered=w.count(row["unanswered"]),
                    measurable=w.count(row["measurable"]),
                    rate=w.percent(row["unanswered_rate"]),
                    within=w.count(row["within_1d"]),
                    closed=w.count(row["within_1d_of"]),
                    within_rate=w.percent(row["within_1d_rate"]),
                    median=w.decimal(row["median_hours"]),
                )
            )
        return found

    def _estimate(self, row: Row, measure: str) -> str:
        interval = self.wording.interval(row[f"{measure}_low"], row[f"{measure}_high"])
        return f"{self.wording.percent(row[f'{measure}_share'])} {interval}".strip()

    def charts(self) -> dict[str, Markup]:
        w = self.wording
        topics = sorted(
            (row for row in self.rows("volumes", domain="topic") if row["value"] != "NONE"),
            key=lambda row: (-row["enquiries"], row["value"]),
        )
        cross = {(row["topic"], row["channel"]): row["enquiries"] for row in self.rows("topic_by_channel")}
        channels = [row["value"] for row in self.rows("volumes", domain="channel")]
        share = {row["value"]: row for row in self.rows("resolvability", domain="topic")}
        ranked = sorted(
            (row for row in topics if share[row["value"]]["strict_share"] is not None),
            key=lambda row: -share[row["value"]]["extended_share"],
        )
        needing = [
            row
            for domain in ("channel", "source")
            for row in self.rows("answers", domain=domain, scope="answer_needing")
            if row["measurable"]
        ]
        drawn = {
            "volumes": charts.stacked_counts(
                [self.name("topic", row["value"]) for row in topics],
                [
                    (self.name("channel", channel), [int(cross.get((row["value"], channel), 0)) for row in topics])
                    for channel in channels
                ],
                w("chart_volumes"),
                w,
            ),
            "resolvability": charts.share_points(
                [self.name("topic", row["value"]) for row in ranked],
                [self._point(share[row["value"]], "strict") for row in ranked],
                [self._point(share[row["value"]], "extended") for row in ranked],
                w("chart_resolvability"),
                w,
            ),
            "hours": charts.hour_map(self.summary.tables["hours"], w("chart_hours"), w),
        }
        if needing:
            drawn["answers"] = charts.answer_bars(
                [self.name(row["domain"], row["value"]) for row in needing],
                [(row["within_1d"], row["answered"] - row["within_1d"], row["unanswered"]) for row in needing],
                w("chart_answers"),
                w,
            )
        # Made by matplotlib from texts that it escapes itself.
        return {name: Markup(svg) for name, svg in drawn.items()}

    @staticmethod
    def _point(row: Row, measure: str) -> tuple[float, float | None, float | None]:
        return row[f"{measure}_share"], row[f"{measure}_low"], row[f"{measure}_high"]

    def tables(self) -> dict[str, list[Table]]:
        w = self.wording
        volumes = [
            Column(w("enquiries"), lambda row: w.count(row["enquiries"])),
            Column(w("share"), lambda row: w.percent(row["share"])),
        ]
        if self.settings.inhabitants:
            volumes.append(Column(w("per_1000"), lambda row: w.decimal(row["per_1000"])))
        resolvability = (
            *(Column(w(level), lambda row, level=level: w.count(row[level])) for level in ("N1", "N2", "N3")),  # type: ignore[misc]
            Column(w("of"), lambda row: w.count(row["of"])),
            Column(w("strict"), lambda row: self._estimate(row, "strict")),
            Column(w("extended"), lambda row: self._estimate(row, "extended")),
            Column(w("method_column"), self._method, numeric=False),
        )
        answers = (
            Column(w("measurable"), lambda row: w.count(row["measurable"])),
            Column(w("unanswered"), lambda row: w.count(row["unanswered"])),
            Column(w("unanswered_rate"), lambda row: self._rate(row, "unanswered", row["measurable"])),
            Column(w("within_1d"), lambda row: self._rate(row, "within_1d", row["within_1d_of"])),
            Column(w("within_2d"), lambda row: self._rate(row, "within_2d", row["within_2d_of"])),
            Column(w("median_hours"), lambda row: w.decimal(row["median_hours"])),
            Column(w("p90_hours"), lambda row: w.decimal(row["p90_hours"])),
            Column(w("median_working_hours"), lambda row: w.decimal(row["median_working_hours"])),
        )
        return {
            "volumes": [self._table("volumes", domain, volumes) for domain in self._domains("volumes")],
            "resolvability": [
                self._table("resolvability", domain, resolvability) for domain in self._domains("resolvability")
            ],
            "answers": [
                self._table("answers", domain, answers, scope="answer_needing") for domain in self._domains("answers")
            ],
            "months": [self._months()],
            "excluded": [self._excluded()],
        }

    def _domains(self, table: str) -> list[str]:
        present = set(self.summary.tables[table]["domain"])
        return [domain for domain in DOMAINS if domain in present]

    def _table(self, table: str, domain: str, columns: Iterable[Column], **chosen: str) -> Table:
        name = Column(self.wording(domain), lambda row: self.name(domain, row["value"]), numeric=False)
        rows = sorted(self.rows(table, domain=domain, **chosen), key=lambda row: self._rank(row))
        rows = [row for row in rows if row.get("of", row.get("enquiries"))]
        return Table(self.wording(domain), (name, *columns), tuple(rows))

    @staticmethod
    def _rank(row: Row) -> tuple[bool, int, str]:
        """Largest first, the pooled group last."""
        return row["value"] == "OTHER", -int(row["enquiries"] if "enquiries" in row else row["of"]), row["value"]

    def _rate(self, row: Row, name: str, of: int) -> str:
        w = self.wording
        if not of:
            return w("not_measurable")
        interval = w.interval(row[f"{name}_low"], row[f"{name}_high"])
        return f"{w.percent(row[f'{name}_rate'])} {interval}"

    def _method(self, row: Row) -> str:
        text = self.wording(row["strict_method"])
        n = row["strict_labelled"]
        return text if row["strict_low"] is None else f"{text}, n={self.wording.count(n)} {self.wording('labelled')}"

    def _months(self) -> Table:
        w = self.wording
        frame = self.summary.tables["months"]
        wide = frame.pivot_table(index="month", columns="channel", values="enquiries", aggfunc="sum", fill_value=0)
        columns = [Column(w("month"), lambda row: str(row["month"]), numeric=False)]
        columns += [
            Column(self.name("channel", channel), lambda row, channel=channel: w.count(row[channel]))  # type: ignore[misc]
            for channel in wide.columns
        ]
        return Table(w("month"), tuple(columns), tuple(wide.reset_index().to_dict("records")))

    def _excluded(self) -> Table:
        w = self.wording
        columns = (
            Column(w("source"), lambda row: row["source"] or w(""), numeric=False),
            Column(w("reason"), lambda row: w(row["excluded"]), numeric=False),
            Column(w("messages"), lambda row: w.count(row["messages"])),
        )
        return Table(w("m_excluded"), columns, tuple(self.rows("excluded")))

    def definitions(self) -> list[str]:
        w = self.wording
        keys = ("d_enquiry", "d_answer", "d_needing", "d_levels", "d_window", "d_interval", "d_privacy")
        return [*(w(key) for key in keys), w("d_small", limit=w.count(self.settings.small_cell))]
