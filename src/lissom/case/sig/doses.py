"""What the doses of a sig come to: tablets with their strength, bare numbers with their unit, daily totals in parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from lissom.case.regimen import Amount, AmountUnit, Strength
from lissom.case.sig.items import Dose, Holds
from lissom.case.sig.tokens import Refused

_MG = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}
MOST_BARE = 2.0
"""A bare number up to this is read as tablets; beyond it, it may be milligrams."""


@dataclass(slots=True)
class Known:
    """What has been learnt while a sig is read: the strength, the name of one unit, the last unit, what was assumed."""

    strength: Strength | None = None
    form: str = ""
    unit: AmountUnit | None = None
    line: bool = False
    """The text is a medicine's line, in which milligrams right after the name are the strength."""
    one_each: bool = False
    """The name holds the strengths of a combination: directions without an amount mean one of it."""
    assumed: list[str] = field(default_factory=list)

    def assume(self, text: str) -> None:
        if text and text not in self.assumed:
            self.assumed.append(text)


def learn_strength(holds: Holds, known: Known) -> None:
    """Take over a strength that the sig names in passing; refuses one that contradicts what is known."""
    found = Strength(mg=holds.mg, per=holds.per, per_unit=holds.unit)
    if known.strength is not None and not _same(known.strength, found):
        raise Refused(
            f"the strength {holds.mg:g} mg does not agree with {known.strength.mg:g} mg",
            (f"{holds.mg:g} mg", f"{known.strength.mg:g} mg"),
        )
    known.strength = known.strength or found
    known.form = known.form or holds.form


def _same(one: Strength, other: Strength) -> bool:
    return one.per_unit == other.per_unit and abs(one.mg / one.per - other.mg / other.per) < 1e-9


def settle(doses: list[Dose], known: Known) -> Amount:
    """The one amount that the adjacent doses of a group describe ('2 tablets (20 mg)', '10 mg 1 tab')."""
    dose = doses[0] if len(doses) == 1 else _pair(doses, known)
    dose = _with_unit(dose, known)
    if dose.mg_each is not None:
        learn_strength(Holds(dose.mg_each, 1.0, AmountUnit.UNIT), known)
    if dose.unit is AmountUnit.UNIT and dose.form and dose.form != "dose":
        known.form = known.form or dose.form
    assert dose.unit is not None
    known.unit = dose.unit
    return Amount(low=dose.low, high=dose.high, unit=dose.unit)


def _with_unit(dose: Dose, known: Known) -> Dose:
    if dose.unit is not None:
        return dose
    if dose.bracketed:
        raise Refused(f'"{dose.high:g}" in brackets has no unit and may be no dose at all')
    if known.unit is not None:
        known.assume(f'"{dose.high:g}" is read in the unit of the dose before it')
        return dose._replace(unit=known.unit)
    strength = known.strength
    liquid = strength is not None and strength.per_unit is not AmountUnit.UNIT
    if (dose.high > MOST_BARE and not known.form) or liquid or (strength and dose.high == strength.mg):
        raise Refused(f'"{dose.high:g}" has no unit', (f"{dose.high:g} mg", f"{dose.high:g} tablets"))
    known.assume(f'"{dose.high:g}" is read as a number of {known.form or "tablet"}s, since no unit is given')
    return dose._replace(unit=AmountUnit.UNIT)


def _pair(doses: list[Dose], known: Known) -> Dose:
    if len(doses) == 2:
        first, second = doses
        if first.unit in _MG and second.unit not in _MG:
            return _counted(second, first, known, strength_first=True)
        if second.unit in _MG and first.unit not in _MG:
            return _counted(first, second, known, strength_first=False)
        if _mg(first) is not None and _mg(first) == _mg(second):
            return first
    said = tuple(f"{dose.high:g} {dose.unit or ''}".strip() for dose in doses)
    raise Refused("several doses stand side by side", said)


def _mg(dose: Dose) -> tuple[float, float] | None:
    factor = _MG.get(dose.unit) if dose.unit else None
    return None if factor is None else (dose.low * factor, dose.high * factor)


def _counted(count: Dose, mg: Dose, known: Known, *, strength_first: bool) -> Dose:
    """Tablets or millilitres written with milligrams: is it the strength of each, or the whole dose?"""
    unit = count.unit or AmountUnit.UNIT
    if count.unit is None and (count.bracketed or count.high > 2 * MOST_BARE):
        raise Refused(f'"{count.high:g}" beside {mg.high:g} {mg.unit} has no unit')
    weight = _mg(mg)
    assert weight is not None
    if count.mg_each is not None:
        return _said_twice(count, weight[1], count.mg_each)
    strength = known.strength
    whole_each = weight[1] / count.high
    if strength is not None and strength.per_unit == unit:
        each = strength.mg / strength.per
        if not (
            abs(whole_each - each) < 1e-6 * each or (unit is AmountUnit.UNIT and abs(weight[1] - each) < 1e-6 * each)
        ):
            raise Refused(
                f"{count.high:g} and {weight[1]:g} mg do not fit the strength of {strength.mg:g} mg",
                (f"{count.high * each:g} mg", f"{weight[1]:g} mg"),
            )
        return count._replace(unit=unit)
    if unit is AmountUnit.ML:
        known.strength = Strength(mg=weight[1], per=count.high, per_unit=unit)
        return count
    known.strength = Strength(mg=_each(count, mg, weight, known, strength_first=strength_first))
    return count._replace(unit=unit)


def _said_twice(count: Dose, mg: float, each: float) -> Dose:
    """'20 mg (2 x 10 mg tablets)': the whole and its parts are both written, and must agree."""
    if abs(count.high * each - mg) > 1e-9 * mg:
        said = f"{count.high:g} x {each:g} mg"
        raise Refused(f"{said} and {mg:g} mg do not agree", (f"{said} = {count.high * each:g} mg", f"{mg:g} mg in all"))
    return count


def _each(count: Dose, mg: Dose, weight: tuple[float, float], known: Known, *, strength_first: bool) -> float:
    in_proportion = count.low != count.high and abs(weight[0] / count.low - weight[1] / count.high) < 1e-9
    if count.high == count.low == 1 or mg.total or in_proportion:
        return weight[1] / count.high
    several_of_one = count.low != count.high and mg.low == mg.high
    if mg.each or several_of_one or (known.line and strength_first):
        known.assume(f"{weight[1]:g} mg is read as the strength of one {count.form or known.form or 'tablet'}")
        return weight[1]
    name = count.form or "tablet"
    raise Refused(
        f"{weight[1]:g} mg may be each {name} or all {count.high:g} together",
        (f"{count.high:g} x {weight[1]:g} mg = {count.high * weight[1]:g} mg", f"{weight[1]:g} mg in all"),
    )
