"""Exports of any known format, read as a stream of `Message` and `Rejected`."""

from classifier.exports.formats import FORMATS, Format, read_exports
from classifier.exports.message import Kind, Message, Party, Rejected

__all__ = ["FORMATS", "Format", "Kind", "Message", "Party", "Rejected", "read_exports"]
