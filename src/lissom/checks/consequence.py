"""Computed consequences: what a change in the body does to a medicine, from the population model's own clearance
equation.
"""

from __future__ import annotations

from dataclasses import replace

from lissom.checks.finding import Consequence
from lissom.checks.view import View
from lissom.checks.wording import ours
from lissom.facts.quantity import Interval, Quantity, in_words


def exposure_after_fall(view: View, by: str, group: str) -> Consequence | None:
    """The exposure ratio of baclofen (1) after the fall in CrCl that an NSAID causes in a group (`healthy`, `at_risk`).

    None when creatinine clearance or the model is not known. The band joins what is not known of the fall and of the
    model.
    """
    CrCl = view.body.CrCl.value
    if CrCl is None or view.models is None or view.has("dialysis"):
        return None
    model = view.models().get("baclofen")
    if model is None:
        return None
    from lissom.population.exposure import exposure_ratio

    typical, low, high = (view.threshold(f"nsaid.CrCl_fall_{group}{end}") for end in ("", "_low", "_high"))
    falls = [view.number(fact.id) for fact in (typical, low, high)]
    weight = view.person.weight_kg
    ratio = exposure_ratio(model, CrCl, CrCl * (1 - falls[0]), weight)[0]
    least = exposure_ratio(model, CrCl, CrCl * (1 - falls[1]), weight)[1]
    most = exposure_ratio(model, CrCl, CrCl * (1 - falls[2]), weight)[2]
    band = Interval(min(least, ratio), max(most, ratio), "1")
    text = (
        f"If {by} lowers kidney clearance by {falls[0]:.0%} (from {in_words(CrCl)} mL/min), the level "
        f"of baclofen over the day "
        f"would be about {in_words(ratio, 3)} times what it is now; between {in_words(band.low, 3)} "
        f"and {in_words(band.high, 3)} times "
        f"for a fall of {falls[1]:.0%} to {falls[2]:.0%}."
    )
    statement = ours(
        text, typical, low, high, clinician=f"Baclofen steady-state AUC ratio {in_words(ratio, 3)} ({band})."
    )
    valued = replace(statement, values=(Quantity(ratio, "1"), band))
    return Consequence(name="exposure ratio", value=ratio, band=band, statement=valued)
