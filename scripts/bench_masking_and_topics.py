"""Does masking cost topic quality? The labelled corpus as it is, with identifiers put in, and with those masked again.

    python scripts/bench_masking_and_topics.py [--rows N]

The labelled corpus holds tokens where its writers put identifiers. Here each token is filled with an invented identifier of
its kind, so that there is a raw text to mask. A model is cross-validated (near-duplicates together) on the raw texts and on
the same texts masked; equal within the interval is what is asked for.
"""

import argparse
import random
import re
from pathlib import Path

from scipy.stats import binomtest

from classifier.anonymise import TOKEN, anonymise
from classifier.intervals import wilson_interval
from classifier.model import train_model
from classifier.tables import read_table
from classifier.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parent.parent
# Invented: numbers that nobody has, names by the hundred.
INVENTED = {
    "NAMN": ("Kerstin Berg", "Mohamed Abdi", "Elsa", "Lars-Erik Holm", "Fatima", "Agnieszka Nowak", "Selam", "Janne"),
    "ADRESS": ("Kvarnvägen 12", "Storgatan 5 B", "Norra Långgatan 8"),
    "FASTIGHET": ("Åberga 4:12", "Torpa 1:7"),
    "ÄRENDENUMMER": ("BYGG 2026-0113", "KS 2025/000412"),
    "PERSONNUMMER": ("850312-9874", "19520417-9821"),
    "FAKTURANUMMER": ("4711220", "9922018"),
    "TELEFON": ("070-174 06 12", "0980-319 20"),
    "EPOST": ("anna.berg@example.com", "k.holm@example.org"),
    "REGNUMMER": ("HKL 482", "ABC12D"),
    "KONTO": ("5050-1055", "8327-9, 994 123 456-7"),
    "LÄNK": ("https://example.com/anna",),
    "NUMMER": ("735999114", "SKI8842XQ"),
    "ORGNUMMER": ("710317-9871",),
    "FÖDELSEDATUM": ("född 1952-04-17", "född 12 mars 2019"),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=0, help="use every n-th row so that about N remain")
    chosen = options.parse_args()
    frame = read_table(ROOT / "corpora" / "labelled.csv")
    if chosen.rows:
        frame = frame.iloc[:: max(1, len(frame) // chosen.rows)].reset_index(drop=True)
    random.seed(20261124)
    raw = frame.assign(**{column: frame[column].map(fill) for column in ("subject", "text", "context")})
    masked = raw.assign(**{column: raw[column].map(mask) for column in ("subject", "text", "context")})
    changed = int((raw[["subject", "text", "context"]] != frame[["subject", "text", "context"]]).any(axis=1).sum())
    print(f"{len(frame)} rows, {changed} of them with identifiers put in")
    right = {}
    for name, table in (("raw", raw), ("masked", masked)):
        said = train_model(table, load_taxonomy()).out_of_fold["topic"]
        right[name] = said == table.loc[said.index, "topic"]
        low, high = wilson_interval(int(right[name].sum()), len(said))
        print(f"{name}: topic accuracy {right[name].mean():.3f} ({low:.3f}-{high:.3f}), out of fold")
    lost = int((right["raw"] & ~right["masked"]).sum())
    won = int((right["masked"] & ~right["raw"]).sum())
    print(f"right only raw {lost}, right only masked {won}; McNemar p = {binomtest(lost, lost + won).pvalue:.2f}")


def fill(text: str) -> str:
    """The text with an invented identifier for each token."""
    return TOKEN.sub(lambda found: random.choice(INVENTED[re.sub(r"[\[\]_\d]", "", found[0])]), text)


def mask(text: str) -> str:
    return anonymise(text).text


if __name__ == "__main__":
    main()
