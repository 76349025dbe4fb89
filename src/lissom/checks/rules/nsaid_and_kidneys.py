"""An NSAID lowers what the kidneys clear: information with good kidneys and a short course, serious with a risk factor.

With baclofen in the person the fall in clearance is turned into an exposure ratio; with an ACE inhibitor or ARB and a
diuretic it is the "triple" of the cohort studies, with or without baclofen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lissom.checks.consequence import exposure_after_fall
from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.checks.interaction import Interaction
from lissom.checks.kinds import Kind
from lissom.checks.nsaids import nsaids
from lissom.checks.present import Present
from lissom.checks.rules.pairs import contained
from lissom.checks.view import View
from lissom.checks.wording import action, effect, ours
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

ALTERNATIVE = (
    "Ask the pharmacist whether another painkiller would do. "
    "With weak kidneys do not take the two together without advice."
)


class Risk(NamedTuple):
    """Something in this person that makes a fall in kidney function likely."""

    text: str
    where: str
    grave: bool = False
    """Alone enough to interrupt."""


def nsaid_and_baclofen(view: View) -> Iterator[Finding]:
    """An NSAID with baclofen, weighed by the kidneys, age, other medicines and length of the course."""
    baclofen = next((one for one in view.present if one.id == "baclofen"), None)
    if baclofen is None:
        return
    for nsaid in _first_of_each(nsaids(view)):
        if not nsaid.throughout:
            yield _hardly_absorbed(view, baclofen, nsaid)
        else:
            yield _weighed(view, baclofen, nsaid, tuple(kidney_risks(view)))


def _weighed(view: View, baclofen: Present, nsaid: Present, risks: tuple[Risk, ...]) -> Finding:
    rows = _rows(view, nsaid)
    severity, stance, because = _judged(view, nsaid, risks)
    return Finding(
        id=f"{nsaid.id}_may_raise_baclofen_exposure",
        severity=severity,
        stance=stance,
        because=because,
        title=f"{capital(nsaid.name)} can raise the level of baclofen through the kidneys",
        what=(effect(rows[0], lead=contained(baclofen, nsaid)),),
        why=(*_why(view, risks), *(effect(row) for row in rows[1:3])),
        todo=_todo(view, severity, rows),
        triggers=tuple(dict.fromkeys((baclofen.where, nsaid.where, *(risk.where for risk in risks)))),
        consequence=_consequence(view, baclofen, nsaid, at_risk=bool(risks)),
    )


def _judged(view: View, nsaid: Present, risks: tuple[Risk, ...]) -> tuple[Severity, Stance, str]:
    if any(risk.grave for risk in risks) or len(risks) > 1:
        return Severity.MAJOR, Stance.INTERRUPT, joined(risk.text for risk in risks)
    if risks:
        return Severity.MODERATE, Stance.SHOW, f"one risk factor: {risks[0].text}"
    if not kidneys_known(view):
        return Severity.MODERATE, Stance.SHOW, "kidney function is not known, so the risk cannot be ruled out"
    if is_long(view, nsaid):
        return Severity.MINOR, Stance.SHOW, "the kidneys are good, but the course is longer than a short one"
    return Severity.INFORMATION, Stance.SHOW, "the kidneys are good and no long course is stated"


def kidney_risks(view: View) -> Iterator[Risk]:
    """What makes an NSAID dangerous for the kidneys of this person, gravest first."""
    eGFR, CrCl = view.body.eGFR.value, view.body.CrCl.value
    limit = view.number("kidney.nsaid_risk_below_eGFR")
    if view.has("dialysis"):
        yield Risk("dialysis or end-stage kidney failure", "person.dialysis", grave=True)
    elif CrCl is not None and CrCl < view.number("kidney.nsaid_avoid_below_CrCl"):
        yield Risk(f"creatinine clearance of {CrCl:.0f} mL/min", "person.SCr_mg_dL", grave=True)
    elif eGFR is not None and eGFR < limit:
        yield Risk(f"eGFR of {eGFR:.0f} mL/min/1.73 m²", "person.SCr_mg_dL", grave=True)
    elif view.has("chronic_kidney_disease", "acute_kidney_injury") and eGFR is None:
        yield Risk("a kidney disease", "person.conditions", grave=True)
    yield from _medicine_risks(view)
    if view.has("dehydration"):
        yield Risk("dehydration", "person.conditions", grave=True)
    if view.has("heart_failure"):
        yield Risk("heart failure", "person.conditions")
    if view.older:
        yield Risk(f"the age of {view.person.age_years:.0f}", "person.age_years")


def _medicine_risks(view: View) -> Iterator[Risk]:
    raas, diuretic = _first(view, "raas_inhibitor"), _first(view, "diuretic")
    if raas and diuretic:
        yield Risk(f"{raas.said} with {diuretic.said}", raas.where, grave=True)
    elif raas or diuretic:
        one = raas or diuretic
        assert one is not None
        yield Risk(one.said, one.where)
    if lithium := _first(view, "lithium"):
        yield Risk(f"{lithium.said}, which an NSAID makes the kidneys keep", lithium.where, grave=True)
    if other := _first(view, "calcineurin_inhibitor", "aminoglycoside"):
        yield Risk(f"{other.said}, which can harm the kidneys", other.where)


def kidneys_known(view: View) -> bool:
    return view.body.eGFR.value is not None or view.body.CrCl.value is not None


def is_long(view: View, nsaid: Present) -> bool:
    """Known to be longer than the over-the-counter limit, by its directions or by its start; no end stated is not
    known.
    """
    limit = view.number("nsaid.short_course_days")
    start = nsaid.medicine.start if nsaid.medicine else None
    since = (view.today - start).days if start and not nsaid.as_needed else 0
    return max(nsaid.days or 0, since) > limit


def triple(view: View) -> Iterator[Finding]:
    """NSAID with an ACE inhibitor or ARB and a diuretic (triple), or with one of them (dual)."""
    nsaid = next((one for one in nsaids(view) if one.throughout), None)
    raas, diuretic = _first(view, "raas_inhibitor"), _first(view, "diuretic")
    if nsaid is None or not (raas or diuretic):
        return
    partners = [one for one in (raas, diuretic) if one is not None]
    both = raas is not None and diuretic is not None
    row = view.rules.speaking_for("nsaid_raas_and_diuretic" if both else "nsaid_and_one_blood_pressure_medicine")
    weak = not both and any(risk.grave for risk in kidney_risks(view))
    names = joined(one.said for one in (nsaid, *partners))
    yield Finding(
        id="nsaid_raas_inhibitor_and_diuretic_may_injure_kidneys"
        if both
        else "nsaid_may_strain_kidneys_on_blood_pressure_medicine",
        severity=Severity.MAJOR if both or weak else Severity.MODERATE,
        stance=Stance.INTERRUPT if (both and not nsaid.as_needed) or weak else Stance.SHOW,
        because=_because_triple(nsaid, both, weak),
        title=f"{capital(names)}: strain on the kidneys",
        what=(effect(row, lead=f"You have {names} together."),),
        todo=(action(row),) if both else (ours(ALTERNATIVE, row),),
        triggers=tuple(one.where for one in (nsaid, *partners)),
    )


def _because_triple(nsaid: Present, both: bool, weak: bool) -> str:
    if both:
        return "all three are taken" + (", though the NSAID only as needed" if nsaid.as_needed else "")
    return (
        "one of the two partners is taken and the kidneys are at risk"
        if weak
        else "only one of the two partners is taken"
    )


def _why(view: View, risks: tuple[Risk, ...]) -> Iterator[Statement]:
    if risks:
        yield ours(
            f"It matters here because of {joined(risk.text for risk in risks)}.",
            view.threshold("kidney.nsaid_risk_below_eGFR"),
        )
    elif not kidneys_known(view):
        yield ours(
            "Without a creatinine value the risk cannot be told.", view.threshold("kidney.nsaid_risk_below_eGFR")
        )


def _todo(view: View, severity: Severity, rows: list[Interaction]) -> tuple[Statement, ...]:
    limit = view.threshold("nsaid.short_course_days")
    said = {
        Severity.INFORMATION: f"Smallest dose, at most {limit.value:.0f} days, drink enough. "
        "New confusion or unusual sleepiness: get help at once.",
        Severity.MAJOR: "Ask the prescriber or pharmacist before the next dose of the painkiller; paracetamol may do. "
        "Do not stop baclofen suddenly.",
    }
    otherwise = (
        "Ask the prescriber or pharmacist how long it may be taken and whether the kidneys should be "
        "checked; paracetamol may do. "
        "New confusion or unusual sleepiness: get help at once."
    )
    return (ours(said.get(severity, otherwise), limit, *rows[:1]),)


def _rows(view: View, nsaid: Present) -> list[Interaction]:
    """The kidney rows of baclofen with this NSAID: the row of the substance first, then that of the class."""
    rows = [
        row
        for row in view.rules.interactions_about.get(("baclofen", Kind.KIDNEY), ())
        if row.severity is not None and not row.members.isdisjoint(nsaid.ids)
    ]
    return sorted(rows, key=lambda row: nsaid.id not in row.members)


def _consequence(view: View, baclofen: Present, nsaid: Present, *, at_risk: bool) -> Consequence | None:
    if baclofen.route == "intrathecal":
        return None
    return exposure_after_fall(view, nsaid.name, "at_risk" if at_risk else "healthy")


def _hardly_absorbed(view: View, baclofen: Present, nsaid: Present) -> Finding:
    rows = _rows(view, nsaid)
    return Finding(
        id=f"{nsaid.id}_on_the_skin_hardly_reaches_the_kidneys",
        severity=Severity.INFORMATION,
        stance=Stance.SILENT,
        because="little of a gel, cream or drop reaches the whole body",
        title=f"{capital(nsaid.name)} on the skin",
        what=(
            ours(
                f"{capital(nsaid.said)} is used on the skin or in the eye, so little of it reaches the kidneys.",
                *rows[:1],
            ),
        ),
        triggers=(baclofen.where, nsaid.where),
    )


def _first_of_each(found: Iterator[Present]) -> list[Present]:
    """One of each substance, the one that reaches the whole body before a gel."""
    best: dict[str, Present] = {}
    for one in found:
        if one.id not in best or (one.throughout and not best[one.id].throughout):
            best[one.id] = one
    return list(best.values())


def _first(view: View, *classes: str) -> Present | None:
    return next((one for one in view.of_class(*classes) if one.throughout), None)
