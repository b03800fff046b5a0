"""A few hundred damaged exports; scripts/fuzz_exports.py makes thousands of the same kind."""

import random
from pathlib import Path

import pytest

from tests.exports.fuzzing import SETTINGS, check_case, mutated
from tests.exports.seeds import seeds

CASES = 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return dict(seeds(tmp_path_factory.mktemp("seeds")))


FORMATS = (
    "mbox", "eml", "msg", "msg-rtf", "zip", "outlook-csv", "message-trace", "facebook-graph", "facebook-download",
    "messenger", "facebook-comments", "facebook-posts", "table", "jsonl",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_damage_is_read_repaired_or_rejected(whole: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert set(whole) == set(FORMATS)
    contents = [path.read_bytes() for path in whole.values()]
    chance = random.Random(name)
    found = []
    for number in range(CASES):
        path = tmp_path / f"{number}{whole[name].suffix}"
        path.write_bytes(mutated(whole[name].read_bytes(), chance, contents) or b"x")
        found.append(check_case(path, whole_import=number % 10 == 0))
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_whole_export_is_read_by_its_own_reader(whole: dict[str, Path], name: str) -> None:
    from classifier.exports.formats import FORMATS, Rejected, read_exports

    assert not any(isinstance(item, Rejected) for item in read_exports([whole[name]], SETTINGS))
    row = {"msg-rtf": "msg", "jsonl": "table"}.get(name, name)
    assert row == "zip" or row in {format_.name for format_ in FORMATS}
