"""From the summary to the document: the sections in the order of a current-state analysis."""

from collections.abc import Sequence
from pathlib import Path

from classifier.report.comparing import build_comparison
from classifier.report.document import Document, Section
from classifier.report.logo import load_logo
from classifier.report.sections import answers, closing, contacts, findings, method, quotes, resolvability
from classifier.report.sections.quotes import Quote, load_quotes
from classifier.report.view import View
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Summary, summarise_file


def report_files(
    tables: Sequence[Path],
    settings: Settings,
    labels: Sequence[Path] = (),
    taxonomy: Path | None = None,
    language: str = "sv",
    quotes: Path | None = None,
) -> Document:
    """The report of one classified table, or the comparison of two; `labels` are none, or one for each table."""
    samples: Sequence[Path | None] = labels or [None] * len(tables)
    summaries = [
        summarise_file(table, settings, labels=sample, taxonomy=taxonomy)
        for table, sample in zip(tables, samples, strict=True)
    ]
    if len(summaries) == 2:
        return build_comparison(summaries[0], summaries[1], (tables[0].stem, tables[1].stem), settings, language)
    return build(summaries[0], settings, language, load_quotes(quotes) if quotes else ())


def build(summary: Summary, settings: Settings, language: str = "sv", approved: tuple[Quote, ...] = ()) -> Document:
    """The whole report. `approved` quotes are the only words of citizens in it."""
    view = View(summary, settings, Wording(language))
    sections: list[Section | None] = [
        findings.section(view),
        method.section(view),
        contacts.by_channel(view),
        contacts.by_department(view),
        resolvability.section(view),
        answers.section(view),
        answers.facebook(view),
        resolvability.line(view),
        quotes.section(view, approved),
        closing.comparisons(view),
        closing.quality(view),
        closing.appendix(view),
    ]
    w, period = view.w, view.period()
    return Document(
        language=language,
        title=w("title"),
        municipality=settings.municipality,
        period=w("period", **period),
        sections=tuple(section for section in sections if section),
        signature={w(f"sig_{name}"): str(value) or w("none_given") for name, value in summary.signature.items()},
        digest=summary.digest,
        logo=load_logo(settings.logo) if settings.logo else None,
    )
