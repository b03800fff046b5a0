import json
import pickle
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import sklearn
import skops.io
from sklearn.preprocessing import FunctionTransformer

from classifier.errors import ModelFileError
from classifier.model import EnquiryModel, load_model, save_model


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


def test_a_file_with_foreign_types_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    path = tmp_path / "strange.skops"
    skops.io.dump({"facts": {}, "topic_scorer": FunctionTransformer(json.loads)}, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("nulage.json", json.dumps({"format": 2, "scikit-learn": sklearn.__version__}))
    with pytest.raises(ModelFileError, match=r"types that no nulage model has \(json.loads\)"):
        load_model(path)


def _relabelled(saved: Path, path: Path, label: object) -> Path:
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.infolist():
            ours = member.filename == "nulage.json"
            new.writestr(member, json.dumps(label).encode() if ours else old.read(member))
    return path


def test_another_version_is_refused_with_the_way_out(saved: Path, tmp_path: Path) -> None:
    path = _relabelled(saved, tmp_path / "old.skops", {"format": 2, "scikit-learn": "0.0.1"})
    with pytest.raises(ModelFileError, match=r"made with scikit-learn 0\.0\.1.*nulage train"):
        load_model(path)


def test_a_label_of_another_shape_is_refused(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="not a nulage model"):
        load_model(_relabelled(saved, tmp_path / "odd.skops", ["x"]))


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="does not exist; train it again: nulage train"):
        load_model(tmp_path / "none.skops")
