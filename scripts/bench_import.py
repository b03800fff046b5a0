"""Reading and threading a large generated mailbox: speed beside Python's own `email` parser, memory, linear growth.

    python scripts/bench_import.py [MESSAGES ...]        (default: 10000 100000)

Every run has a process of its own, so that its peak memory is its own. The mailbox holds invented conversations:
enquiries of varied length, answers with quotes and signatures, HTML alternatives, attachments, auto-replies. The
baseline parses the same bytes with `email.message_from_bytes`, split at the same lines; `full` also takes out of
Python's parser what nulage takes (addresses, subject, date, text) with the parser's own modern policy. `whole import`
reads, threads, anonymises and writes the table.
"""

import email
import email.policy
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

SEPARATOR = b"From MAILER Mon Mar 02 09:00:00 2026\n"
WORDS = (
    "vi har en fråga om bygglov för altan och undrar när ni kan svara eftersom snön ligger kvar på gatan utanför skolan "
    "barnet behöver plats förskola i augusti avgiften stämmer inte fakturan kom två gånger lampan är trasig sedan veckor "
    "sopbilen kom inte i tisdags kan någon ringa mig tack på förhand det gäller fastigheten vid sjön vägen är full av hål "
    "badet öppnar när hur söker man parkeringstillstånd blanketten går inte att öppna färdtjänst till sjukhuset min mor "
    "hemtjänsten kom för sent igen biblioteket har stängt bygget stör om nätterna vatten smakar konstigt avloppet luktar"
).split()
FIRST = "Anna Bo Karin Lars Eva Nils Maria Per Sara Olof Fatima Ahmed Linnea Hugo Elin Erik".split()
LAST = "Berg Lind Ek Sjö Dahl Holm Ström Lund Nyberg Sand Hassan Ali Norling Palm Wik Falk".split()
OFFICES = ("kontakt", "bygglov", "skola", "social")
ATTACHMENT = ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4\n" * 700).rstrip("\n")


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 18))).capitalize() + chance.choice(".?.!.")


def text(chance: random.Random) -> str:
    return "\n\n".join(
        " ".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 4))
    )


def mailbox(messages: int) -> Iterator[bytes]:
    """`messages` mails of conversations of one to five, as they would lie in an mbox."""
    chance = random.Random(20260301)
    at = datetime(2024, 1, 8, 7, tzinfo=UTC)
    made = 0
    while made < messages:
        at += timedelta(minutes=chance.expovariate(1 / 6))
        first, last = chance.choice(FIRST), chance.choice(LAST)
        citizen = f"{first} {last} <{first}.{last}{chance.randint(1, 40_000)}@example.com>".lower()
        office = f"{chance.choice(OFFICES)}@norrsjo.example"
        subject = " ".join(chance.choices(WORDS, k=chance.randint(1, 5))).capitalize()
        asked = f"Hej!\n\n{text(chance)}\n\nMed vänliga hälsningar\n{first} {last}\n070-174 06 11"
        parents: list[str] = []
        moment = at
        for step in range(min(chance.choice((1, 2, 2, 3, 5)), messages - made)):
            ours = step % 2 == 1
            body = asked if step == 0 else f"Hej!\n\n{text(chance)}\n\nHälsningar\n{'Kommunen' if ours else first}"
            headers = ""
            if step == 1 and chance.random() < 0.3:
                body = "Tack för ditt mejl! Vi svarar så snart vi kan."
                headers = "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n"
            elif step:
                body += f"\n\nFrån: {citizen}\nSkickat: {at:%d %B %Y %H:%M}\nTill: {office}\nÄmne: {subject}\n\n{asked}"
            yield mail(chance, made, moment, citizen, office, ours, subject, step, body, headers, parents)
            parents.append(f"<{made}.bench@example.com>")
            moment += timedelta(hours=chance.expovariate(1 / 20))
            made += 1


def mail(
    chance: random.Random,
    number: int,
    at: datetime,
    citizen: str,
    office: str,
    ours: bool,
    subject: str,
    step: int,
    body: str,
    headers: str,
    parents: list[str],
) -> bytes:
    sender, receiver = (office, citizen) if ours else (citizen, office)
    refers = (
        f"In-Reply-To: {parents[-1]}\nReferences: {' '.join(parents)}\n" if parents and chance.random() < 0.8 else ""
    )
    route = "".join(
        f"Received: from mx{hop}.example.com (mx{hop}.example.com [192.0.2.{hop}])\n\tby mail.norrsjo.example with ESMTPS"
        f" id {chance.getrandbits(64):016x};\n\t{format_datetime(at)}\n"
        for hop in range(1, 5)
    )
    head = (
        f"{route}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\n"
        f"\tb={chance.getrandbits(1024):0256x}\n"
        f"From: {sender}\nTo: {receiver}\nSubject: {'SV: ' if step else ''}{subject}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{number}.bench@example.com>\n{refers}{headers}MIME-Version: 1.0\n"
    )
    kind = chance.random()
    plain = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    if kind < 0.45:
        content = plain
    elif kind < 0.92:
        markup = "".join(f"<p class=3DMsoNormal>{line}</p>" for line in body.split("\n"))
        content = (
            f'Content-Type: multipart/alternative; boundary="b{number}"\n\n--b{number}\n{plain}--b{number}\n'
            f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body>{markup}</body></html>\n"
            f"--b{number}--\n"
        )
    else:
        content = (
            f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n{plain}--b{number}\n'
            "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
            f'Content-Disposition: attachment; filename="bilaga.pdf"\n\n{ATTACHMENT}\n--b{number}--\n'
        )
    quoted = (head + content).replace("\nFrom ", "\n>From ")
    return SEPARATOR + quoted.encode() + b"\n"


# --- what is measured, each in a process of its own -----------------------------------------------------------------


def split(path: Path) -> Iterator[bytes]:
    """The mails of a mailbox made here: none holds the separator line."""
    lines: list[bytes] = []
    with path.open("rb") as stream:
        for line in stream:
            if line == SEPARATOR and lines:
                yield b"".join(lines)
                lines = []
            elif line != SEPARATOR:
                lines.append(line)
    yield b"".join(lines)


def parse_only(path: Path) -> int:
    return sum(email.message_from_bytes(raw) is not None for raw in split(path))


def parse_fully(path: Path) -> int:
    taken = 0
    for raw in split(path):
        found = email.message_from_bytes(raw, policy=email.policy.default)
        body = found.get_body(("plain", "html"))
        taken += bool((found["from"], found["to"], found["subject"], found["date"], body and body.get_content()))
    return taken


def read_and_thread(path: Path) -> int:
    from classifier.importing import import_exports
    from classifier.settings import Settings

    return import_exports([path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32).counts.read


def whole_import(path: Path) -> int:
    from classifier.importing import import_exports
    from classifier.settings import Settings
    from classifier.tables import table_writer

    imported = import_exports([path], Settings(mail_domains=("norrsjo.example",)), b"k" * 32)
    table = path.with_suffix(".csv")
    with table_writer(table) as write:
        for chunk in imported.chunks:
            write(chunk)
    table.unlink()
    return imported.counts.read


MEASURED: dict[str, Callable[[Path], int]] = {
    "email parser, parse only": parse_only,
    "email parser, full": parse_fully,
    "nulage, read + thread": read_and_thread,
    "nulage, whole import": whole_import,
}


SLOW = "email parser, full"  # measured at the smallest size only


def measure(name: str, path: Path) -> tuple[float, float]:
    """CPU seconds and peak MB of one of MEASURED on `path`, in a new process."""
    found = subprocess.run(
        [sys.executable, __file__, "--one", name, str(path)], check=True, capture_output=True, text=True
    ).stdout.split()
    return float(found[0]), float(found[1])


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="nulage-bench-") as folder:
        for messages in sizes:
            path = Path(folder) / f"{messages}.mbox"
            with path.open("wb") as stream:
                stream.writelines(mailbox(messages))
            print(f"{messages:,} messages, {path.stat().st_size / 2**20:,.0f} MB")
            baseline = 0.0
            for name in MEASURED:
                if name == SLOW and messages > min(sizes):
                    continue
                seconds, peak = measure(name, path)
                baseline = baseline or seconds
                print(
                    f"  {name:26} {seconds:8.1f} s  {messages / seconds:8,.0f} messages/s  "
                    f"ratio {seconds / baseline:5.2f}  peak {peak:6,.0f} MB"
                )
            path.unlink()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        # Imports are not what is measured.
        import classifier.importing  # noqa: F401

        started = time.process_time()
        MEASURED[sys.argv[2]](Path(sys.argv[3]))
        print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
