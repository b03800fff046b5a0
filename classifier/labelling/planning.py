"""How many enquiries to label, stratum by stratum."""

import pandas as pd

from classifier.errors import NulageError
from classifier.estimate import parse_margin, plan_sample
from classifier.labelling.drawing import Design, strata_of

WHOLE = "all together"


def plan(population: pd.DataFrame, design: Design, margin: str, *, explained: float = 0.0) -> pd.DataFrame:
    """One row a stratum and one for the whole: `stratum, enquiries, for_the_whole, for_itself`.

    margin         half the interval in percentage points, as people write it ("±4")
    for_the_whole  rows to draw there so that a share of the whole material gets the margin
    for_itself     rows to draw there so that a share within the stratum gets it
    explained      what the classifier explains of the labels (R²), 0 for a plan that does not count on it

    Raises NulageError for a margin that is none.
    """
    try:
        aim = parse_margin(margin)
    except ValueError as error:
        raise NulageError(str(error), place="--plan") from error
    sizes = strata_of(population, design).value_counts().sort_index().to_dict()
    # Rows that turn out to be no enquiry (N0) are in no share; the classifier's guess of them is good enough to plan by.
    inside = float((population["level"] != "N0").mean()) if "level" in population else 1.0
    planned = plan_sample(aim, sizes, explained=explained, inside=max(inside, 0.1))
    rows = [
        {"stratum": name, "enquiries": size, "for_the_whole": planned.strata[name], "for_itself": planned.each[name]}
        for name, size in sizes.items()
    ]
    if len(rows) > 1:
        total = {"stratum": WHOLE, "enquiries": sum(sizes.values()), "for_the_whole": planned.total}
        rows.append(total | {"for_itself": sum(planned.each.values())})
    return pd.DataFrame(rows)
