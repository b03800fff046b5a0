"""Model files: skops archives, audited before anything in them is built; never pickles.

An archive is refused, in this order, when it is no whole zip of bounded size, when its contents do not have the digest
that its label states, when another version made it, when a part of it is of a type that no nulage model has. What is
built then must have the settings and the corpus that the label states. A digest is no signature: it finds damage and
careless changes; that nothing harmful can be built rests on the list of types.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import sklearn
import skops.io
from sklearn.base import BaseEstimator

from classifier import __version__
from classifier.errors import ModelFileError
from classifier.files import replacing
from classifier.model.enquiry_model import EnquiryModel
from classifier.model.head import Head
from classifier.model.taught import TaughtRows

FORMAT = 5
_LABEL = "nulage.json"
_SCHEMA = "schema.json"
# Skops trusts hundreds of types of its own accord; a nulage model is made of these and no others.
_OUR_TYPES = frozenset(
    {
        "classifier.model.calibration.TemperatureScaling",
        "classifier.model.context.WithContext",
        "classifier.model.grams.CharacterGrams",
        "classifier.model.grams.TokenGrams",
        "classifier.model.lexicon.LexiconFeatures",
    }
)
_THEIR_TYPES = frozenset(
    {
        *(f"builtins.{name}" for name in ("bool", "dict", "float", "int", "list", "slice", "str", "tuple")),
        "numpy.float64",
        "numpy.ndarray",
        "sklearn.compose._column_transformer.ColumnTransformer",
        "sklearn.pipeline.Pipeline",
        "sklearn.preprocessing._data.Normalizer",
        "sklearn.preprocessing._encoders.OneHotEncoder",
        "sklearn.svm._classes.LinearSVC",
    }
)
# Skops' ways to build a part; those that call something by name are not among them.
_BUILDERS = frozenset(
    {"DictNode", "JsonNode", "ListNode", "NdArrayNode", "ObjectNode", "SliceNode", "TupleNode", "TypeNode"}
)
_MAX_BYTES = 2**30
_MAX_LABEL_BYTES = 2**16
_MAX_MEMBERS = 10_000
_RETRAIN = "train it again: nulage train LABELS -o MODEL"


def save_model(model: EnquiryModel, path: Path) -> None:
    """Write a model file (.skops), whole or not at all."""
    document = {
        "facts": model.facts,
        "review_below": model.review_below,
        "familiar_from": model.familiar_from,
        "taught": vars(model.taught),
        **{f"{name}_{part}": value for name, head in _heads(model) for part, value in _parts(head).items()},
    }
    with replacing(path) as temporary:
        skops.io.dump(document, temporary, compression=zipfile.ZIP_DEFLATED)
        with zipfile.ZipFile(temporary, "a", zipfile.ZIP_DEFLATED) as archive:
            strange = _strange_types(json.loads(archive.read(_SCHEMA)))
            assert not strange, f"a model file may not hold {strange}"
            archive.writestr(_LABEL, json.dumps(_label(model, _contents_digest(archive))))


def load_model(path: Path | str) -> EnquiryModel:
    """Read a model file; ModelFileError for anything that is not a whole one of ours from this version."""
    path = Path(path)
    if not path.is_file():
        raise ModelFileError("the model file does not exist", place=path, remedy=_RETRAIN)
    try:
        label, strange = _audited(path)
        if strange:
            shown = ", ".join(strange[:3])
            raise ModelFileError(f"holds types that no nulage model has ({shown}); it was not opened", place=path)
        document: Any = skops.io.load(path, trusted=sorted(_OUR_TYPES))
        model = EnquiryModel(
            topic_head=_head(document, "topic"),
            level_head=_head(document, "level"),
            review_below=document["review_below"],
            familiar_from=document["familiar_from"],
            taught=TaughtRows(**document["taught"]),
            facts=document["facts"],
        )
        if label != _label(model, label["contents"]):
            raise ValueError("the label is of another model")
    except ModelFileError:
        raise
    except Exception as error:  # zipfile, json and skops raise by the part that is damaged: KeyError, TypeError ...
        raise ModelFileError("not a nulage model, or damaged", place=path, remedy=_RETRAIN) from error
    return model


def _audited(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The archive's label and the types in it that no model has; an error of any kind when it is no whole archive."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        sizes = {member.filename: member.file_size for member in members}
        if len(sizes) != len(members) or len(members) > _MAX_MEMBERS or sum(sizes.values()) > _MAX_BYTES:
            raise ValueError("the archive is out of bounds")
        if sizes[_LABEL] > _MAX_LABEL_BYTES:
            raise ValueError("the label is out of bounds")
        label = json.loads(archive.read(_LABEL))
        _check_versions(label, path)
        if label["contents"] != _contents_digest(archive):
            raise ValueError("the contents are not those that were saved")
        return label, _strange_types(json.loads(archive.read(_SCHEMA)))


def _check_versions(label: dict[str, Any], path: Path) -> None:
    if label["format"] != FORMAT or label["scikit-learn"] != sklearn.__version__:
        raise ModelFileError(
            f"made by nulage {label.get('nulage')} with scikit-learn {label['scikit-learn']}, format {label['format']};"
            f" here are nulage {__version__}, scikit-learn {sklearn.__version__} and format {FORMAT}",
            place=path,
            remedy=_RETRAIN,
        )


def _label(model: EnquiryModel, contents: str) -> dict[str, Any]:
    """What the archive says of itself: versions, and digests of its contents, its corpus and its settings."""
    settings = json.dumps({name: _settings(head.scorer) for name, head in _heads(model)}, sort_keys=True)
    return {
        "format": FORMAT,
        "nulage": model.facts["versions"]["nulage"],
        "scikit-learn": sklearn.__version__,
        "corpus": model.facts["corpus"]["digest"],
        "settings": hashlib.sha256(settings.encode()).hexdigest()[:12],
        "contents": contents,
    }


def _settings(estimator: BaseEstimator) -> dict[str, str]:
    """What an estimator and those inside it were told, by name; fitted or not."""
    return {
        name: repr(value)
        for name, value in estimator.get_params(deep=True).items()
        if isinstance(value, str | int | float | bool | None)
    }


def _contents_digest(archive: zipfile.ZipFile) -> str:
    digest = hashlib.sha256()
    for name in sorted(set(archive.namelist()) - {_LABEL}):
        digest.update(name.encode() + b"\0")
        with archive.open(name) as member:
            while block := member.read(2**20):
                digest.update(block)
    return digest.hexdigest()


def _strange_types(schema: Any) -> list[str]:
    """Types and ways of building in skops' plan of the archive that are in none of the lists above."""
    found = set()
    for node in _nodes(schema):
        kind = f"{node['__module__']}.{node['__class__']}"
        if kind not in _OUR_TYPES | _THEIR_TYPES or node["__loader__"] not in _BUILDERS:
            found.add(kind)
    return sorted(found)


def _nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every node of the plan: an object that says by what it is built."""
    left = [schema]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            if not {"__module__", "__class__", "__loader__"}.isdisjoint(item):
                yield item
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)


def _heads(model: EnquiryModel) -> tuple[tuple[str, Head], ...]:
    return (("topic", model.topic_head), ("level", model.level_head))


def _parts(head: Head) -> dict[str, Any]:
    return {part.name: getattr(head, part.name) for part in fields(head)}


def _head(document: dict[str, Any], name: str) -> Head:
    return Head(**{part.name: document[f"{name}_{part.name}"] for part in fields(Head)})
