"""The newly written part of a message: quotes, signatures and disclaimers cut, each cut an edit with its reason."""

from classifier.text.cleaning import Cleaned, clean
from classifier.text.language import detect_language

__all__ = ["Cleaned", "clean", "detect_language"]
