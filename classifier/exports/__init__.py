"""Exports of any known format, read as a stream of `Message`, `Rejected` and `Notice`."""

from classifier.exports.formats import FORMATS, Format, read_exports
from classifier.exports.message import Direction, Item, Kind, Message, Notice, Party, Rejected

__all__ = [
    "FORMATS",
    "Direction",
    "Format",
    "Item",
    "Kind",
    "Message",
    "Notice",
    "Party",
    "Rejected",
    "read_exports",
]
