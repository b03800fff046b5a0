"""Figures that hold: shares, ratios, rates and waiting times with valid intervals.

From a random labelled sample assisted by the classifier's predictions; without labels, model-dependent and saying so.
"""

from classifier.estimate.answers import estimate_rate, estimated_need
from classifier.estimate.comparison import Comparison, compare_files
from classifier.estimate.domains import estimate_by_domain, estimate_difference
from classifier.estimate.drift import Drift, check_drift
from classifier.estimate.follow_up import follow_up
from classifier.estimate.planning import Plan, explained_share, parse_margin, plan_sample
from classifier.estimate.quantification import ShiftedMix, quantify, quantify_shares
from classifier.estimate.record import Estimate
from classifier.estimate.sensitivity import Range, estimate_range, shift_uncertain
from classifier.estimate.shares import estimate_ratio, estimate_shares
from classifier.estimate.survival import AnswerCurve, estimate_answer_times, kaplan_meier

__all__ = [
    "AnswerCurve",
    "Comparison",
    "Drift",
    "Estimate",
    "Plan",
    "Range",
    "ShiftedMix",
    "check_drift",
    "compare_files",
    "estimate_answer_times",
    "estimate_by_domain",
    "estimate_difference",
    "estimate_range",
    "estimate_rate",
    "estimate_ratio",
    "estimate_shares",
    "estimated_need",
    "explained_share",
    "follow_up",
    "kaplan_meier",
    "parse_margin",
    "plan_sample",
    "quantify",
    "quantify_shares",
    "shift_uncertain",
]
