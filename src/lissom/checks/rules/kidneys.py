"""Kidneys first: what the dosing rows say at this person's CrCl or eGFR, each by its own name, and what cannot be
judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lissom.case.body import Estimate
from lissom.checks.countries import holds_in
from lissom.checks.doses import fitting, peak_daily_mg
from lissom.checks.dosing import Dosing
from lissom.checks.encephalopathy import risk_at_this_dose
from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.nsaid_and_kidneys import kidney_risks
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, in_plain, ours, rule
from lissom.facts.quantity import Interval, Quantity, in_words
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

ADVICE = ("renal_factor", "renal_daily", "renal_advice", "renal_start", "contraindication")
AGAINST = ("avoid", "not recommended", "contraindicated", "forbid")
"""How rows say that a medicine is better not taken at all."""
FAILURE_WORDS = ("dialysis", "end-stage", "permanent kidney failure")
"""How populations name people whose kidneys no longer work; such rows carry no number to compare with."""


def kidney_rows(view: View, drug: Present) -> list[Dosing]:
    """The rows of this medicine that depend on the kidneys."""
    rows = fitting(view, view.rules.dosing_of(drug.id, *ADVICE), drug)
    return [row for row in rows if row.kidney_measure or row.item.startswith("renal") or _speaks_of_failure(row)]


def kidneys(view: View) -> Iterator[Finding]:
    """What the kidneys of this person mean for each medicine that depends on them."""
    unjudged = []
    for drug in _once(view):
        rows = kidney_rows(view, drug)
        if not rows:
            continue
        if view.has("dialysis"):
            yield from _on_dialysis(view, drug, rows)
        elif _nothing_known(view):
            unjudged.append(drug)
        else:
            yield from _at_this_value(view, drug, rows)
            yield from _other_measure_missing(view, drug, rows)
    if unjudged:
        yield _not_known(view, unjudged)


def _on_dialysis(view: View, drug: Present, rows: list[Dosing]) -> Iterator[Finding]:
    about = [row for row in rows if _speaks_of_failure(row) or "replacement" in row.population]
    # Dialysis is below every number: the row of the weakest kidneys holds, whichever measure it goes by.
    about += [row for row in rows if row.kidney_high is not None and row.kidney_low is None and row not in about]
    about += view.rules.dosing_of(drug.id, "renal_supplement")
    if not about:
        return
    forbidden = [row for row in about if row.item == "contraindication"]
    judged = _dose_on_dialysis(drug, about, forbidden)
    toxic = view.rules.dosing_of(drug.id, "toxic_dose")
    harm = tuple(rule(row) for row in toxic if _speaks_of_failure(row))
    countries = joined(country for row in forbidden for country in row.countries)
    yield Finding(
        id=f"{drug.id}_is_dangerous_on_dialysis" if forbidden else f"{drug.id}_needs_care_on_dialysis",
        severity=judged.severity,
        stance=judged.stance,
        because=f"dialysis is stated, and labels ({countries}) forbid it then" if forbidden else judged.because,
        title=f"{capital(drug.name)} on dialysis",
        what=tuple(
            rule(row) for row in (forbidden + [row for row in _ordered(view, about) if row not in forbidden])[:3]
        ),
        why=harm,
        todo=(
            ours(
                f"Speak to the kidney team today, before the next dose: should {drug.name} be taken at all? "
                "Confusion or unusual sleepiness is an emergency. Do not stop suddenly on your own."
                if forbidden
                else f"Have the kidney team look at the dose of {drug.name} before the next change. "
                "Confusion or unusual sleepiness needs help the same day. Do not stop suddenly on your own.",
                *about[:1],
            ),
        ),
        triggers=(drug.where, "person.dialysis"),
    )


def _dose_on_dialysis(drug: Present, about: list[Dosing], forbidden: list[Dosing]) -> _Judged:
    """How grave it is on dialysis: forbidden, above what the label gives the weakest kidneys, or a matter of care."""
    over = [row for row in about if row.item == "renal_daily" and not _within_its_range(drug, row)]
    daily = _daily(drug)
    if forbidden:
        return _Judged(Severity.CONTRAINDICATED, Stance.INTERRUPT, "dialysis is stated", "")
    if over and daily is not None:
        most = over[0].high or 0
        stance = Stance.INTERRUPT if daily >= 2 * most else Stance.SHOW
        because = f"dialysis is stated, and {in_words(daily, 4)} mg a day, where the label gives at most "
        return _Judged(Severity.MAJOR, stance, f"{because}{in_words(most, 4)} to the weakest kidneys", "")
    return _Judged(Severity.MODERATE, Stance.SHOW, "dialysis is stated", "")


def _at_this_value(view: View, drug: Present, rows: list[Dosing]) -> Iterator[Finding]:
    met = [row for row in rows if _met(view, row) and not _full_dose(row) and not _within_its_range(drug, row)]
    if not met:
        return
    severity, stance, because, means = _judged(view, drug, met)
    yield Finding(
        id=f"{drug.id}_is_not_for_these_kidneys"
        if "nsaid" in drug.classes
        else f"{drug.id}_builds_up_with_these_kidneys",
        severity=severity,
        stance=stance,
        because=because,
        title=_title(drug, rows),
        what=(_measured(view, met, means), *(rule(row) for row in _ordered(view, met)[:3])),
        why=(at_this_dose,) if (at_this_dose := risk_at_this_dose(view, drug)) else (),
        todo=(_todo(view, drug, met, stance),),
        triggers=(drug.where, "person.eGFR_mL_min_173" if view.person.SCr_mg_dL is None else "person.SCr_mg_dL"),
        consequence=_absolute_risk(view, drug),
    )


def _todo(view: View, drug: Present, met: list[Dosing], stance: Stance) -> Statement:
    """What to do: a painkiller before its next dose, failing kidneys today, else before the next change."""
    if "nsaid" in drug.classes:
        return ours(
            f"Ask the prescriber or pharmacist before the next dose of {drug.name}; paracetamol may do. "
            "Much less urine, swelling or breathlessness needs help the same day.",
            *met[:1],
        )
    signs = f"New confusion or unusual sleepiness {'is an emergency' if _failing(view) else 'needs help the same day'}."
    if stance is Stance.INTERRUPT and _failing(view):
        return ours(
            f"Speak to the prescriber or the kidney team today, before the next dose: ask whether {drug.name} should "
            f"be taken at all, and at what dose. Do not simply stop what has been taken for some time. {signs}",
            *met[:1],
            view.threshold("kidney.failing_below_eGFR"),
        )
    check = f"Have the dose of {drug.name} checked against the kidney values before the next change."
    return ours(f"{check} {signs}", *met[:1])


def _failing(view: View) -> bool:
    """End-stage kidneys by the estimate that is known, where labels want a benefit that outweighs the risk."""
    eGFR = view.body.eGFR.value if view.body.eGFR.value is not None else view.body.CrCl.value
    return eGFR is not None and eGFR < view.number("kidney.failing_below_eGFR")


def _title(drug: Present, rows: list[Dosing]) -> str:
    """What the kidneys do to the medicine; only 'may' where no row says by how much."""
    name = capital(drug.name)
    if "nsaid" in drug.classes:
        return f"{name} with these kidneys"
    counted = any(row.item in ("renal_factor", "renal_daily") for row in rows)
    return f"{name} {'builds' if counted else 'may build'} up with these kidneys"


class _Judged(NamedTuple):
    """How grave it is for this person, why it is shown, and what the kidneys mean for the dose."""

    severity: Severity
    stance: Stance
    because: str
    means: str


def _judged(view: View, drug: Present, met: list[Dosing]) -> _Judged:
    value = _value_words(view, met)
    avoid_below = view.number("kidney.baclofen_avoid_below_eGFR")
    over = [row for row in met if row.item == "renal_daily"]
    if any(row.kidney_high is not None and row.kidney_high <= avoid_below for row in met):
        against = any(word in row.text.lower() for row in met for word in AGAINST)
        advice = f"to avoid {drug.name}, or cut its dose most" if against else f"to cut the dose of {drug.name} most"
        reason = f"{'avoid it or ' if against else ''}cut the dose most"
        if against and "nsaid" in drug.classes:
            advice, reason = f"to avoid {drug.name}", "avoid it"
        return _Judged(
            Severity.MAJOR,
            Stance.INTERRUPT,
            f"{value} is in the range where sources say to {reason}",
            _above_the_range(drug, over[0], value).means if over else f"With such kidneys sources say {advice}",
        )
    if over:
        return _above_the_range(drug, over[0], value)
    if any(row.age_low is not None and row.kidney_high is not None for row in met):
        daily, high = _daily(drug), view.number("kidney.baclofen_starting_dose_studied")
        means = f"At this age and kidney function criteria advise against {drug.name}"
        if daily is None or daily >= high:
            dose = "the dose is not known" if daily is None else f"{in_words(daily)} mg a day"
            return _Judged(Severity.MAJOR, Stance.INTERRUPT, f"the age, {value}, and {dose}", means)
        because = f"the age and {value}, but a dose below {in_words(high)} mg a day"
        return _Judged(Severity.MAJOR, Stance.SHOW, because, means)
    factors = [row.low for row in met if row.item == "renal_factor" and row.low is not None]
    if met and factors and min(factors) > 0.5 and len(factors) == len(met):
        mild = min(row.kidney_low or 0 for row in met) >= view.number("kidney.mild_from_CrCl") and not _impaired(view)
        more = f"At this kidney function somewhat more {drug.name} stays in the body"
        return _Judged(Severity.MINOR, Stance.SILENT if mild else Stance.SHOW, f"{value} is a little low", more)
    check = f"At this kidney function the dose of {drug.name} needs a check"
    return _Judged(Severity.MODERATE, Stance.SHOW, f"{value} asks for a lower dose", check)


def _above_the_range(drug: Present, row: Dosing, value: str) -> _Judged:
    daily, most = _daily(drug), row.high or 0
    means = f"At this kidney function the label gives at most {in_words(most, 4)} mg of {drug.name} a day"
    if daily is None:
        unknown = f"{value} limits the dose, and the dose is not known"
        return _Judged(Severity.MODERATE, Stance.SHOW, unknown, f"{means}, and the dose here is not known")
    because = f"{in_words(daily, 4)} mg a day, where the label gives at most {in_words(most, 4)} at a {value}"
    stance = Stance.INTERRUPT if daily >= 2 * most else Stance.SHOW
    return _Judged(Severity.MAJOR, stance, because, f"{means}; the directions come to {in_words(daily, 4)} mg")


def _within_its_range(drug: Present, row: Dosing) -> bool:
    """A row that gives the doses of a day for these kidneys, and the dose is known and not above them."""
    if row.item != "renal_daily" or row.kidney_high is None:
        return row.item == "renal_daily"  # good kidneys: no limit of the kidneys
    daily = _daily(drug)
    return daily is not None and row.high is not None and daily <= row.high


def _absolute_risk(view: View, drug: Present) -> Consequence | None:
    """The extra risk of a hospital stay with encephalopathy (%), where the cohort covers this age, eGFR and dose."""
    daily, age = _daily(drug), view.person.age_years
    if daily is None or age is None or daily < view.number("kidney.baclofen_starting_dose_studied"):
        return None
    for row in fitting(view, view.rules.dosing_of(drug.id, "risk_difference"), drug):
        if _met(view, row) and row.value is not None and row.low is not None and row.high is not None:
            band = Interval(row.low, row.high, "%", 0.95)
            statement = Statement(
                text=f"{row.text} The study counted people who had just started.",
                sources=(row.source,),
                grade=row.grade,
                values=(Quantity(row.value, "%"), band),
                facts=(row.id,),
            )
            return Consequence(name="absolute risk", value=row.value, band=band, statement=statement)
    return None


def _other_measure_missing(view: View, drug: Present, rows: list[Dosing]) -> Iterator[Finding]:
    """Rows by CrCl when only eGFR is known (or the reverse) are said to be unjudged, when the known value is low."""
    measures = {row.kidney_measure for row in rows if row.kidney_measure}
    missing = [name for name in sorted(measures) if _estimate(view, name).value is None]
    known = _estimate(view, "eGFR" if "CrCl" in missing else "CrCl").value
    if not missing or known is None or known >= view.number("kidney.impaired_below_eGFR"):
        return
    estimate = _estimate(view, missing[0])
    why = f" {capital(estimate.why_not.rstrip('.'))}." if estimate.why_not else ""
    yield Finding(
        id=f"{missing[0]}_is_not_known_for_{drug.id}",
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because=f"the rules of {drug.name} use {missing[0]}, and only the other measure is known",
        title=f"{missing[0]} is not known",
        what=(from_the_case(f"Some rules for {drug.name} go by {missing[0]}, which cannot be given here.{why}"),),
        triggers=(drug.where, *estimate.missing),
    )


def _matters(view: View, drug: Present, rows: list[Dosing]) -> bool:
    """Whether not knowing the kidneys matters at the dose at hand: kidneys that are only moderately weak are common and
    give no sign, so it does where they would already change the dose, or where something points to weak kidneys.
    Small doses were studied of baclofen alone.
    """
    if any(kidney_risks(view)) or view.has("diabetes"):
        return True
    daily, moderate = _daily(drug), view.number("kidney.impaired_below_eGFR")
    in_moderate = [row for row in rows if row.kidney_high is not None and row.kidney_high >= moderate]
    if any(row.item == "renal_daily" and not _within_its_range(drug, row) for row in in_moderate):
        return True
    if not any(row.item in ("renal_factor", "renal_advice") for row in in_moderate):
        return False
    unsure = daily is None or view.person.age_years is None or any(view.of_class("nsaid"))
    low = drug.id == "baclofen" and (daily or 0) < view.number("kidney.baclofen_starting_dose_studied")
    return unsure or not low


def _not_known(view: View, drugs: list[Present]) -> Finding:
    """No CrCl and no eGFR: what cannot be judged, what is missing for it; graver when a kidney disease is stated."""
    stated = view.has("chronic_kidney_disease", "acute_kidney_injury")
    grave = stated and any(drug.id == "baclofen" for drug in drugs)
    pressing = drugs if stated else [drug for drug in drugs if _matters(view, drug, kidney_rows(view, drug))]
    drugs = pressing or drugs
    rows = [kidney_rows(view, drug)[0] for drug in drugs]
    eGFR, names = view.body.eGFR, joined(drug.name for drug in drugs)
    without = "a kidney disease is stated and no value says how bad it is"
    return Finding(
        id="kidney_disease_of_unknown_degree" if stated else "kidney_function_is_not_known",
        severity=Severity.MAJOR if grave else Severity.NOT_ASSESSED,
        stance=Stance.INTERRUPT if grave else Stance.SHOW if pressing else Stance.SILENT,
        because=without
        if stated
        else "neither creatinine clearance nor eGFR can be given"
        if pressing
        else "at this dose only clearly weak kidneys would matter, and nothing points to them",
        title="Kidney disease, but no kidney value" if stated else "Kidney function is not known",
        what=(
            ours(
                f"The right dose of {names} depends on the kidneys, and how well they work cannot be told here. "
                f"{eGFR.why_not}".strip(),
                *rows,
            ),
        ),
        todo=(ours(f"What would help: {joined(field_in_words(path) for path in eGFR.missing)}.", *rows[:1]),)
        if eGFR.missing
        else (),
        triggers=tuple(dict.fromkeys((*(drug.where for drug in drugs), *eGFR.missing))),
    )


def field_in_words(path: str) -> str:
    """A missing field of the person as a reader would name it."""
    named = {"SCr_mg_dL": "a creatinine value with its unit", "age_years": "the age", "sex": "the sex"}
    field = path.removeprefix("person.")
    return named.get(field) or f"the {field.split('_')[0]}"


def _once(view: View) -> list[Present]:
    return list({(one.id, one.route): one for one in view.present if one.throughout}.values())


def _daily(drug: Present) -> float | None:
    daily = peak_daily_mg(drug)
    return daily.high if daily else None


def _nothing_known(view: View) -> bool:
    return view.body.CrCl.value is None and view.body.eGFR.value is None


def _estimate(view: View, measure: str) -> Estimate:
    return view.body.CrCl if measure == "CrCl" else view.body.eGFR


def _met(view: View, row: Dosing) -> bool:
    """Whether the person's own value of the row's own measure lies in the row's range."""
    if not row.kidney_measure:
        return row.item == "renal_advice" and _impaired(view) and not _speaks_of_failure(row)
    value = _estimate(view, row.kidney_measure).value
    if value is None:
        return False
    return (row.kidney_low is None or value >= row.kidney_low) and (row.kidney_high is None or value < row.kidney_high)


def _impaired(view: View) -> bool:
    eGFR = view.body.eGFR.value
    return eGFR is not None and eGFR < view.number("kidney.impaired_below_eGFR")


def _full_dose(row: Dosing) -> bool:
    return row.item == "renal_factor" and row.low == 1


def _speaks_of_failure(row: Dosing) -> bool:
    return any(word in row.population for word in FAILURE_WORDS) and "not on dialysis" not in row.population


def _measured(view: View, met: list[Dosing], means: str) -> Statement:
    estimates = [_estimate(view, measure) for measure in dict.fromkeys(row.kidney_measure or "eGFR" for row in met)]
    known = [one for one in estimates if one.value is not None]
    said = joined(f"{one.name} is {in_words(one.value or 0)} {in_plain(one.unit)} ({one.equation})" for one in known)
    return ours(f"{means}. Your {said}.", *met[:2], sources=[one.source for one in known])


def _value_words(view: View, met: list[Dosing]) -> str:
    measure = next((row.kidney_measure for row in met if row.kidney_measure), "eGFR")
    value = _estimate(view, measure).value
    return f"{measure} of {in_words(value)}" if value is not None else measure


def _ordered(view: View, rows: list[Dosing]) -> list[Dosing]:
    """Rows of the case's country first, then those that hold anywhere, then other countries."""
    country = view.case.country
    return sorted(rows, key=lambda row: (not holds_in(row, country), bool(row.countries), row.id))
