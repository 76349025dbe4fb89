"""The typical person of each model against published observations: predicted, observed, ratio, and which were tuned to.

`data/models/published.csv` names the observation (a row of the pharmacology table), the situation it was made in, and
whether the model had seen it. Misses are rows like the others.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lissom.medicines.pharmacology import Measurement
from lissom.population.model import Model, Variant
from lissom.population.subject import KidneyBasis, Subject

OBSERVED = ("Cmax", "Tmax", "AUC", "AUC_inf", "t_half", "Css_mean", "Css_trough", "conc_at_5h")
"""Quantities of the pharmacology table that are observations a curve can be held against."""
TWOFOLD = 2.0
"""The usual bar for a model of the kinetics of a drug: within twice and half of what was seen."""
STEP_H = 0.05
ADULT = (18, 65)
HEALTHY_CRCL = 80
"""mL/min; kidneys below it are said of a situation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One observation and what the model says. `observed` is the middle where only a range was published."""

    fact: str
    model: str
    quantity: str
    situation: str
    in_short: str
    """The situation without what is usual: grown-up, 70 kg, healthy kidneys."""
    predicted: float
    observed: float
    low: float | None
    high: float | None
    unit: str
    tuned: bool
    """The model was adjusted to this number or made from it: agreement shows the arithmetic, no more."""
    source: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """Predicted over observed."""
        return self.predicted / self.observed

    @property
    def verdict(self) -> str:
        """`inside` the published range or within a quarter of the value, `two-fold`, or `outside`."""
        if self.low is not None and self.high is not None and self.low <= self.predicted <= self.high:
            return "inside"
        if 1 / 1.25 <= self.ratio <= 1.25:
            return "inside"
        return "two-fold" if 1 / TWOFOLD <= self.ratio <= TWOFOLD else "outside"


def against_published(
    models: Mapping[str, Model], measurements: Iterable[Measurement], table: Path
) -> tuple[Comparison, ...]:
    """Every row of the table whose observation is held, in its order. Raises KeyError where a row names no model of
    ours or no quantity we can predict."""
    observed = {measurement.id: measurement for measurement in measurements}
    rows = _rows(table)
    return tuple(_compare(row, models[row["model"]], observed[row["fact"]]) for row in rows if row["fact"] in observed)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCompared:
    """A published observation that no model is held against, and why."""

    fact: str
    drug: str
    quantity: str
    reason: str


def not_compared(measurements: Iterable[Measurement], folder: Path) -> tuple[NotCompared, ...]:
    """Every number of a kind in `OBSERVED` that `published.csv` of the folder does not name, with the reason in
    `published_left_out.csv`; 'no reason stated' where there is none.
    """
    compared = {row["fact"] for row in _rows(folder / "published.csv")}
    reasons = {row["fact"]: row["reason"] for row in _rows(folder / "published_left_out.csv")}
    return tuple(
        NotCompared(fact=one.id, drug=one.drug, quantity=one.quantity, reason=reasons.get(one.id, "no reason stated"))
        for one in measurements
        if (one.id in reasons or _is_observation(one)) and one.id not in compared
    )


def _is_observation(one: Measurement) -> bool:
    stated = any(value is not None for value in (one.value, one.low, one.high))
    return stated and any(one.quantity in (kind, f"{kind}_terminal") for kind in OBSERVED)


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _compare(row: Mapping[str, str], model: Model, seen: Measurement) -> Comparison:
    factor = float(row["factor"]) if row["quantity"] != "AUC_ratio" else 1.0
    middle = seen.value if seen.value is not None else ((seen.low or 0.0) + (seen.high or 0.0)) / 2
    if row["quantity"] == "AUC_ratio" and middle < 1:
        middle = 1 / middle  # published as the share of the dose that gives the exposure of healthy kidneys
    return Comparison(
        fact=seen.id,
        model=model.id,
        quantity=row["quantity"],
        situation=_situation(row),
        in_short=_in_short(row),
        predicted=QUANTITIES[row["quantity"]](_Course(model, row)),
        observed=middle * factor,
        low=None if seen.low is None else seen.low * factor,
        high=None if seen.high is None else seen.high * factor,
        unit=seen.unit if factor == 1.0 else "ng/mL",
        tuned=row["tuned"] == "yes",
        source=seen.source,
        note=row["note"],
    )


def _situation(row: Mapping[str, str]) -> str:
    given = f"{row['mg']} mg" + (f" every {row['every_h']} h" if row["every_h"] else "")
    who = [f"{row['age']} years", f"{row['weight_kg']} kg", row["CrCl"] and f"CrCl {row['CrCl']} mL/min", row["sex"]]
    return ", ".join(filter(None, [given, *who, row["taking"] and "with " + row["taking"], _food(row)]))


def _in_short(row: Mapping[str, str]) -> str:
    said = [f"{row['mg']} mg" + (f" every {row['every_h']} h" if row["every_h"] else "")]
    if not ADULT[0] <= float(row["age"]) < ADULT[1]:
        said.append(f"{row['age']} y")
    if row["CrCl"] and float(row["CrCl"]) < HEALTHY_CRCL:
        said.append(f"CrCl {row['CrCl']}")
    return ", ".join(filter(None, [*said, row["sex"], row["taking"] and "with " + row["taking"], _food(row)]))


def _food(row: Mapping[str, str]) -> str:
    """'' where the stomach was empty, as in most studies."""
    return f"{row['form']} with food".strip() if row["food"] == "yes" else row["form"]


class _Course:
    """The typical person of one row, on its doses."""

    def __init__(self, model: Model, row: Mapping[str, str]) -> None:
        self.row = row
        self.variant: Variant = model.variant_for(float(row["age"]))
        self.who = Subject(
            age_years=float(row["age"]),
            weight_kg=float(row["weight_kg"]),
            CrCl_mL_min=float(row["CrCl"]) if row["CrCl"] else None,
            kidney=KidneyBasis.CRCL if row["CrCl"] else KidneyBasis.UNKNOWN,
            female={"female": True, "male": False}.get(row["sex"]),
            smoker={"yes": True, "no": False}.get(row["smoker"]),
            dose_mg=float(row["mg"]),
            taking=frozenset(filter(None, [row["taking"]])),
            fed=row["food"] == "yes",
            form=row["form"],
        )

    def levels(self, who: Subject | None = None, at: str = "plasma") -> tuple[list[float], list[float]]:
        """Hours from the first dose and levels in the unit of the model, to ten half-lives after the last dose; `at`
        names the curve (`plasma`, `metabolite`, `tip`)."""
        import numpy as np

        from lissom.population import outcomes
        from lissom.population.course import absorbed, course, half_life
        from lissom.population.people import Draws, crowd

        person = crowd(self.variant, who or self.who, Draws(count=1, between=None, unknown=None))
        every, count = float(self.row["every_h"] or 0), int(self.row["count"])
        slowest = half_life(self.variant, person)
        if at == "metabolite":
            slowest = max(slowest, float(np.log(2.0) * person["Vm"][0] / person["CLm"][0]))
        last = every * (count - 1)
        times = np.arange(0.0, last + max(12.0, every, 10 * slowest), STEP_H)
        doses = absorbed(self.variant, [(every * k, float(self.row["mg"])) for k in range(count)])
        shape, states = course(self.variant.structure, person, doses, times)
        level = getattr(outcomes, at)
        return times.tolist(), [float(level(person, shape, x)[0]) for x in states]

    @property
    def clearance(self) -> float:
        """Dose over area, L/h."""
        from lissom.population.people import LEVEL_UNITS

        return float(self.row["mg"]) * LEVEL_UNITS[self.variant.level_unit] / _area(self.levels()[1])

    @property
    def plain(self) -> Subject:
        """The same person with the kidneys of the comparison, on an empty stomach and without other medicines."""
        return replace(
            self.who,
            CrCl_mL_min=float(self.row["base_CrCl"]),
            kidney=KidneyBasis.CRCL,
            taking=frozenset(),
            fed=False,
        )

    def last_interval(self, at: str = "plasma") -> list[float]:
        """Levels from the last dose to when the next would be due."""
        times, levels = self.levels(at=at)
        every, count = float(self.row["every_h"]), int(self.row["count"])
        begin = every * (count - 1)
        return [level for time, level in zip(times, levels, strict=True) if begin <= time <= begin + every]


def _area(levels: list[float]) -> float:
    return STEP_H * (sum(levels) - (levels[0] + levels[-1]) / 2)


def _half_life(course: _Course) -> float:
    from lissom.population.course import half_life
    from lissom.population.people import Draws, crowd

    if course.variant.structure.elimination != "linear":
        return _fall(*course.levels())
    return half_life(course.variant, crowd(course.variant, course.who, Draws(count=1, between=None, unknown=None)))


def _fall(times: list[float], levels: list[float]) -> float:
    """Half-life of the stretch from half the peak to a sixteenth of it, as a study reads it off a curve."""
    top = levels.index(max(levels))
    half, sixteenth = (
        next(time for time, level in zip(times[top:], levels[top:], strict=True) if level <= levels[top] * part)
        for part in (1 / 2, 1 / 16)
    )
    return (sixteenth - half) / 3


def _tmax(course: _Course, at: str = "plasma") -> float:
    times, levels = course.levels(at=at)
    return times[levels.index(max(levels))]


def _level_at(course: _Course) -> float:
    return course.levels()[1][round(float(course.row["hour"]) / STEP_H)]


QUANTITIES: Mapping[str, Callable[[_Course], float]] = {
    "Cmax": lambda course: max(course.levels()[1]),
    "Tmax": _tmax,
    "AUC": lambda course: _area(course.levels()[1]),
    "t_half": _half_life,
    "level_at": _level_at,
    "Css_mean": lambda course: _area(course.last_interval()) / float(course.row["every_h"]),
    "tip_mean": lambda course: _area(course.last_interval("tip")) / float(course.row["every_h"]),
    "trough": lambda course: course.last_interval()[-1],
    "AUC_ratio": lambda course: _area(course.levels()[1]) / _area(course.levels(course.plain)[1]),
    "Cmax_ratio": lambda course: max(course.levels()[1]) / max(course.levels(course.plain)[1]),
    "CL/F": lambda course: course.clearance,
    "Cmax_metabolite": lambda course: max(course.levels(at="metabolite")[1]),
    "AUC_metabolite": lambda course: _area(course.levels(at="metabolite")[1]),
    "Tmax_metabolite": lambda course: _tmax(course, "metabolite"),
    "t_half_metabolite": lambda course: _fall(*course.levels(at="metabolite")),
}


def summary(comparisons: Iterable[Comparison]) -> Iterator[tuple[str, int, int]]:
    """(verdict, rows the model had not seen, rows it was tuned to), for each verdict."""
    rows = list(comparisons)
    for verdict in ("inside", "two-fold", "outside"):
        mine = [row for row in rows if row.verdict == verdict]
        yield verdict, sum(not row.tuned for row in mine), sum(row.tuned for row in mine)
