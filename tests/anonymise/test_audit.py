"""The audit: what is left is counted with its rows, foreign tables are refused, and no identifier is kept."""

from pathlib import Path

import pandas as pd
import pytest

from classifier.anonymise.audit import Audit, EditLog, screened
from classifier.edits import Edit
from classifier.errors import NulageError

CLEAN = pd.DataFrame({"enquiry_id": ["850312-9874"], "text": ["När plogas [ADRESS]?"]})
DIRTY = pd.DataFrame({"id": ["1", "2"], "fritext": ["Hej", "Ring 070-174 06 12, säger Kerstin Berg"]})


def test_identifiers_left_are_counted_with_the_rows_of_a_spreadsheet() -> None:
    audit = Audit()
    assert len(list(audit.frames([DIRTY, DIRTY]))) == 2
    assert audit.counts == {"phone": 2, "person": 2}
    assert audit.rows == {"phone": [3, 5], "person": [3, 5]}
    assert audit.line() == "identifiers left in 4 rows: person 2, phone 2"


def test_the_columns_of_our_own_structure_are_not_read() -> None:
    audit = Audit()
    list(audit.frames([CLEAN]))
    assert not audit.counts


def test_the_riskiest_rows_come_first_and_masked() -> None:
    audit = Audit(review=1)
    list(audit.frames([DIRTY]))
    (doubt,) = audit.doubts
    assert doubt.row == 3
    assert doubt.text == "2 | Ring [TELEFON], säger [NAMN_1]"


def test_a_foreign_table_with_hits_is_refused_until_allowed() -> None:
    with pytest.raises(NulageError, match=r"personal data .*phone 1") as error:
        list(screened([DIRTY], Path("x.csv"), Audit(), own=False))
    assert "070" not in str(error.value)
    for options in ({"own": True}, {"own": False, "allow_personal_data": True}):
        audit = Audit()
        assert len(list(screened([DIRTY], Path("x.csv"), audit, **options))) == 1
        assert audit.counts["phone"] == 1
    assert len(list(screened([CLEAN], Path("x.csv"), Audit(), own=False))) == 1


def test_a_name_seen_once_in_a_thousand_words_refuses_nothing() -> None:
    sentence = "När öppnar badet i sommar "
    rare = pd.DataFrame({"text": [sentence * 300 + "säger Kerstin"]})
    often = pd.DataFrame({"text": [sentence * 10 + "säger Kerstin"]})
    assert len(list(screened([rare], Path("x.csv"), Audit(), own=False))) == 1
    with pytest.raises(NulageError, match="person 1"):
        list(screened([often], Path("x.csv"), Audit(), own=False))


def test_the_log_of_edits_holds_places_and_kinds_only() -> None:
    log = EditLog()
    log.add("a1", "text", [Edit(3, 9, "phone", "[TELEFON]")])
    frame = log.drain()
    assert frame.to_dict("records") == [
        {"enquiry_id": "a1", "column": "text", "start": "3", "end": "9", "kind": "phone", "token": "[TELEFON]"}
    ]
    assert log.drain().empty
