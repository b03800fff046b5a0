"""The current-state analysis as a document: built once, written as HTML, Word, Excel or JSON."""

from classifier.report.building import build, report_files
from classifier.report.comparing import build_comparison
from classifier.report.document import Document
from classifier.report.sections.quotes import Quote, load_quotes
from classifier.report.writing import check_output, write_report

__all__ = [
    "Document",
    "Quote",
    "build",
    "build_comparison",
    "check_output",
    "load_quotes",
    "report_files",
    "write_report",
]
