"""The tables of the analysis, computed from the classified enquiry table alone."""

from classifier.summary.figure import Figure, Row, SummaryTable
from classifier.summary.summarising import Summary, summarise, summarise_file
from classifier.summary.writing import check_output, write_summary

__all__ = ["Figure", "Row", "Summary", "SummaryTable", "check_output", "summarise", "summarise_file", "write_summary"]
