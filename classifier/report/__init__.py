"""The current-state analysis as a document."""

from classifier.report.html import check_output, write_report

__all__ = ["check_output", "write_report"]
