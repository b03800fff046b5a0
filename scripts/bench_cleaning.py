"""How often the cut text equals the expected one, on pairs of mails and their newly written parts.

    python scripts/bench_cleaning.py [FOLDER]        (default: ../shared/data/reply-trimmer)

FOLDER holds `emails/*.txt` and `trimmed/*.txt` of the same names. Two texts are equal when they are so after white
space is folded. The misses are listed with the first word that differs; nothing is tuned to these pairs but the tables
of languages, and where their policy is not ours (a forwarded mail's text stays, since it may be the citizen's
question) they stay misses.
"""

import sys
from pathlib import Path

from classifier.text import clean

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "reply-trimmer"


def folded(text: str) -> list[str]:
    return text.split()


def main(folder: Path) -> int:
    mails = sorted((folder / "emails").glob("*.txt"))
    if not mails:
        print(f"bench_cleaning: {folder}: no pairs; give the folder that holds emails/ and trimmed/", file=sys.stderr)
        return 1
    misses = []
    for mail in mails:
        expected = folded((folder / "trimmed" / mail.name).read_text(encoding="utf-8"))
        found = folded(clean(mail.read_text(encoding="utf-8")).text)
        if found != expected:
            at = next((n for n, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), None)
            kept, cut = len(found) - len(expected), len(expected) - len(found)
            how = f"{kept} words too many" if kept > 0 else f"{cut} words too few" if cut > 0 else "other words"
            misses.append(f"  {mail.stem}: {how}" + (f", first difference at word {at + 1}" if at is not None else ""))
    print(f"equal after white-space folding: {len(mails) - len(misses)} of {len(mails)}; misses:")
    print("\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
