"""nulage: the figures of a municipality's current-state analysis from its own exports."""

__version__ = "0.5.0"
