"""The sections of the report, one module each: a function from the view of a summary to a section."""
