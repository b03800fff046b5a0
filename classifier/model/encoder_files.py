"""Reading a sentence encoder's files: by onnxruntime, or by sentence-transformers; offline, and running no code of theirs."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.errors import NulageError

Reals = NDArray[np.float32]
Run = Callable[[list[str]], Reals]
_ONNX_FILES = ("model.onnx", "onnx/model.onnx")
# What sentence-transformers cuts at when the folder does not say.
_LONGEST = 256
_ONNX_STEPS = frozenset({"Transformer", "Pooling", "Normalize"})


def read_encoder(path: Path) -> Run:
    """What turns texts into vectors of length 1, one row a text.

    An ONNX model is preferred, since it needs no PyTorch. Raises NulageError for a folder that holds neither, that cannot
    be read or asks for what nulage does not do, and when the extra is missing.
    """
    onnx = next((path / name for name in _ONNX_FILES if (path / name).is_file()), None)
    if onnx is not None:
        return _onnx(path, onnx)
    if (path / "modules.json").exists() or (path / "config.json").exists():
        return _sentence_transformer(path)
    raise NulageError(
        "no sentence encoder lies there",
        place=path,
        remedy="name a folder with modules.json (sentence-transformers) or model.onnx and tokenizer.json",
    )


def _sentence_transformer(path: Path) -> Run:
    # Read by the libraries when they are imported: what is missing in the folder must not be looked for on the network.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise _no_extra("sentence-transformers") from error
    try:
        model = SentenceTransformer(str(path), device="cpu", local_files_only=True, trust_remote_code=False)
    except Exception as error:  # the libraries under it raise errors of their own for a damaged file
        raise _unreadable(path) from error
    return lambda texts: np.asarray(model.encode(texts, normalize_embeddings=True, show_progress_bar=False))


def _onnx(path: Path, file: Path) -> Run:
    """The token vectors pooled as the folder says, by their mean when it does not, as nearly all sentence encoders are."""
    os.environ.update(HF_HUB_OFFLINE="1")
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _no_extra("onnxruntime and tokenizers") from error
    try:
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        beside = file.with_name("tokenizer.json")
        tokenizer = Tokenizer.from_file(str(beside if beside.exists() else path / "tokenizer.json"))
        tokenizer.enable_truncation(_longest(path, tokenizer))
        tokenizer.enable_padding(**_padding(tokenizer))
        pool = _pooling(path)
        prompt = _prompt(path)
    except NulageError:
        raise
    except Exception as error:  # the first two raise bare Exception for a file that is missing or no model
        raise _unreadable(path) from error
    wanted = {given.name for given in session.get_inputs()}
    if strange := wanted - {"input_ids", "attention_mask", "token_type_ids"}:
        raise NulageError(f"the ONNX model asks for {min(strange)}, which nulage does not give", place=file)
    outputs = [given.name for given in session.get_outputs()]
    whole = "sentence_embedding" in outputs
    if not whole and (more := _steps(path) - _ONNX_STEPS):
        raise NulageError(
            f"after the ONNX model comes the step {min(more)}, which nulage does not do",
            place=path,
            remedy="export the whole of it to ONNX, with the output sentence_embedding, or remove model.onnx",
        )
    output = "sentence_embedding" if whole else outputs[0]

    def run(texts: list[str]) -> Reals:
        """A vector for each text."""
        encoded = tokenizer.encode_batch([prompt + text for text in texts])
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([item.type_ids for item in encoded], dtype=np.int64),
        }
        found = np.asarray(session.run([output], {name: given[name] for name in wanted})[0], dtype=np.float32)
        vectors = found if found.ndim == 2 else pool(found, mask)
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))

    return run


def _mean(tokens: Reals, mask: NDArray[np.int64]) -> Reals:
    return np.asarray((tokens * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1))


def _first(tokens: Reals, mask: NDArray[np.int64]) -> Reals:
    return np.asarray(tokens[np.arange(len(tokens)), mask.argmax(axis=1)])


# By the names in sentence-transformers' 1_Pooling/config.json: before version 5.4 a flag a mode, since then one word.
_POOLINGS = {"pooling_mode_mean_tokens": _mean, "pooling_mode_cls_token": _first, "mean": _mean, "cls": _first}


def _pooling(path: Path) -> Callable[[Reals, NDArray[np.int64]], Reals]:
    told = _json(path / "1_Pooling" / "config.json")
    modes = [name for name, on in told.items() if name.startswith("pooling_mode_") and on is True]
    modes += [told["pooling_mode"]] if "pooling_mode" in told else []
    if any(mode not in _POOLINGS for mode in modes) or len(modes) > 1:
        raise NulageError(
            f"its token vectors are to be joined by {', '.join(map(str, modes))}, which nulage does not do",
            place=path,
            remedy="remove model.onnx, so that sentence-transformers reads the folder",
        )
    return _POOLINGS[modes[0]] if modes else _mean


def _longest(path: Path, tokenizer: Any) -> int:
    """Tokens of a text that are read: as the folder says, else as the tokenizer does."""
    told = _json(path / "sentence_bert_config.json").get("max_seq_length")
    return int(told or (tokenizer.truncation or {}).get("max_length") or _LONGEST)


def _padding(tokenizer: Any) -> dict[str, Any]:
    """The tokenizer's own padding, but to the longest text at hand and not to a fixed length."""
    own = tokenizer.padding or {}
    return {name: own[name] for name in ("direction", "pad_id", "pad_type_id", "pad_token") if name in own}


def _prompt(path: Path) -> str:
    """What the folder says is put before every text."""
    told = _json(path / "config_sentence_transformers.json")
    return str((told.get("prompts") or {}).get(told.get("default_prompt_name")) or "")


def _steps(path: Path) -> set[str]:
    return {str(step["type"]).rsplit(".", 1)[-1] for step in _json(path / "modules.json") or ()}


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _unreadable(path: Path) -> NulageError:
    return NulageError("the sentence encoder cannot be loaded", place=path, remedy="copy it again")


def _no_extra(packages: str) -> NulageError:
    return NulageError(
        f"an encoder needs {packages}, not installed", place="--encoder", remedy="pip install 'nulage[encoder]'"
    )
