"""How many enquiries, of what, when."""

import pandas as pd

from classifier.summary.domains import domains


def by_domain(frame: pd.DataFrame, inhabitants: int = 0) -> pd.DataFrame:
    """Enquiries by channel, source, department and topic, each with its share of all.

    `per_1000` is per 1,000 inhabitants over the whole period, missing when `inhabitants` is 0.
    """
    total = len(frame)
    return pd.DataFrame(
        [
            {
                "domain": domain,
                "value": value,
                "enquiries": len(rows),
                "of": total,
                "share": len(rows) / total,
                "per_1000": 1000 * len(rows) / inhabitants if inhabitants else None,
            }
            for domain, value, rows in domains(frame)
        ]
    )


def by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """Enquiries by month (YYYY-MM) and channel; undated ones are not in it."""
    dated = frame[frame["day"].notna()]
    month = dated["day"].dt.strftime("%Y-%m")
    counts = dated.groupby([month.rename("month"), "channel"]).size()
    return counts.rename("enquiries").reset_index()


def by_weekday_and_hour(frame: pd.DataFrame) -> pd.DataFrame:
    """Enquiries by weekday (1 = Monday) and local hour (0-23)."""
    dated = frame[frame["day"].notna()]
    weekday = (dated["local"].dt.day_of_week + 1).rename("weekday")
    counts = dated.groupby([weekday, dated["local"].dt.hour.rename("hour")]).size()
    return counts.rename("enquiries").reset_index()


def topic_by_channel(frame: pd.DataFrame) -> pd.DataFrame:
    """Enquiries by predicted topic and channel."""
    return frame.groupby(["topic", "channel"]).size().rename("enquiries").reset_index()


def excluded(frame: pd.DataFrame) -> pd.DataFrame:
    """Messages that are no enquiry by their form, by source and reason."""
    rows = frame[frame["excluded"] != ""]
    return rows.groupby(["source", "excluded"]).size().rename("messages").reset_index()
