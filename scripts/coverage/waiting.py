"""Time to answer with many still waiting: Kaplan-Meier quantiles."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from classifier.estimate import estimate_answer_times
from scripts.coverage.tally import Trial, tally

# Share never answered, and the median and 90th percentile of all, in hours, that follow from the lognormal below.
_NEVER = (0.0, 0.05, 0.3)
_CENTRE, _SPREAD = np.log(20.0), 1.5


def run(repetitions: int) -> Iterator[dict[str, object]]:
    """Exports that end between a day and some months after an enquiry came in."""
    for never in _NEVER:
        for rows in (50, 200, 800):
            yield from tally(
                {"never answered": f"{never:.0%}", "rows": rows},
                partial(_trials, never=never, rows=rows),
                repetitions,
                rows,
            )


def _trials(generator: np.random.Generator, never: float, rows: int) -> Iterator[Trial]:
    waits = np.exp(_CENTRE + _SPREAD * generator.standard_normal(rows))
    waits[generator.random(rows) < never] = np.inf
    followed = generator.uniform(24, 2400, rows)
    found = estimate_answer_times(np.minimum(waits, followed), waits <= followed)
    for share, name in ((0.5, "median"), (0.9, "90th percentile")):
        yield Trial(name, _truth(share, never), found[share].low, found[share].high)


def _truth(share: float, never: float) -> float:
    from scipy.stats import norm

    reached = share / (1 - never)
    return float(np.exp(_CENTRE + _SPREAD * norm.ppf(reached))) if reached < 1 else np.inf
