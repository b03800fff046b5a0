from pathlib import Path

import pytest

from classifier.errors import ExportError
from classifier.importing import import_exports
from tests.exports.builders import SETTINGS, messages, notices, read_all, rejects, text_file

SWEDISH = (
    "Publicerings-id,Sid-id,Sidnamn,Beskrivning,Publiceringstid,Inläggstyp,Permalänk,Visningar,Räckvidd,"
    '"Reaktioner, kommentarer och delningar",Reaktioner,Kommentarer,Delningar,Totalt antal klick,Länkklick,Datum\n'
)
ENGLISH = (
    "Post ID,Page ID,Page name,Description,Publish time,Post type,Permalink,Views,Reach,"
    '"Reactions, comments and shares",Reactions,Comments,Shares,Total clicks,Link clicks,Date\n'
)
ROWS = (
    "501,100,Norrsjö kommun,Badet öppnar,02/03/2026 09:14,Foto,https://x/1,10,9,14,5,7,2,1,0,Livstid\n"
    '502,100,Norrsjö kommun,"Vatten, avlopp",02/13/2026 09:14,Foto,https://x/2,10,9,4,1,"1,200",1,1,0,Livstid\n'
)


@pytest.mark.parametrize("header", [SWEDISH, ENGLISH])
def test_counts_are_told_and_no_enquiry_is_made(tmp_path: Path, header: str) -> None:
    found = read_all(text_file(tmp_path / "Feb-01-2026_Feb-28-2026_1.csv", header + ROWS, "utf-8-sig"))
    assert messages(found) == []
    (notice,) = notices(found)
    assert "2 posts, published 2026-02-13 to 2026-03-02; 1207 comments, 6 reactions, 3 shares" in notice
    assert "gives no enquiries" in notice


def test_alone_it_ends_the_import_with_its_account(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", SWEDISH + ROWS)
    with pytest.raises(ExportError, match="a post export of Meta Business Suite: 2 posts"):
        import_exports([path], SETTINGS, b"k" * 32)


def test_the_daily_breakdown_is_refused_by_name(tmp_path: Path) -> None:
    header = SWEDISH.replace("Visningar,", "")
    row = "501,100,Norrsjö kommun,Badet öppnar,02/03/2026 09:14,Foto,https://x/1,9,14,5,7,2,1,0,{}\n"
    rows = "".join(row.format(f"2026-03-{day:02}") for day in range(1, 29))
    (reason,) = rejects(read_all(text_file(tmp_path / "a.csv", header + rows)))
    assert "a daily breakdown of the post export (28 rows for 1 posts)" in reason
    assert "Livstid" in reason
