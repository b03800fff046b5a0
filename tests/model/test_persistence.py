import json
import pickle
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from classifier.errors import ModelFileError
from classifier.model import EnquiryModel, load_model, save_model
from classifier.model.persistence import _contents_digest


@pytest.fixture(scope="module")
def saved(model: EnquiryModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "m.skops"
    save_model(model, path)
    return path


def test_a_saved_model_predicts_the_same(saved: Path, model: EnquiryModel, labelled: pd.DataFrame) -> None:
    rows = labelled.head(60)
    pd.testing.assert_frame_equal(load_model(saved).predict(rows), model.predict(rows))
    assert load_model(saved).facts == model.facts


def test_predicting_adds_nothing_to_the_file(saved: Path, model: EnquiryModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "again.skops")
    assert abs((tmp_path / "again.skops").stat().st_size - saved.stat().st_size) < 1000


def _truncated(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _flipped(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


@pytest.mark.parametrize("damage", [_truncated, _flipped, lambda whole: b"PK not a zip", lambda whole: b""])
def test_a_damaged_file_is_refused(saved: Path, tmp_path: Path, damage: object) -> None:
    path = tmp_path / "bad.skops"
    path.write_bytes(damage(saved.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ModelFileError, match="not a nulage model, or damaged"):
        load_model(path)


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("opened",)

    path = tmp_path / "bomb.skops"
    path.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ModelFileError):
        load_model(path)


def _repacked(saved: Path, path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy with other members, whose label states the digest of what is in it now."""
    with zipfile.ZipFile(saved) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            if name != "nulage.json":
                archive.writestr(name, content)
        label = json.loads(members["nulage.json"])
        if isinstance(label, dict) and label.get("contents") != "kept":
            label["contents"] = _contents_digest(archive)
        archive.writestr("nulage.json", json.dumps(label))
    return path


def _with_schema(change: Callable[[str], str]) -> Callable[[dict[str, bytes]], None]:
    def changed(members: dict[str, bytes]) -> None:
        before = members["schema.json"].decode()
        members["schema.json"] = change(before).encode()
        assert members["schema.json"] != before.encode()

    return changed


def _with_label(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def changed(members: dict[str, bytes]) -> None:
        members["nulage.json"] = json.dumps(json.loads(members["nulage.json"]) | changes).encode()

    return changed


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"sklearn.svm._classes"', '"os"', "os.LinearSVC"),
        # Of the kinds that skops itself would trust.
        ('"LinearSVC"', '"NuSVC"', "sklearn.svm._classes.NuSVC"),
        ('"SliceNode"', '"FunctionNode"', "builtins.slice"),
    ],
)
def test_types_that_no_model_has_are_refused_before_anything_is_built(
    saved: Path, tmp_path: Path, old: str, new: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _repacked(saved, tmp_path / "strange.skops", _with_schema(lambda schema: schema.replace(old, new)))
    monkeypatch.setattr("skops.io.load", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(
        ModelFileError, match=rf"types that no nulage model has \(.*{re.escape(named)}\); it was not opened"
    ):
        load_model(path)


def test_a_change_inside_is_found_by_the_digest(saved: Path, tmp_path: Path) -> None:
    def changed(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.endswith(".npy"))
        members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])
        stated = json.loads(members["nulage.json"])["contents"]
        members["nulage.json"] = members["nulage.json"].replace(stated.encode(), b"kept")

    with pytest.raises(ModelFileError, match="not a nulage model, or damaged"):
        load_model(_repacked(saved, tmp_path / "changed.skops", changed))


@pytest.mark.parametrize(
    "change",
    [
        _with_label(corpus="0" * 12),
        _with_label(settings="0" * 12),
        _with_label(more="x"),
        lambda members: members.update({"nulage.json": b"[1]"}),
        lambda members: members.update({"nulage.json": b'{"x": "' + b"0" * 70_000 + b'"}'}),
        lambda members: members.update({"schema.json": b"[" * 100_000}),
        lambda members: members.update({"schema.json": b"{}"}),
        lambda members: members.update({f"{number}.npy": b"" for number in range(10_001)}),
    ],
)  # fmt: skip
def test_tampered_files_are_refused(saved: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with pytest.raises(ModelFileError, match="not a nulage model, or damaged"):
        load_model(_repacked(saved, tmp_path / "tampered.skops", change))


def test_an_archive_that_would_unpack_to_more_than_the_limit_is_not_unpacked(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.model.persistence._MAX_BYTES", 10_000)
    monkeypatch.setattr("zipfile.ZipFile.read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(ModelFileError, match="not a nulage model, or damaged"):
        load_model(saved)


@pytest.mark.parametrize("changes", [{"format": 1}, {"scikit-learn": "0.0.1"}])
def test_another_version_is_refused_with_the_way_out(saved: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    path = _repacked(saved, tmp_path / "old.skops", _with_label(**changes))
    with pytest.raises(
        ModelFileError, match=r"made by nulage .* with scikit-learn .*; here are .*nulage train"
    ) as caught:
        load_model(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="does not exist; train it again: nulage train"):
        load_model(tmp_path / "none.skops")
