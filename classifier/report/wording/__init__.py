"""What the report says, by language (`sv.toml`, `en.toml`); and numbers, dates and shares as that language writes them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from classifier.summary.figure import HOURS, POINTS, SHARE, Figure

LANGUAGES = ("sv", "en")
# Keeps "1 234", "47,3 %" and "v. 12" on one line.
NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_PLACE = re.compile(r"\{(\w+)\}")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text of a language by its key."""
    source = files("classifier.report.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return {key: " ".join(text.split()) for table in tomllib.loads(source).values() for key, text in table.items()}


@dataclass(frozen=True)
class Wording:
    """Texts and number forms of one language."""

    language: str

    def __call__(self, key: str, **values: str) -> str:
        """The text of `key` with `values` filled in."""
        return _PLACE.sub(lambda found: values[found[1]], texts(self.language)[key])

    def name(self, prefix: str, value: str) -> str:
        """The readable name of a code such as a channel; a value without one (a mailbox) is its own name."""
        return texts(self.language).get(f"{prefix}_{value}", value) if value else self(f"{prefix}_none")

    def parts(self, key: str, **values: Any) -> tuple[str | Figure, ...]:
        """The text of `key` in pieces, its figures whole."""
        pieces: list[str | Figure] = []
        for number, piece in enumerate(_PLACE.split(texts(self.language)[key])):
            pieces.append(values[piece] if number % 2 else piece)
        return tuple(piece for piece in pieces if piece != "")

    def figure(self, figure: Figure) -> str:
        """A figure as text with its interval: 47,3 % (41,0–53,2 %); or the reason why there is none."""
        if figure.value is None:
            return self._missing(figure)
        value = self.number(figure.value, figure.form)
        if figure.low is None and figure.high is None:
            return value
        return f"{value} ({self.interval(figure)})"

    def interval(self, figure: Figure) -> str:
        """The interval alone, without brackets; one-sided where an end is not known."""
        form = figure.form
        if figure.low is None:
            return f"{self('at_most')}{NBSP}{self.number(figure.high or 0.0, form)}"
        if figure.high is None:
            return f"{self('at_least')}{NBSP}{self.number(figure.low, form)}"
        low = self.number(figure.low, form)
        low = low if form == POINTS else low.removesuffix("%").rstrip(NBSP)
        joint = f"{NBSP}{self('to')}{NBSP}" if form == POINTS else _DASH
        return f"{low}{joint}{self.number(figure.high, form)}"

    def basis(self, figure: Figure) -> str:
        """What a share or a time rests on: "222 av 450", "131 märkta"; empty where there is nothing to say."""
        if figure.value is None or figure.form not in (SHARE, HOURS, POINTS):
            return ""
        if figure.n_labelled is not None and figure.numerator is None:
            return self("basis_labelled", n=self.count(figure.n_labelled))
        if figure.numerator is not None and figure.denominator is not None:
            return self("basis_of", n=self.count(figure.numerator), of=self.count(figure.denominator))
        return self("basis_n", n=self.count(figure.denominator)) if figure.denominator is not None else ""

    def _missing(self, figure: Figure) -> str:
        if figure.missing == "not_reached" and figure.low is not None:
            return f"{self('missing_not_reached')} ({self('at_least')}{NBSP}{self.number(figure.low, figure.form)})"
        return self(f"missing_{figure.missing}")

    def number(self, value: float, form: str) -> str:
        """A number in a form of `classifier.summary.figure`."""
        match form:
            case "count":
                return self.count(value)
            case "share":
                return self.percent(value)
            case "points":
                return self.points(value)
        digits = 1 if abs(value) < 100 else 0
        return self._grouped(f"{value:,.{digits}f}")

    def count(self, value: float) -> str:
        """A whole number: 1 234."""
        return self._grouped(f"{value:,.0f}")

    def percent(self, share: float) -> str:
        """A share as a percentage with one decimal: 47,3 %."""
        return self._grouped(f"{100 * share:,.1f}") + self._percent_sign

    def points(self, difference: float) -> str:
        """A difference of shares in percentage points, with its sign."""
        rounded = round(100 * difference, 1)
        sign = "+" if rounded > 0 else _MINUS if rounded < 0 else ""
        return f"{sign}{self._grouped(f'{abs(rounded):.1f}')}"

    def day(self, iso: str) -> str:
        """2 februari 2026."""
        day = date.fromisoformat(iso)
        month = self("months").split()[day.month - 1]
        return f"{day.day}{NBSP}{month} {day.year}"

    def period(self, value: str) -> str:
        """A week (v. 12, 2026) or a month (mars 2026)."""
        if week := _WEEK.fullmatch(value):
            return f"{self('week_short')}{NBSP}{int(week[2])}"
        if month := _MONTH.fullmatch(value):
            return f"{self('months').split()[int(month[2]) - 1]}{NBSP}{month[1]}"
        return value

    @property
    def _percent_sign(self) -> str:
        return f"{NBSP}%" if self.language == "sv" else "%"

    def _grouped(self, text: str) -> str:
        return text.replace(",", NBSP).replace(".", ",") if self.language == "sv" else text
