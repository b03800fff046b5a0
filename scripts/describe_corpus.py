"""Write corpora/labelled.md: the data card of the labelled sample, every figure computed from the files.

python scripts/describe_corpus.py
"""

from collections import Counter
from pathlib import Path

import pandas as pd
from sklearn.metrics import cohen_kappa_score

from classifier.files import write_text
from classifier.intervals import wilson_interval
from classifier.tables import read_table
from classifier.taxonomy import LEVELS, load_taxonomy
from classifier.text import detect_language

CORPORA = Path(__file__).resolve().parent.parent / "corpora"

CARD = """# Data card: the labelled sample

`labelled.csv` holds {rows:,} enquiries to Swedish municipalities with their labels. **Everything in it is invented**: no
text, name, number or case is taken from a real message, and it is not a sample of any real municipality. Its shares
say nothing about how often citizens ask about a topic; they were chosen so that every class can be learnt.

Made by `python scripts/describe_corpus.py` from `labelled.csv` and `labelled_second.csv`.

## How it was made

- {batches} batches of 240 to 620 texts, each for an invented municipality of its own (inland forest, coast, mountains,
  commuter town ...), each in five to fourteen voices: pensioners, parents, cabin owners, teenagers, newcomers, businesses, relatives,
  angry, ironic, dyslexic, dictated, lawyerly and more; {writers} voices in all (`writer`, so that whole voices can be left
  out). Language models wrote the texts, one by one, without templates or pattern expansion, and labelled them by the
  annotation guideline; the labels were reread once by the same writer.
- Batches w12 to w14 were written at the borders on purpose: matters of other bodies, comments that only their post explains, needs
  without the office's name. Their every row was labelled a second time; where the two differ the row is marked uncertain.
- The texts stand in the form that `nulage import` produces: newly written words only, identifiers as tokens.
- Columns: `enquiry_id, writer, channel, subject, text, context` (the Facebook post, and the comment replied to), `topic,
  second_topic, level, uncertain` (1 where a fair colleague could disagree).

## Limits

- The writers are language models with instructions, so the texts are more varied in spelling than in thought, and tidier
  in what they ask for than real mail. Long e-mails are rare: the median is {median} words, the longest {longest}.
- Real mail holds more context, more quoted and forwarded material, and matters that no writer thought of.
- Scores on this corpus are scores on this corpus. Label a random sample of the own material before believing any.

## Counts

{channels}; {uncertain} uncertain, {second} with a second topic. By language as `nulage` detects it: {languages}.

| level | rows |
|---|---:|
{levels}

| topic | rows |
|---|---:|
{topics}

## Second labelling

{n} rows were labelled again, blind to the first labels, the writer and the voice, by the same guideline, by another language
model session. That measures how well the guideline determines the label when read by a model; it is not agreement
between two officials.

| measure | value |
|---|---|
| topic, same label | {topic_same} |
| topic, Cohen's kappa | {topic_kappa:.2f} |
| level, same label | {level_same} |
| level, Cohen's kappa with linear weights | {level_kappa:.2f} |

Level, first labels down and second labels across:

| | N0 | N1 | N2 | N3 |
|---|---:|---:|---:|---:|
{confusion}
"""


def main() -> None:
    frame = read_table(CORPORA / "labelled.csv")
    second = read_table(CORPORA / "labelled_second.csv")
    both = frame.merge(second, on="enquiry_id", suffixes=("", "_2"), validate="one_to_one")
    words = frame.loc[frame["channel"] == "email", "text"].str.split().str.len()
    topics, levels = Counter(frame["topic"]), Counter(frame["level"])
    channels, languages = Counter(frame["channel"]), Counter(map(detect_language, frame["text"]))
    confusion = pd.crosstab(both["level"], both["level_2"]).reindex(index=LEVELS, columns=LEVELS, fill_value=0)
    write_text(
        CORPORA / "labelled.md",
        CARD.format(
            rows=len(frame),
            batches=frame["writer"].str.partition("-")[0].nunique(),
            writers=frame["writer"].nunique(),
            median=int(words.median()),
            longest=int(words.max()),
            channels=", ".join(f"{name} {count:,}" for name, count in sorted(channels.items())),
            uncertain=(frame["uncertain"] == "1").sum(),
            second=(frame["second_topic"] != "").sum(),
            languages=", ".join(f"{name} {count}" for name, count in languages.most_common()),
            levels="\n".join(f"| {level} | {levels[level]} |" for level in LEVELS),
            topics="\n".join(f"| {code} | {topics[code]} |" for code in (*load_taxonomy().codes, "NONE")),
            n=len(both),
            topic_same=share(both["topic"] == both["topic_2"]),
            level_same=share(both["level"] == both["level_2"]),
            topic_kappa=cohen_kappa_score(both["topic"], both["topic_2"]),
            level_kappa=cohen_kappa_score(both["level"], both["level_2"], labels=list(LEVELS), weights="linear"),
            confusion="\n".join(
                f"| {level} | " + " | ".join(str(confusion.at[level, other]) for other in LEVELS) + " |"
                for level in LEVELS
            ),
        ),
    )


def share(same: "pd.Series[bool]") -> str:
    low, high = wilson_interval(int(same.sum()), len(same))
    return f"{same.mean():.3f} (95 % {low:.3f}-{high:.3f}, {same.sum()} of {len(same)})"


if __name__ == "__main__":
    main()
