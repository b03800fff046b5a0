"""The newly written part of a message: quotes, signatures and disclaimers cut, each cut an edit with its reason."""

from classifier.text.cleaning import Cleaned, clean
from classifier.text.forms import Form, read_form
from classifier.text.language import detect_language

__all__ = ["Cleaned", "Form", "clean", "detect_language", "read_form"]
