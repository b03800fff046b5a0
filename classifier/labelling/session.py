"""Labelling one row after another, every label saved at once into the sheet it came from."""

from dataclasses import dataclass
from pathlib import Path

from classifier.errors import LabelError, TableError
from classifier.files import replacing
from classifier.labelling.reading import open_workbook, read_labels
from classifier.labelling.sheet import UNREADABLE_LEVEL
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, Taxonomy


@dataclass(frozen=True)
class Label:
    """What a labeller decides of one row."""

    topic: str
    level: str
    second_topic: str = ""
    uncertain: bool = False


class LabelSession:
    """An open labelling sheet (.xlsx): its rows to read, and the one way to label them.

    Columns, order and formats of the workbook are kept as they are. Raises TableError and LabelError as `read_labels`
    does when the sheet is none or holds wrong labels already.
    """

    def __init__(self, path: Path, taxonomy: Taxonomy, labeller: str = "") -> None:
        if path.suffix.lower() != ".xlsx":
            raise TableError(
                "only an .xlsx sheet can be labelled here", place=path, remedy="draw it with sample -o label.xlsx"
            )
        self.rows = read_labels(path, taxonomy).set_index("enquiry_id", drop=False)
        self.taxonomy = taxonomy
        self._path = path
        self._labeller = labeller
        self._book, self._sheet, header, self._names = open_workbook(path)
        column = self._names.index("enquiry_id") + 1
        cells = ((row, self._sheet.cell(row, column).value) for row in range(header + 1, self._sheet.max_row + 1))
        self._row_of = {str(value).strip(): row for row, value in cells if value is not None}

    @property
    def done(self) -> int:
        """Rows that carry labels, or that were found impossible to judge."""
        return int(self.rows["status"].isin(["labelled", "unreadable"]).sum())

    def following(self, enquiry_id: str = "") -> str:
        """The next row still to label after `enquiry_id` (from the top when empty), going round; empty when all are."""
        names = list(self.rows.index)
        start = names.index(enquiry_id) + 1 if enquiry_id in names else 0
        todo = self.rows["status"].isin(["blank", "half"])
        return next((name for name in names[start:] + names[:start] if todo[name]), "")

    def save(self, enquiry_id: str, label: Label) -> None:
        """Set the labels of a row and save the sheet, whole or not at all.

        Raises LabelError for an unknown row, for codes outside the taxonomy, and for NONE without N0 or the reverse.
        """
        label = self._checked(enquiry_id, label)
        cells = {
            "topic": label.topic,
            "level": label.level,
            "second_topic": label.second_topic,
            "uncertain": "1" if label.uncertain else "0",
        }
        if self._labeller:
            cells["labeller"] = self._labeller
        for name, value in cells.items():
            if name in self._names:
                self._sheet.cell(self._row_of[enquiry_id], self._names.index(name) + 1).value = value or None
            self.rows.at[enquiry_id, name] = value
        self.rows.at[enquiry_id, "status"] = "unreadable" if label.level == UNREADABLE_LEVEL else "labelled"
        with replacing(self._path) as temporary:
            self._book.save(temporary)

    def _checked(self, enquiry_id: str, label: Label) -> Label:
        codes = self.taxonomy.codes
        if label.level in (NO_ENQUIRY, UNREADABLE_LEVEL):
            label = Label(NO_TOPIC if label.level == NO_ENQUIRY else "", label.level, "", label.uncertain)
        known = (
            enquiry_id in self._row_of
            and label.level in (*LEVELS, UNREADABLE_LEVEL)
            and label.topic in {NO_ENQUIRY: (NO_TOPIC,), UNREADABLE_LEVEL: ("",)}.get(label.level, codes)
            and label.second_topic in ("", *codes)
        )
        if not known:
            raise LabelError("choose a topic and a level", place=self._path.name)
        return label
