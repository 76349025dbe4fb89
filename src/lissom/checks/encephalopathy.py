"""The risk of encephalopathy on baclofen at this person's own dose and kidneys, from a curve with one fitted number.

The curve is fitted on the mildest group of a cohort and says what it makes of the others: a reader can judge it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lissom.checks.doses import fitting, peak_daily_mg
from lissom.checks.dosing import Dosing
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity, in_words
from lissom.facts.statement import REASONING, Statement

if TYPE_CHECKING:
    from lissom.population.encephalopathy import Arm
    from lissom.population.model import Model


_LEAST = 0.1
"""Per cent; a smaller risk is not told apart from this one, for the curve is no better than that."""


def risk_at_this_dose(view: View, drug: Present) -> Statement | None:
    """The absolute risk (%) in 30 days with its band, and how the curve does on the groups it was not fitted to.

    None outside the cohort's ages and kidneys, without a dose in milligrams, or without the model.
    """
    daily, eGFR = peak_daily_mg(drug), view.body.eGFR.value
    rows = sorted(_groups(view, drug), key=lambda row: -(row.kidney_high or 0))
    most = view.number("risk.encephalopathy_highest_dose")
    if daily is None or eGFR is None or len(rows) < 2 or view.models is None or not daily.high:
        return None
    model = view.models().get("baclofen")
    if model is None or eGFR >= (rows[0].kidney_high or 0):
        return None
    said = _said(view, model, rows, min(daily.high, most), eGFR)
    beyond = (
        f" The dose here is {in_words(daily.high, 3)} mg a day, beyond what the cohort can tell: the risk is higher."
    )
    return replace(said, text=said.text + beyond) if daily.high > most else said


def _groups(view: View, drug: Present) -> list[Dosing]:
    rows = fitting(view, view.rules.dosing_of(drug.id, "risk_difference", route=drug.route), drug)
    return [row for row in rows if None not in (row.value, row.low, row.high, row.kidney_high)]


def _said(view: View, model: Model, rows: list[Dosing], dose: float, eGFR: float) -> Statement:
    from lissom.population.encephalopathy import fitted

    first, *others = rows
    curves = [fitted(model, _arm(view, first, end)) for end in (first.value, first.low, first.high)]
    value, low, high = (curve.risk(dose, eGFR) for curve in curves)
    tested = "; ".join(
        f"eGFR {_range(row)}: {in_words(curves[0].difference(_arm(view, row, row.value)))} more in 100, "
        f"the study found {in_words(row.value or 0)} ({in_words(row.low or 0)} to {in_words(row.high or 0)})"
        for row in others
    )
    band = Interval(low, high, "%")
    size = (
        f"at about {in_words(value)} in 100, between {in_words(low)} and {in_words(high)}"
        if high >= _LEAST
        else f"below {in_words(_LEAST)} in 100"
    )
    studied = view.number("kidney.baclofen_starting_dose_studied")
    little = (
        f" It rests on starts of {in_words(studied)} mg a day or more and may say too little of lower doses."
        if dose < studied
        else ""
    )
    return Statement(
        text=(
            f"At {in_words(dose, 3)} mg a day and an eGFR of {in_words(eGFR)}, a curve fitted to one group of a cohort "
            f"of people over 65 (eGFR {_range(first)}) puts the extra risk of encephalopathy in the "
            f"first 30 days {size}.{little} "
            f"What it makes of the groups it was not fitted to: {tested}."
        ),
        sources=(first.source, REASONING),
        grade=Grade.ASSUMPTION,
        values=(Quantity(value, "%"), band),
        facts=tuple(row.id for row in rows),
    )


def _arm(view: View, row: Dosing, difference: float | None) -> Arm:
    from lissom.population.encephalopathy import Arm

    lowest = view.number("risk.lowest_eGFR")
    middle = ((row.kidney_low or lowest) + (row.kidney_high or 0)) / 2
    high, low = (view.number(f"risk.encephalopathy_{end}_dose") for end in ("high", "low"))
    return Arm(high=high, low=low, kidneys=middle, difference=difference or 0)


def _range(row: Dosing) -> str:
    return f"{row.kidney_low:.0f} to {row.kidney_high:.0f}" if row.kidney_low else f"below {row.kidney_high:.0f}"
