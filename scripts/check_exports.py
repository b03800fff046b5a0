"""Read real exports and tell, file by file, what came of each: for formats that no invented fixture can stand for.

    python scripts/check_exports.py FOLDER ...

Prints counts and reasons, never a text. Exit code 1 when a file gave nothing at all, not even a reason.
"""

import sys
from collections import Counter
from pathlib import Path

from classifier.errors import NulageError
from classifier.exports import Item, Message, Notice, Rejected, read_exports
from classifier.settings import Settings


def account(items: list[Item]) -> str:
    messages = [item for item in items if isinstance(item, Message)]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(str(item.kind) for item in messages).items()))
    notes = Counter(note for item in messages for note in item.notes)
    reasons = Counter(item.reason for item in items if isinstance(item, Rejected))
    told = [item.text for item in items if isinstance(item, Notice)]
    lacking = {
        "no text": sum(not item.body.strip() for item in messages),
        "no sender": sum(item.sender is None for item in messages),
        "no time": sum(item.sent_at is None for item in messages),
    }
    parts = [kinds] if kinds else []
    parts += [f"{count} {what}" for what, count in lacking.items() if count]
    parts += [f"note: {note} ({count})" for note, count in sorted(notes.items())]
    parts += [f"rejected: {reason} ({count})" for reason, count in sorted(reasons.items())]
    return "; ".join(parts + [f"told: {text}" for text in told])


def main(folders: list[Path]) -> int:
    silent = read = messages = rejected = 0
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in files:
        try:
            items = list(read_exports([path], Settings()))
            said = account(items)
        except NulageError as error:
            items, said = [], f"rejected by name: {error.reason}"
        silent += not said
        read += any(isinstance(item, Message) for item in items)
        rejected += not any(isinstance(item, Message) for item in items)
        messages += sum(isinstance(item, Message) for item in items)
        print(f"{path.parent.name}/{path.name}: {said or 'NOTHING'}")
    print(
        f"{len(files)} files: {read} read ({messages} messages), {rejected - silent} rejected by name, {silent} silent"
    )
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
