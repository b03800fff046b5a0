"""Zip archives: their members as files, read in memory and never unpacked, so that no name in them can reach the disk.

Bounds against bombs: how many members, how many bytes they unpack to (by the directory, which the unpacking is held
to), how much larger than the archive that is, and how deep archives lie in archives.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from classifier.exports.files import ExportFile, is_hidden
from classifier.exports.message import Rejected

MAX_MEMBERS = 500_000
MAX_TOTAL_BYTES = 100 * 2**30
MAX_RATIO = 200
_MAX_DEPTH = 3
MAX_INNER_BYTES = 256 * 2**20
# A small archive of many alike mails may well unpack to more than the ratio allows; it does no harm.
_HARMLESS_BYTES = 64 * 2**20


def is_archive(file: ExportFile) -> bool:
    """True for a zip that is a container of files, and not a document (.xlsx, .odt) that only is made as one."""
    if not file.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    if file.path is None and file.size > MAX_INNER_BYTES:
        return True
    try:
        with file.seekable() as stream, zipfile.ZipFile(stream) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError):
        return True


def members(file: ExportFile, depth: int = 0) -> Iterator[ExportFile | Rejected]:
    """The files inside the archive, archives inside it opened; `Rejected` for what is out of bounds."""
    if depth >= _MAX_DEPTH:
        yield Rejected(file.name, f"archives nested more than {_MAX_DEPTH} deep")
        return
    with file.seekable() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            yield Rejected(file.name, f"damaged archive ({type(error).__name__})")
            return
        with archive:
            infos = sorted(
                (info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info)),
                key=lambda info: info.filename,
            )
            reason = _out_of_bounds(infos, file.size)
            if reason:
                yield Rejected(file.name, reason)
                return
            for info in infos:
                yield from _member(file, archive, info, depth)


def _out_of_bounds(infos: list[zipfile.ZipInfo], size: int) -> str:
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS:
        return f"the archive holds more than {MAX_MEMBERS:,} files"
    if total > MAX_TOTAL_BYTES:
        return f"the archive unpacks to more than {MAX_TOTAL_BYTES // 2**30} GiB"
    if total > max(_HARMLESS_BYTES, MAX_RATIO * size):
        return f"the archive unpacks to more than {MAX_RATIO} times its size; unpack it yourself if you trust it"
    return ""


def _member(
    file: ExportFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo, depth: int
) -> Iterator[ExportFile | Rejected]:
    # Names are only shown and looked at for folder names; still no part of one may look like a way out.
    parts = [part for part in PurePosixPath(info.filename.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if not parts:
        parts = ["a file without a name"]
    found = ExportFile(
        name="/".join((file.name, *parts)),
        folders=(*file.folders, file.stem, *parts[:-1]),
        size=info.file_size,
        opener=_opener(archive, info),
    )
    if info.flag_bits & 0x1:
        yield Rejected(found.name, "protected by a password; unpack it first")
        return
    try:
        nested = bool(found.size) and is_archive(found)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        yield Rejected(found.name, f"damaged in the archive ({type(error).__name__})")
        return
    if nested:
        if found.size > MAX_INNER_BYTES:
            yield Rejected(found.name, "a large archive inside an archive; unpack it first")
        else:
            yield from members(found, depth + 1)
    else:
        yield found


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: io.BufferedReader(archive.open(info))  # type: ignore[type-var]


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    return any(part == "__MACOSX" or (is_hidden(part) and part not in (".", "..")) for part in parts)
