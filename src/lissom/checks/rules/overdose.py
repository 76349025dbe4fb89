"""Too much baclofen is an emergency text, never a forecast and never a reassurance."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.doses import largest_single_mg, peak_daily_mg
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.view import View
from lissom.checks.wording import ours, rule
from lissom.facts.quantity import in_words


def overdose(view: View) -> Iterator[Finding]:
    """Baclofen by mouth at or above the dose at which coma and seizures were seen, at once or over a day."""
    limit = view.threshold("overdose.baclofen_mg")
    for drug in view.present:
        if drug.id != "baclofen" or drug.route == "intrathecal":
            continue
        single, day = largest_single_mg(drug) or 0.0, peak_daily_mg(drug)
        daily = day.high if day else 0.0
        most = view.number(limit.id)
        if max(single, daily) < most:
            continue
        at_once = single >= most
        signs = tuple(rule(row) for row in view.rules.dosing_of("baclofen", "overdose_signs"))
        amount = f"{in_words(single, 3)} mg at once" if at_once else f"{in_words(daily, 3)} mg in a day"
        yield Finding(
            id="baclofen_amount_is_in_the_overdose_range"
            if at_once
            else "baclofen_daily_amount_reaches_the_overdose_range",
            severity=Severity.CONTRAINDICATED if at_once else Severity.MAJOR,
            stance=Stance.INTERRUPT,
            because=f"{amount} is at or above {in_words(most, 3)} mg",
            title=f"Emergency: {amount} of baclofen",
            what=(
                ours(
                    f"{amount} of baclofen is in the range where coma, seizures and the need for a "
                    f"ventilator were seen. "
                    "Smaller amounts can also be dangerous, above all with weak kidneys, alcohol or other sedatives.",
                    limit,
                    *view.rules.dosing_of("baclofen", "toxic_dose"),
                ),
            ),
            why=signs,
            todo=(
                ours(
                    "If it has been taken: call an ambulance or a poison centre now, even if the person feels well. "
                    "If it is only planned: do not take it; call the prescriber or pharmacist.",
                    limit,
                ),
            ),
            triggers=(drug.where,),
            emergency=True,
        )
