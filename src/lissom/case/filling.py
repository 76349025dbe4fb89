"""What a pump and the medicine in it say of each other: one dose a day, one concentration, or a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lissom.case.medicine import Medicine, Route, Status
from lissom.case.pump import Pump
from lissom.case.regimen import AmountUnit, Phase, Regimen, Strength
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words

AGREE = 0.05
"""Share by which two ways of stating one dose may differ: programmers show rounded figures."""

FEWEST_DAYS, MOST_DAYS = 1.0, 2000.0
"""Days a filling may last: wide guards against a wrong unit, which make no claim about pumps."""


def filled(pump: Pump, medicines: tuple[Medicine, ...]) -> tuple[Pump, tuple[Medicine, ...], tuple[Fault, ...]]:
    """The pump with the concentration of its medicine, the medicines with its steps over the day, and remarks.

    Raises InputError where no medicine goes into the spinal fluid, or where dose, concentration, flow and steps cannot
    all be true.
    """
    inside = [
        place
        for place, item in enumerate(medicines)
        if item.route is Route.INTRATHECAL and item.status is not Status.STOPPED
    ]
    if not inside:
        todo = "Give the medicine in the pump route = 'intrathecal'."
        raise InputError([Fault(where="case.pump", expected="a medicine in the pump", came="none", todo=todo)])
    if len(inside) > 1:
        expected = "one medicine in the pump; volumes and steps of a mixture are not used"
        return (
            Pump(catheter_tip=pump.catheter_tip),
            medicines,
            (Fault(where="case.pump", expected=expected, came=f"{len(inside)} medicines"),),
        )
    item = medicines[inside[0]]
    if faults := [fault.under("case.pump") for fault in _disagreements(pump, item)]:
        raise InputError(faults)
    known = replace(pump, mg_per_mL=pump.mg_per_mL or _concentration(item))
    regimen = item.regimen
    if regimen and regimen.strength is None and pump.mg_per_mL:
        strength = Strength(mg=pump.mg_per_mL, per_unit=AmountUnit.ML)
        regimen = replace(regimen, strength=strength)
    if regimen and pump.steps:
        regimen = _in_steps(regimen, pump)
    stepped = replace(item, regimen=regimen)
    return known, tuple(stepped if one is item else one for one in medicines), ()


def _concentration(item: Medicine) -> float | None:
    strength = item.strength
    return strength.mg / strength.per if strength and strength.per_unit is AmountUnit.ML else None


def _disagreements(pump: Pump, item: Medicine) -> Iterator[Fault]:
    stated = _concentration(item)
    if pump.mg_per_mL and stated and abs(pump.mg_per_mL / stated - 1) > AGREE:
        expected = f"the {_ug(stated)}/mL stated with {item.name} ({item.where})"
        yield Fault(where="concentration", expected=expected, came=f"{_ug(pump.mg_per_mL)}/mL")
        return
    concentration = pump.mg_per_mL or stated
    daily = daily_mg(item.regimen, concentration)
    if daily is None:
        if pump.steps:
            todo = f"Write the dose a day as the directions of {item.where}: '300 mcg a day by pump'."
            yield Fault(where="steps", expected="a dose a day that they add up to", came="none", todo=todo)
        return
    yield from _time_it_lasts(pump, concentration, daily)
    sums = [("steps", pump.stepped_mg_per_day, "these steps")] if pump.steps else []
    if pump.mL_per_day and concentration:
        sums.append(("flow", pump.mL_per_day * concentration, f"this flow at {_ug(concentration)}/mL"))
    for where, mg, how in sums:
        if abs(mg / daily - 1) > AGREE:
            expected = f"the {_ug(daily)} a day of {item.where}.sig"
            todo = "Check dose, concentration and rate with the pump clinic."
            yield Fault(where=where, expected=expected, came=f"{_ug(mg)} a day by {how}", todo=todo)


def _time_it_lasts(pump: Pump, mg_per_mL: float | None, daily: float) -> Iterator[Fault]:
    """A unit that slipped shows in a pump that lasts less than a day, or for years."""
    if pump.volume_mL and mg_per_mL:
        days = pump.volume_mL * mg_per_mL / daily
        if not FEWEST_DAYS <= days <= MOST_DAYS:
            where = "concentration" if pump.mg_per_mL else "volume"
            held = f"{in_words(pump.volume_mL, 3)} mL of {_ug(mg_per_mL)}/mL"
            came = f"{held}, which at {_ug(daily)} a day last {in_words(days, 2)} days"
            todo = "Check the units of dose and concentration: micrograms or milligrams?"
            yield Fault(where=where, expected="what lasts from a day to some years", came=came, todo=todo)


def daily_mg(regimen: Regimen | None, mg_per_mL: float | None = None) -> float | None:
    """Milligrams a day of the first phase, where a pump delivers it; None where it is no pump's or not known."""
    first = regimen.phases[0] if regimen and regimen.phases else None
    if regimen is None or first is None or first.continuous is None:
        return None
    if regimen.strength is None and mg_per_mL:
        regimen = replace(regimen, strength=Strength(mg=mg_per_mL, per_unit=AmountUnit.ML))
    amount = regimen.mg(first.continuous)
    return amount.high if amount and amount.high > 0 else None


def _in_steps(regimen: Regimen, pump: Pump) -> Regimen:
    even = pump.stepped_mg_per_day / 24.0
    shape = tuple((begin, end, rate / even) for begin, end, rate in pump.over_the_day)

    def stepped(phase: Phase) -> Phase:
        return replace(phase, over_the_day=shape) if phase.continuous else phase

    return replace(regimen, phases=tuple(stepped(phase) for phase in regimen.phases))


def _ug(mg: float) -> str:
    return f"{in_words(1000 * mg, 4)} micrograms"
