"""Exports that are one JSON document."""

import json
from typing import Any

from classifier.exports.files import ExportFile
from classifier.exports.message import Rejected

_MAX_BYTES = 256 * 2**20


def read_json(file: ExportFile) -> Any:
    """The document, or `Rejected` when it is too large for memory or is no JSON."""
    if file.size > _MAX_BYTES:
        return Rejected(file.name, "JSON larger than 256 MiB; export shorter periods")
    try:
        return json.loads(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Rejected(file.name, "not valid JSON")
