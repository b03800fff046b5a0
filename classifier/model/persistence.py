"""Model files: skops archives, audited before anything in them is built; never pickles."""

import json
import zipfile
import zlib
from dataclasses import fields
from pathlib import Path
from typing import Any

import sklearn
import skops.io

from classifier.errors import ModelFileError
from classifier.files import replacing
from classifier.model.enquiry_model import EnquiryModel
from classifier.model.head import Head

FORMAT = 3
_LABEL = "nulage.json"
# Skops trusts scikit-learn's own estimators; of ours these, and nothing else may be in a model file.
_ALLOWED_TYPES = frozenset(
    {
        "classifier.model.calibration.TemperatureScaling",
        "classifier.model.context.WithContext",
        "classifier.model.grams.CharacterGrams",
        "classifier.model.grams.TokenGrams",
        "classifier.model.lexicon.LexiconFeatures",
    }
)
_MAX_BYTES = 2 * 2**30
_RETRAIN = "train it again: nulage train LABELS -o MODEL"


def save_model(model: EnquiryModel, path: Path) -> None:
    """Write a model file (.skops), whole or not at all."""
    document = {
        "facts": model.facts,
        "review_below": model.review_below,
        "familiar_from": model.familiar_from,
        **{f"{name}_{part}": value for name, head in _heads(model) for part, value in _parts(head).items()},
    }
    with replacing(path) as temporary:
        skops.io.dump(document, temporary, compression=zipfile.ZIP_DEFLATED)
        with zipfile.ZipFile(temporary, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_LABEL, json.dumps(_versions()))


def load_model(path: Path | str) -> EnquiryModel:
    """Read a model file; ModelFileError for anything that is not a whole one of ours from this version.

    What the archive says of itself is read first, then skops' audit lists the types in it; only then is it built.
    """
    path = Path(path)
    _check_versions(_read_label(path), path)
    try:
        strange = set(skops.io.get_untrusted_types(file=path)) - _ALLOWED_TYPES
    except Exception as error:  # skops raises by the part that is damaged: KeyError, ValueError, TypeError ...
        raise _damaged(path) from error
    if strange:
        raise ModelFileError(
            f"holds types that no nulage model has ({', '.join(sorted(strange)[:3])}); it was not opened", place=path
        )
    try:
        document: Any = skops.io.load(path, trusted=sorted(_ALLOWED_TYPES))
        return EnquiryModel(
            topic_head=_head(document, "topic"),
            level_head=_head(document, "level"),
            review_below=document["review_below"],
            familiar_from=document["familiar_from"],
            facts=document["facts"],
        )
    except Exception as error:  # as above
        raise _damaged(path) from error


def _damaged(path: Path) -> ModelFileError:
    return ModelFileError("not a nulage model, or damaged", place=path, remedy=_RETRAIN)


def _versions() -> dict[str, Any]:
    return {"format": FORMAT, "scikit-learn": sklearn.__version__}


def _read_label(path: Path) -> dict[str, Any]:
    """What the archive says it is; ModelFileError when it is no whole zip of bounded size with our label in it."""
    if not path.is_file():
        raise ModelFileError("the model file does not exist", place=path, remedy=_RETRAIN)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MAX_BYTES or archive.testzip() is not None:
                raise _damaged(path)
            label = json.loads(archive.read(_LABEL))
    except (zipfile.BadZipFile, zlib.error, OSError, KeyError, ValueError, NotImplementedError) as error:
        raise _damaged(path) from error
    if not isinstance(label, dict):
        raise _damaged(path)
    return label


def _check_versions(label: dict[str, Any], path: Path) -> None:
    if label != _versions():
        raise ModelFileError(
            f"made with scikit-learn {label.get('scikit-learn')}, format {label.get('format')};"
            f" here are {sklearn.__version__} and format {FORMAT}",
            place=path,
            remedy=_RETRAIN,
        )


def _heads(model: EnquiryModel) -> tuple[tuple[str, Head], ...]:
    return (("topic", model.topic_head), ("level", model.level_head))


def _parts(head: Head) -> dict[str, Any]:
    return {part.name: getattr(head, part.name) for part in fields(head)}


def _head(document: dict[str, Any], name: str) -> Head:
    return Head(**{part.name: document[f"{name}_{part.name}"] for part in fields(Head)})
