"""Shares with valid intervals, from a random labelled sample assisted by the classifier's predictions."""

from classifier.estimate.shares import Estimate, estimate_ratio, estimate_shares

__all__ = ["Estimate", "estimate_ratio", "estimate_shares"]
