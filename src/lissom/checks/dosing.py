"""One row of the dosing table: start, step, usual and highest dose, kidney, age and stopping rules, by country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.statement import Statement, sources_of
from lissom.facts.table import PROVENANCE, Table, number, one_of, read_table, text, unit_with, upward

_PRODUCT = re.compile(r"\(([A-Z][a-z]+)\)")


@dataclass(frozen=True, kw_only=True)
class Dosing:
    """`low` and `high` hold the numbers of the rule, if any, in `unit`; `text` is the whole rule in our words.

    Without slots, so that what follows from the row alone is worked out once and stays with it.
    """

    id: str
    drug: str
    """Ingredient id."""
    route: str
    population: str
    """As published: 'adult', 'children 2-10 y', 'CrCl 30-50 mL/min (moderate)' ..."""
    country: str
    """ISO 3166-1 alpha-2 (GB, not UK), 'EU', several separated by ';', or '' when the source states none."""
    item: str
    """`start`, `titration_step`, `max_daily`, `renal_factor`, `taper` ...; `data/README.md` lists them."""
    low: float | None
    high: float | None
    unit: str
    """UCUM: 'mg', 'mg/d', 'mg/kg/d', 'ug/d', 'd', '1' (a factor), or '' when the row holds no number."""
    text: str
    source: str
    locator: str
    grade: Grade
    reading: Reading
    age_low: float | None = None
    """Years, inclusive; None: no limit."""
    age_high: float | None = None
    """Years, exclusive."""
    weight_low: float | None = None
    weight_high: float | None = None
    kidney_measure: str = ""
    """`CrCl` or `eGFR`, as the source means it; '' when the row is not about kidneys or names no measure."""
    kidney_low: float | None = None
    """mL/min or mL/min/1.73 m2, inclusive."""
    kidney_high: float | None = None
    """Exclusive."""
    value: float | None = None
    """The point estimate, where `low` and `high` are its interval."""
    per: str = ""
    """The span of one step of a titration or taper, number and UCUM unit: '3 d'."""
    times_per_day: float | None = None
    """How often a day a dose in 'mg' is meant; None: not stated."""
    confidence: str = ""
    """`high`, `medium` or `low`: how surely the reader of the source read it."""

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of the rule; a rule shared by several is written 'CA;SG'."""
        return tuple(self.country.split(";")) if self.country else ()

    @cached_property
    def product(self) -> str:
        """The one product that the row is about, small: 'aleve' of '(Aleve)' in its population; '' for all."""
        named = _PRODUCT.search(self.population)
        return named.group(1).lower() if named else ""

    @cached_property
    def is_for_adults(self) -> bool:
        """Whether it speaks of adults without giving an age."""
        return self.age_low is None and self.population.startswith("adult")

    @cached_property
    def is_bounded(self) -> bool:
        """Whether it holds for some ages or weights only."""
        return any(end is not None for end in (self.age_low, self.age_high, self.weight_low, self.weight_high))

    @cached_property
    def statement(self) -> Statement:
        """The rule in its own words."""
        return self.stated(self.text)

    def stated(self, text: str) -> Statement:
        """A text that holds the words of the rule, with its source and, for clinicians, the country it holds in."""
        where = f" ({', '.join(self.countries)})" if self.countries else ""
        return Statement(
            text=text,
            sources=sources_of(self.source),
            grade=self.grade,
            facts=(self.id,),
            clinician=f"{text}{where}",
        )


COLUMNS = (
    text("id", required=True),
    text("drug", required=True),
    one_of("route", "oral", "intrathecal", "iv", required=False),
    text("population", required=True),
    text("country"),
    text("item", required=True),
    number("low"),
    number("high"),
    text("unit"),
    number("value"),
    text("per"),
    number("times_per_day"),
    number("age_low"),
    number("age_high"),
    number("weight_low"),
    number("weight_high"),
    one_of("kidney_measure", "CrCl", "eGFR", required=False),
    number("kidney_low"),
    number("kidney_high"),
    text("text", required=True),
    *PROVENANCE,
)


def read_dosing(path: Path, faults: Faults) -> Table[Dosing]:
    """Every row of `dosing/dosing.csv`."""
    return read_table(
        path,
        COLUMNS,
        Dosing,
        faults,
        upward("low", "high"),
        upward("age_low", "age_high"),
        upward("weight_low", "weight_high"),
        upward("kidney_low", "kidney_high"),
        unit_with("unit", "low", "high", "value"),
        unit_with("kidney_measure", "kidney_low", "kidney_high"),
    )
