"""Tables of text, read and written by suffix, whole or in chunks; no type guessing, an absent value is ""."""

from classifier.tables.formulas import guard_formula, unguard_formula
from classifier.tables.reading import TABLE_SUFFIXES, read_chunks, read_table, require_columns
from classifier.tables.writing import check_writable, table_writer, write_table

__all__ = [
    "TABLE_SUFFIXES",
    "check_writable",
    "guard_formula",
    "read_chunks",
    "read_table",
    "require_columns",
    "table_writer",
    "unguard_formula",
    "write_table",
]
